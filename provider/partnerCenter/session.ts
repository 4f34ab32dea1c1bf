import { createCredential } from "../auth/createCredential";
import type { TokenCredential } from "../auth/credential";
import { createTokenCache, type TokenCache } from "../auth/tokenCache";
import type { Settings } from "../config/settings";
import type { Diagnostics } from "../diagnostics";
import { loggedTransport } from "../http/debugLog";
import type { Line } from "../http/exchange";
import { createPacing } from "../http/pacing";
import { createRetryBudget } from "../http/retryBudget";
import { type Adapter, createTransport } from "../http/transport";
import type { Ports } from "../ports";
import { createRedactor, type Redactor } from "../redact";

/** What a simulation or a test puts in place of the world. */
export interface PartnerCenterOptions {
  /** Answers requests in place of the network: axios' own adapter type. Bypasses nothing of ours but the sockets. */
  readonly adapter?: Adapter;
  /** Signs in in place of what the settings say. */
  readonly credential?: TokenCredential;
}

/** Everything that the requests of one client share. There is no other mutable state. */
export interface Session {
  readonly settings: Settings;
  readonly line: Line;
  readonly tokens: TokenCache;
  /** Whether a token that was refused can be replaced by a fresh one. */
  readonly renewable: boolean;
  readonly redactor: Redactor;
  readonly host: string;
}

export function createSession(settings: Settings, ports: Ports, diagnostics: Diagnostics, options: PartnerCenterOptions): Session {
  const redactor = createRedactor();
  const plain = createTransport(ports, options.adapter);
  const transport = settings.debug ? loggedTransport(plain, ports, redactor, (message) => diagnostics.report("info", message)) : plain;
  const line: Line = { ports, transport, pacing: createPacing(settings.requestsPerMinute), budget: createRetryBudget() };
  // The sign-in has a pacing of its own: Partner Center's pauses are not Entra's.
  const signInLine: Line = { ...line, pacing: createPacing() };
  const credential = options.credential ?? createCredential(settings, signInLine, redactor, diagnostics);
  return {
    settings,
    line,
    tokens: createTokenCache(credential, `${settings.audience}/.default`, ports),
    renewable: settings.auth !== "accessToken" && !(settings.auth === "auto" && settings.accessToken !== undefined),
    redactor,
    host: new URL(settings.endpoint).host,
  };
}
