// @azure/msal-node, as its documentation has it, but for the authority.
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from "@azure/msal-node";
import { assertion, authority, consent, main, redirectUri, settings, typeCode } from "./common.mjs";

const { clientId, clientSecret, refreshToken, scope, unknownScope, unknownTenantId } = settings;
const knownAuthorities = [new URL(settings.authority).host];
const confidential = (auth = {}) =>
  new ConfidentialClientApplication({ auth: { clientId, authority, knownAuthorities, clientSecret, ...auth } });
const outcome = (result) => ({ accessToken: result.accessToken, fromCache: result.fromCache, username: result.account?.username });

async function authorizationCode(app) {
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const nonce = new CryptoProvider().createNewGuid();
  const asked = { scopes: [scope], redirectUri, codeChallenge: challenge, codeChallengeMethod: "S256", nonce, state: "the-state" };
  const address = await app.getAuthCodeUrl({ ...asked, responseMode: "form_post" });
  const { code, state } = await consent(address);
  if (state !== "the-state") throw new Error(`state ${state}`);
  return app.acquireTokenByCode({ code, scopes: [scope], redirectUri, codeVerifier: verifier, nonce });
}

await main({
  "client credentials": async () => outcome(await confidential().acquireTokenByClientCredential({ scopes: [scope] })),
  "client assertion": async () =>
    outcome(
      await confidential({ clientSecret: undefined, clientAssertion: assertion() }).acquireTokenByClientCredential({ scopes: [scope] }),
    ),
  "refresh token": async () => outcome(await confidential().acquireTokenByRefreshToken({ scopes: [scope], refreshToken })),
  "device code": async () => {
    const app = new PublicClientApplication({ auth: { clientId, authority, knownAuthorities } });
    const deviceCodeCallback = ({ verificationUri, userCode }) => typeCode(verificationUri, userCode);
    return outcome(await app.acquireTokenByDeviceCode({ scopes: [scope], deviceCodeCallback }));
  },
  "authorization code with PKCE": async () => outcome(await authorizationCode(confidential())),
  "silent renewal from the cache": async () => {
    const app = confidential();
    const first = await authorizationCode(app);
    const [account] = await app.getTokenCache().getAllAccounts();
    const second = await app.acquireTokenSilent({ account, scopes: [scope] });
    if (second.accessToken !== first.accessToken) throw new Error("another token");
    const third = await app.acquireTokenSilent({ account, scopes: [scope], forceRefresh: true });
    if (third.fromCache || !third.accessToken) throw new Error("not renewed");
    return outcome(second);
  },
  "a wrong secret": async () => outcome(await confidential({ clientSecret: "wrong" }).acquireTokenByClientCredential({ scopes: [scope] })),
  // Of an authority that it does not know by heart the client asks the metadata first, and tells nothing of why there are none. So it is
  // given them, as it has those of Microsoft.
  "an unknown tenant": async () => {
    const metadata = await (await fetch(`${authority}/v2.0/.well-known/openid-configuration`)).text();
    const unknown = {
      authority: `${settings.authority}/${unknownTenantId}`,
      authorityMetadata: metadata.replaceAll(settings.tenantId, unknownTenantId),
    };
    return outcome(await confidential(unknown).acquireTokenByClientCredential({ scopes: [scope] }));
  },
  "an unknown resource": async () => outcome(await confidential().acquireTokenByClientCredential({ scopes: [unknownScope] })),
  "a refresh token that is none": async () =>
    outcome(await confidential().acquireTokenByRefreshToken({ scopes: [scope], refreshToken: "none" })),
});
