import { type Answer, type IncomingRequest, json } from "../http/message";
import type { World } from "../world";
import { checkClient, type Refusal } from "./clientCheck";
import { entraError } from "./errors";
import { findPartner } from "./findPartner";
import type { Partner } from "./partners";
import { type Asked, readAsked } from "./resource";

/** RFC 8628's name, and the one that Microsoft's own libraries send (seen: @azure/msal-node). */
const deviceCode = ["urn:ietf:params:oauth:grant-type:device_code", "device_code"];
/** Grants in which a user took part just now. */
const interactive = ["authorization_code", ...deviceCode];
const grants = ["refresh_token", "client_credentials", ...interactive];

/** `POST /{tenant}/oauth2/token` and `POST /{tenant}/oauth2/v2.0/token` (secure-app-model-framework, 01/26/2022; identity-platform). */
export function answerToken(world: World, request: IncomingRequest, tenant: string, version: "v1" | "v2"): Answer {
  const now = world.clock.now();
  const form = new URLSearchParams(request.body);
  const grant = form.get("grant_type") ?? "";
  const result = decide(world, request, form, tenant, grant, version, now);
  const refused = "code" in result;
  const error = refused ? { error: result.code } : {};
  world.log.addTokenRequest({
    time: new Date(now).toISOString(),
    tenant,
    version,
    grantType: grant,
    clientId: form.get("client_id") ?? "",
    ok: !refused,
    ...error,
  });
  if (refused) return entraError(result.code, result.detail, now);
  const answer = tokenAnswer(world, result.partner, result.asked, grant !== "client_credentials", version, now);
  return json(200, answer, { "Cache-Control": "no-store, no-cache", Pragma: "no-cache" });
}

function decide(
  world: World,
  request: IncomingRequest,
  form: URLSearchParams,
  tenant: string,
  grant: string,
  version: "v1" | "v2",
  now: number,
): { readonly partner: Partner; readonly asked: Asked } | Refusal {
  const partner = findPartner(world, tenant, form.get("client_id"));
  if (partner === undefined) return { code: 90002, detail: `Tenant '${tenant}'. Check to make sure you have the correct tenant ID.` };
  if (grant === "") return { code: 900144, detail: "'grant_type'." };
  if (!grants.includes(grant)) return { code: 70003, detail: `'${grant}'.` };
  const unknownClient = checkClient(partner, form, now, interactive.includes(grant));
  if (unknownClient !== undefined) return unknownClient;
  const asked = readAsked(version, form, grant, request.url);
  if ("code" in asked) return asked;
  return checkGrant(world, partner, form, grant, now) ?? { partner, asked };
}

/** What the grant itself has to show. Last, since a code is good once only. */
function checkGrant(world: World, partner: Partner, form: URLSearchParams, grant: string, now: number): Refusal | undefined {
  if (grant === "refresh_token") return checkRefreshToken(world, partner, form, now);
  if (grant === "authorization_code") return world.codes.redeem(partner, form, now);
  return deviceCode.includes(grant) ? world.devices.redeem(partner.tenantId, form, now) : undefined;
}

function checkRefreshToken(world: World, partner: Partner, form: URLSearchParams, now: number): Refusal | undefined {
  const token = form.get("refresh_token");
  if (!token) return { code: 900144, detail: "'refresh_token'." };
  switch (world.issuer.judge(partner, token, now)) {
    case "good":
      return undefined;
    case "unknown":
      return { code: 70000, detail: "" };
    case "expired":
      return { code: 700082, detail: "It was inactive for 90 days." };
    case "revoked":
      return { code: 50173, detail: "" };
  }
}

/** v1 writes numbers as text and names the resource; v2 writes numbers and names the scope. */
function tokenAnswer(
  world: World,
  partner: Partner,
  { audience, openId }: Asked,
  user: boolean,
  version: "v1" | "v2",
  now: number,
): Record<string, unknown> {
  const { issuer } = world;
  const access = issuer.accessToken(partner, audience, user, now);
  const expiresOn = Math.floor(now / 1000) + issuer.lifetimeSeconds;
  const grants = user
    ? { refresh_token: issuer.refreshToken(partner, now), ...(openId ? { id_token: issuer.idToken(partner, now) } : {}) }
    : {};
  if (version === "v1") {
    const numbers = {
      expires_in: issuer.lifetimeSeconds,
      ext_expires_in: issuer.lifetimeSeconds,
      expires_on: expiresOn,
      not_before: Math.floor(now / 1000),
    };
    const texts = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
    return {
      token_type: "Bearer",
      ...(user ? { scope: "user_impersonation" } : {}),
      ...texts,
      resource: audience,
      access_token: access,
      ...grants,
    };
  }
  const scope = user ? { scope: `${audience}/user_impersonation` } : {};
  return {
    token_type: "Bearer",
    ...scope,
    expires_in: issuer.lifetimeSeconds,
    ext_expires_in: issuer.lifetimeSeconds,
    access_token: access,
    ...grants,
  };
}
