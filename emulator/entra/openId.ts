import { type Answer, type IncomingRequest, json } from "../http/message";
import type { World } from "../world";
import { correlationOf, entraError } from "./errors";
import { findPartner, isAnyTenant } from "./findPartner";
import { signingKey, signingKeyId } from "./signingKey";

/** The OpenID metadata of a tenant, with the addresses by which it was asked for (identity-platform/v2-protocols-oidc). */
export function answerMetadata(world: World, request: IncomingRequest, tenant: string, version: "v1" | "v2"): Answer {
  if (findPartner(world, tenant, null) === undefined)
    return entraError(90002, `Tenant '${tenant}'.`, world.clock.now(), correlationOf(request), "invalid_tenant");
  const base = `${request.url}/${tenant}`;
  const oauth = version === "v1" ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return json(200, {
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    jwks_uri: version === "v1" ? `${base}/discovery/keys` : `${base}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: issuerOf(request.url, isAnyTenant(tenant) ? "{tenantid}" : tenant.toLowerCase(), version),
    request_uri_parameter_supported: false,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "preferred_username", "name", "tid", "ver"],
    tenant_region_scope: null,
    cloud_instance_name: "microsoftonline.com",
  });
}

/** The issuer of id tokens. `common` has a place in it for the tenant of whoever signs in. */
export function issuerOf(url: string, tenantId: string, version: "v1" | "v2"): string {
  return version === "v1" ? `https://sts.windows.net/${tenantId}/` : `${url}/${tenantId}/v2.0`;
}

/** The public half of the signing key. */
export function answerKeys(): Answer {
  const { kty, n, e } = signingKey;
  return json(200, { keys: [{ kty, use: "sig", alg: "RS256", kid: signingKeyId, x5t: signingKeyId, n, e }] });
}

/** Microsoft's authority under its names, as clients know them by heart (seen: the list in @azure/msal-common and MSAL for Python). */
const microsoft = {
  preferred_network: "login.microsoftonline.com",
  preferred_cache: "login.windows.net",
  aliases: ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
};

/**
 * `GET /common/discovery/instance`: whether an authority may be trusted, and under which names it is one (seen: what MSAL for Python, .NET and
 * Java send and read). An authority that is neither Microsoft's nor this emulator is refused.
 */
export function answerInstance(world: World, request: IncomingRequest): Answer {
  const asked = request.query.get("authorization_endpoint") ?? "";
  const url = URL.canParse(asked) ? new URL(asked) : undefined;
  const now = world.clock.now();
  if (url === undefined) return entraError(900144, "'authorization_endpoint'.", now, correlationOf(request));
  const own = new URL(request.url).host;
  const known = url.host === own || microsoft.aliases.includes(url.host);
  if (!known) return entraError(50049, `Instance '${url.host}'.`, now, correlationOf(request));
  const tenant = url.pathname.split("/")[1] || "common";
  return json(200, {
    tenant_discovery_endpoint: `${request.url}/${tenant}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: microsoft.aliases.includes(own) ? [microsoft] : [{ preferred_network: own, preferred_cache: own, aliases: [own] }, microsoft],
  });
}
