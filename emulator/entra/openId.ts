import { type Answer, type IncomingRequest, json } from "../http/message";
import { signingKey, signingKeyId } from "./signingKey";

/** The OpenID metadata of a tenant, with this emulator's addresses (identity-platform: v2-protocols-oidc). */
export function answerMetadata(request: IncomingRequest, tenant: string, version: "v1" | "v2"): Answer {
  const base = `${request.url}/${tenant}`;
  const oauth = version === "v1" ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return json(200, {
    issuer: version === "v1" ? `https://sts.windows.net/${tenant}/` : `${base}/v2.0`,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/token`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    jwks_uri: version === "v1" ? `${base}/discovery/keys` : `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
    response_types_supported: ["code", "id_token", "code id_token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    tenant_region_scope: null,
  });
}

/** The public half of the signing key. */
export function answerKeys(): Answer {
  const { kty, n, e } = signingKey;
  return json(200, { keys: [{ kty, use: "sig", alg: "RS256", kid: signingKeyId, x5t: signingKeyId, n, e }] });
}
