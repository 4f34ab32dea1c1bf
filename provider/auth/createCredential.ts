import type { Settings, TokenStoreSetting } from "../config/settings";
import { tenantPlace } from "../config/signInSources";
import type { Diagnostics } from "../diagnostics";
import type { Channel } from "../http/send";
import type { Redactor } from "../redact";
import { accessTokenCredential } from "./accessTokenCredential";
import { azureCredential } from "./azureIdentity";
import { type AppSignIn, chooseSignIn } from "./chooseSignIn";
import type { TokenCredential } from "./credential";
import { refreshTokenCredential } from "./refreshTokenCredential";
import { fileStore } from "./stores/file";
import { type KeyVaultWorld, keyVaultStore } from "./stores/keyVault";
import type { Owner, TokenStore } from "./stores/store";
import { requestToken, type TokenEndpoint } from "./tokenRequest";

/**
 * The credential that the settings ask for. What is missing is said by the first `getToken`, since many runs never need a token.
 */
export function createCredential(settings: Settings, channel: Channel, redactor: Redactor, diagnostics: Diagnostics): TokenCredential {
  for (const secret of [settings.refreshToken, settings.accessToken, settings.app.clientSecret, settings.app.clientCertificatePassword]) {
    redactor.add(secret?.reveal());
  }
  let credential: TokenCredential | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= create(settings, channel, redactor, diagnostics);
      return credential.getToken(scopes, options);
    },
    get renewable() {
      return credential?.renewable ?? true;
    },
    passOver: (accessToken) => credential?.passOver?.(accessToken) ?? false,
  };
}

function create(settings: Settings, channel: Channel, redactor: Redactor, diagnostics: Diagnostics): TokenCredential {
  const { authority, app, audience, sources } = settings;
  const { ports } = channel;
  const signIn = chooseSignIn(settings);
  diagnostics.report("debug", `Signing in by ${signIn.way}${settings.auth === "auto" ? " (partnercenter:auth is auto)" : ""}.`);
  switch (signIn.way) {
    case "accessToken":
      return accessTokenCredential(signIn.accessToken, ports, sources);
    case "azureCli":
    case "managedIdentity":
      return azureCredential(signIn, ports, { redactor, sources });
    case "refreshToken":
      return refreshTokenCredential({
        endpoint: { authority, tenantId: signIn.tenantId, channel, redactor, sources },
        clientId: signIn.clientId,
        app,
        audience,
        store: createStore(settings.tokenStore, signIn, { ports, redactor, authority }),
        diagnostics,
        ...(settings.refreshTokenDate === undefined ? {} : { issuedAt: settings.refreshTokenDate }),
        ...(signIn.refreshToken === undefined ? {} : { refreshToken: signIn.refreshToken }),
      });
    default:
      return appCredential(signIn, { authority, tenantId: signIn.tenantId, channel, redactor, sources });
  }
}

/** The application alone, by its secret, its certificate or a federated token. Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow. */
function appCredential({ clientId, proof }: AppSignIn, endpoint: TokenEndpoint): TokenCredential {
  return {
    async getToken(scopes, options) {
      const fields = { grant_type: "client_credentials", scope: [scopes].flat().join(" ") };
      const answer = await requestToken(endpoint, clientId, proof, fields, options?.abortSignal);
      return { token: answer.accessToken, expiresOnTimestamp: answer.expiresAt };
    },
  };
}

/** Keeps nothing: the configured refresh token is redeemed in each run, and stays valid for 90 days from its own sign-in. */
const noStore: TokenStore = { name: "no store", keeps: false, load: async () => ({ kind: "empty" }), save: async () => {} };

/** The store that a setting names, for one owner. `{tenantId}` in its name becomes the owner's tenant. */
export function createStore(setting: TokenStoreSetting, owner: Owner, world: KeyVaultWorld): TokenStore {
  const tenant = owner.tenantId.toLowerCase();
  switch (setting.kind) {
    case "none":
      return noStore;
    case "file":
      // A domain or a GUID; whatever else somebody may have set must not become another folder.
      return fileStore(setting.path.replaceAll(tenantPlace, tenant.replace(/[^a-z0-9.-]/g, "-")), owner, world.ports);
    case "keyvault":
      return keyVaultStore(setting.url.replaceAll(tenantPlace, tenant.replace(/[^a-z0-9-]/g, "-")), owner, world);
  }
}
