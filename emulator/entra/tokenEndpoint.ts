import { type Answer, type IncomingRequest, json } from "../http/message";
import { wellKnown } from "../wellKnown";
import type { World } from "../world";
import type { AuthorizationCode } from "./authorizationCodes";
import { checkClient, type Refusal } from "./clientCheck";
import type { DeviceSignIn } from "./deviceCodes";
import { correlationOf, entraError } from "./errors";
import { findPartner } from "./findPartner";
import { issuerOf } from "./openId";
import type { Partner } from "./partners";
import { type Asked, readAsked, type Wanted } from "./resource";

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
  if (refused) return entraError(result.code, result.detail, now, correlationOf(request));
  const answer = tokenAnswer(world, result, grant !== "client_credentials", version, now);
  const told = result.clientInfo ? { client_info: clientInfoOf(result.partner) } : {};
  return json(200, { ...answer, ...told }, { "Cache-Control": "no-store, no-cache", Pragma: "no-cache" });
}

/** A token that may be issued. */
interface Granted {
  readonly partner: Partner;
  readonly asked: Asked;
  /** Of the id token, where there is one. */
  readonly issuer: string;
  readonly nonce?: string;
  readonly clientInfo: boolean;
}

function decide(
  world: World,
  request: IncomingRequest,
  form: URLSearchParams,
  tenant: string,
  grant: string,
  version: "v1" | "v2",
  now: number,
): Granted | Refusal {
  const partner = findPartner(world, tenant, form.get("client_id"));
  if (partner === undefined) return { code: 90002, detail: `Tenant '${tenant}'. Check to make sure you have the correct tenant ID.` };
  if (grant === "") return { code: 900144, detail: "'grant_type'." };
  if (!grants.includes(grant)) return { code: 70003, detail: `'${grant}'.` };
  const unknownClient = checkClient(partner, form, now, interactive.includes(grant));
  if (unknownClient !== undefined) return unknownClient;
  const named: Wanted = { scope: form.get("scope") ?? undefined, resource: form.get("resource") ?? undefined };
  // What is wrong with the request is told before the grant is used up: a code is good once only.
  const early = readAsked(version, named, grant, request.url);
  if ("code" in early) return early;
  const before = checkGrant(world, partner, form, grant, now);
  if ("code" in before) return before;
  const asked = readAsked(version, { scope: named.scope ?? before.scope, resource: named.resource ?? before.resource }, grant, request.url);
  if ("code" in asked) return asked;
  const { nonce } = before;
  return {
    partner,
    asked,
    issuer: issuerOf(request.url, partner.tenantId, version),
    clientInfo: grant !== "client_credentials" && form.get("client_info") === "1",
    ...(nonce === undefined ? {} : { nonce }),
  };
}

/** What the sign-in before the token request has said; or why there is no token. */
type Before = Wanted & { readonly nonce?: string };

function checkGrant(world: World, partner: Partner, form: URLSearchParams, grant: string, now: number): Before | Refusal {
  if (grant === "refresh_token") return checkRefreshToken(world, partner, form, now) ?? {};
  if (grant === "authorization_code") return redeemed(world.codes.redeem(partner, form, now));
  return deviceCode.includes(grant) ? redeemed(world.devices.redeem(partner.tenantId, form, now)) : {};
}

function redeemed(found: AuthorizationCode | DeviceSignIn | Refusal): Before | Refusal {
  if ("code" in found) return found;
  const { scope, resource } = found;
  return { scope, resource, ...("nonce" in found && found.nonce !== undefined ? { nonce: found.nonce } : {}) };
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

/** Who signed in, for a client's cache, when it asks by `client_info=1` (seen: what MSAL sends and reads). */
function clientInfoOf({ tenantId }: Partner): string {
  return Buffer.from(JSON.stringify({ uid: wellKnown.userId, utid: tenantId })).toString("base64url");
}

/** v1 writes numbers as text and names the resource; v2 writes numbers and names the scope. */
function tokenAnswer(world: World, granted: Granted, user: boolean, version: "v1" | "v2", now: number): Record<string, unknown> {
  const { issuer } = world;
  const { partner, asked, nonce } = granted;
  const { audience, openId, permissions } = asked;
  const access = issuer.accessToken(partner, audience, user ? permissions : undefined, now);
  const seconds = Math.floor(now / 1000);
  const lifetime = issuer.lifetimeSeconds;
  const ofUser = user
    ? {
        refresh_token: issuer.refreshToken(partner, now),
        ...(openId ? { id_token: issuer.idToken(partner, version, granted.issuer, nonce, now) } : {}),
      }
    : {};
  if (version === "v1") {
    const numbers = { expires_in: lifetime, ext_expires_in: lifetime, expires_on: seconds + lifetime, not_before: seconds };
    const texts = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
    const scope = user ? { scope: permissions.join(" ") } : {};
    return { token_type: "Bearer", ...scope, ...texts, resource: audience, access_token: access, ...ofUser };
  }
  // `.default` is told beside what it stands for, and clients find the token in their caches by it (captures: the Azure CLI's token cache).
  const scope = user ? { scope: [...permissions, ".default"].map((name) => `${audience}/${name}`).join(" ") } : {};
  return { token_type: "Bearer", ...scope, expires_in: lifetime, ext_expires_in: lifetime, access_token: access, ...ofUser };
}
