import { createCredential } from "../auth/createCredential";
import type { TokenCredential } from "../auth/credential";
import { createTokenCache, type TokenCache } from "../auth/tokenCache";
import type { Settings } from "../config/settings";
import { howItCounts, serviceSettings } from "../config/signInSources";
import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { loggedTransport } from "../http/debugLog";
import type { Answer, HttpRequest } from "../http/outcome";
import { createPacing } from "../http/pacing";
import type { Channel } from "../http/send";
import { type Adapter, createTransport, type Transport } from "../http/transport";
import type { Clock, Ports } from "../ports";
import { createRedactor, type Redactor } from "../redact";
import type { Call } from "./contracts";
import { idHeaders, packageVersion, requestHeaders, userAgent } from "./headers";
import { speaksOfMfa, type Tried } from "./requestError";

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
  readonly channel: Channel;
  readonly tokens: TokenCache;
  readonly redactor: Redactor;
  readonly host: string;
}

export function createSession(settings: Settings, ports: Ports, diagnostics: Diagnostics, options: PartnerCenterOptions): Session {
  const redactor = createRedactor();
  const transport = observedTransport(createTransport(ports, options.adapter), settings, ports, redactor, diagnostics);
  const channel: Channel = { ports, transport, pacing: createPacing(settings.requestsPerMinute) };
  // The sign-in has a pacing of its own: Partner Center's pauses are not Entra's.
  const signInChannel: Channel = { ...channel, pacing: createPacing() };
  const credential = options.credential ?? createCredential(settings, signInChannel, redactor, diagnostics);
  return {
    settings,
    channel,
    tokens: createTokenCache(credential, `${settings.audience}/.default`, ports),
    redactor,
    host: new URL(settings.endpoint).host,
  };
}

/** The transport, with what the settings want to be told of each sending: a sign-in's too. */
export function observedTransport(
  plain: Transport,
  settings: Pick<Settings, "debug" | "record" | "cloud" | "apiContract">,
  clock: Clock,
  redactor: Redactor,
  diagnostics: Diagnostics,
): Transport {
  const report: Diagnostics["report"] = (severity, message) => diagnostics.report(severity, message);
  const log = (message: string): void => report("info", message);
  const logged = settings.debug ? loggedTransport(plain, { clock, redactor, ids: idHeaders, log }) : plain;
  if (settings.record === undefined) return logged;
  const { recordedTransport } = require("./recording/recordedTransport") as typeof import("./recording/recordedTransport");
  const facts = { version: packageVersion(), cloud: settings.cloud, apiContract: settings.apiContract };
  return recordedTransport(logged, settings.record, { clock, report, facts });
}

/** One request with all its sendings. */
export interface ApiRequest {
  /** Makes it for the next sending: a fresh correlation id, and a token that `inspect` has nothing against. */
  prepare(signal: AbortSignal): Promise<HttpRequest>;
  /** Whether another token may cure this 401. */
  renew(answer: Answer): boolean;
  /** What was tried, with the ids of the latest sending. */
  tried(): Tried;
}

export interface ApiCall {
  readonly call: Call;
  /** The beginning of a sentence: `Reading the qualifications of customer 0c39…`. */
  readonly what: string;
  /** The customer whom it concerns, where it concerns one. */
  readonly customerId?: string;
  /** `MS-RequestId`, the same for every sending. */
  readonly requestId: string;
  /** Says what the service would refuse about a token. */
  readonly inspect?: (token: string) => PartnerCenterError | undefined;
}

export function createRequest(session: Session, { call, what, customerId, requestId, inspect }: ApiCall): ApiRequest {
  const { settings, tokens, redactor, channel, host } = session;
  const service = serviceSettings(settings.sources, "endpoint");
  const newSignInCounts = howItCounts(settings.sources, ["refreshToken", "accessToken"]);
  let token = "";
  let correlationId: string | undefined;
  return {
    async prepare(signal) {
      token = await tokens.get(signal);
      redactor.add(token);
      const objection = inspect?.(token);
      if (objection !== undefined) {
        const remedy = [objection.remedy, newSignInCounts].filter(Boolean).join(" ");
        throw new PartnerCenterError(`${what} was not tried. ${objection.problem}`, { ...objection, remedy });
      }
      correlationId = channel.ports.uuid();
      const { method, path, body, headers } = call;
      return {
        method,
        url: `${settings.endpoint}${path}`,
        headers: { ...headers, ...requestHeaders(token, { requestId, correlationId }, userAgent, body !== undefined) },
        ...(body === undefined ? {} : { body }),
      };
    },
    renew: (answer) => tokens.replace(token, speaksOfMfa(answer)),
    tried: () => ({
      what,
      host,
      service,
      customerId,
      newSignInCounts,
      ...(correlationId === undefined ? {} : { requestId, correlationId }),
    }),
  };
}
