// @azure/identity, as its documentation has it, but for the authority. It has no credential for a refresh token: its silent renewal is one.
import { AuthorizationCodeCredential, ClientAssertionCredential, ClientSecretCredential, DeviceCodeCredential } from "@azure/identity";
import { assertion, authority, consent, main, redirectUri, settings, typeCode } from "./common.mjs";

const { tenantId, clientId, clientSecret, scope, unknownScope, unknownTenantId } = settings;
const options = { authorityHost: settings.authority };
const outcome = ({ token }) => ({ accessToken: token });
const secret = (tenant = tenantId, text = clientSecret) => new ClientSecretCredential(tenant, clientId, text, options);
const device = () =>
  new DeviceCodeCredential({
    ...options,
    tenantId,
    clientId,
    userPromptCallback: ({ verificationUri, userCode }) => typeCode(verificationUri, userCode),
  });

async function codeFor() {
  const query = { client_id: clientId, response_type: "code", redirect_uri: redirectUri, scope: `${scope} openid offline_access` };
  return (await consent(`${authority}/oauth2/v2.0/authorize?${new URLSearchParams(query)}`)).code;
}

await main({
  "client credentials": async () => outcome(await secret().getToken(scope)),
  "client assertion": async () =>
    outcome(await new ClientAssertionCredential(tenantId, clientId, async () => assertion(), options).getToken(scope)),
  "device code": async () => outcome(await device().getToken(scope)),
  "authorization code with PKCE": async () => {
    const credential = new AuthorizationCodeCredential(tenantId, clientId, clientSecret, await codeFor(), redirectUri, options);
    return outcome(await credential.getToken(scope));
  },
  "silent renewal from the cache": async () => {
    const credential = device();
    const first = await credential.getToken(scope);
    const second = await credential.getToken(scope);
    return { ...outcome(second), fromCache: first.token === second.token };
  },
  "a wrong secret": async () => outcome(await secret(tenantId, "wrong").getToken(scope)),
  "an unknown tenant": async () => outcome(await secret(unknownTenantId).getToken(scope)),
  "an unknown resource": async () => outcome(await secret().getToken(unknownScope)),
});
