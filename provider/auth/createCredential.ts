import type { Settings } from "../config/settings";
import type { Diagnostics } from "../diagnostics";
import type { Line } from "../http/send";
import type { Redactor } from "../redact";
import { accessTokenCredential } from "./accessTokenCredential";
import { chooseSignIn } from "./chooseSignIn";
import type { TokenCredential } from "./credential";
import { identityCredential } from "./identity";
import { refreshTokenCredential } from "./refreshTokenCredential";
import { createStore } from "./stores/createStore";

/**
 * The credential that the settings ask for. What is missing is said by the first `getToken`, since many runs never need a token.
 */
export function createCredential(settings: Settings, line: Line, redactor: Redactor, diagnostics: Diagnostics): TokenCredential {
  for (const secret of [settings.refreshToken, settings.accessToken, settings.app.clientSecret, settings.app.clientCertificatePassword]) {
    redactor.add(secret?.reveal());
  }
  let credential: TokenCredential | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= create(settings, line, redactor, diagnostics);
      return credential.getToken(scopes, options);
    },
  };
}

function create(settings: Settings, line: Line, redactor: Redactor, diagnostics: Diagnostics): TokenCredential {
  const signIn = chooseSignIn(settings);
  diagnostics.report("debug", `Signing in by ${signIn.way}${settings.auth === "auto" ? " (partnercenter:auth is auto)" : ""}.`);
  switch (signIn.way) {
    case "accessToken":
      return accessTokenCredential(signIn.accessToken, line.ports);
    case "refreshToken":
      return refreshTokenCredential({
        endpoint: { authority: settings.authority, tenantId: signIn.tenantId, line, redactor },
        clientId: signIn.clientId,
        app: settings.app,
        store: createStore(settings.tokenStore, { ports: line.ports, redactor, authority: settings.authority }),
        diagnostics,
        ...(settings.refreshTokenDate === undefined ? {} : { issuedAt: settings.refreshTokenDate }),
        ...(signIn.refreshToken === undefined ? {} : { refreshToken: signIn.refreshToken }),
      });
    default:
      return identityCredential(signIn, settings.authority, redactor);
  }
}
