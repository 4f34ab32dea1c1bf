import { type ContractName, contractNames } from "../apiContract";
import { PartnerCenterError } from "../errors";
import { createRedactor } from "../redact";
import { type AppRegistration, readAppRegistration } from "./appRegistration";
import { type CloudName, cloudNames, clouds } from "./clouds";
import { emulatorCredentials } from "./emulatorCredentials";
import { howToSet, type Key, keys } from "./keys";
import { notices } from "./notices";
import { Secret } from "./secret";
import { readTokenStore, type TokenStoreSetting, tokenStoreForms } from "./tokenStore";
import { checkedBaseUrl } from "./urls";

export const authNames = [
  "auto",
  "refreshToken",
  "accessToken",
  "azureCli",
  "deviceCode",
  "clientSecret",
  "clientCertificate",
  "workloadIdentity",
  "managedIdentity",
] as const;
export type AuthName = (typeof authNames)[number];

/** Everything that can be configured, checked and with defaults filled in. Secrets are wrapped, so that printing it is safe. */
export interface Settings {
  /** Default `global`. */
  readonly cloud: CloudName;
  /** Base URL of the Partner Center API, without a slash at the end. */
  readonly endpoint: string;
  /** Base URL of the sign-in service, without a slash at the end. */
  readonly authority: string;
  /** The resource that tokens are asked for. */
  readonly audience: string;
  /** Default `2023-05`, in the cloud `china` `2018-09`. */
  readonly apiContract: ContractName;
  /** Default `auto`. */
  readonly auth: AuthName;
  readonly app: AppRegistration;
  readonly refreshToken?: Secret;
  /** When the configured refresh token was issued, milliseconds since the epoch; absent where nobody said. */
  readonly refreshTokenDate?: number;
  readonly accessToken?: Secret;
  /** Default none. */
  readonly tokenStore: TokenStoreSetting;
  /** True: nothing is ever submitted. Default false. */
  readonly readOnly: boolean;
  /** What a refresh does with a customer that cannot be read. Default `warn`. */
  readonly unreadable: "warn" | "fail";
  /** A ceiling for requests to Partner Center, 1 to 6000 a minute; absent: as fast as the service allows. */
  readonly requestsPerMinute?: number;
  /** True: each request is reported, without anything secret (`PARTNERCENTER_DEBUG=1`). Absent otherwise. */
  readonly debug?: true;
  /** The emulator's URL, where one is in use. */
  readonly emulator?: string;
  /** What a person should be told once in each run. */
  readonly notices: readonly string[];
}

/**
 * Reads the configuration: the stack's (`get("tenantId")` is `partnercenter:tenantId`), then the environment. Pure. Missing
 * credentials are no problem here, since a preview may never need a token; everything that is *wrong* is reported at once.
 *
 * @throws PartnerCenterError of kind `configuration` that names every problem with its remedy.
 */
export function readSettings(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv): Settings {
  const fromConfig = (key: string): string | undefined => unlessBlank(get(key));
  const fromEnv = (name: string): string | undefined => unlessBlank(env[name]);
  const value = (key: Key): string | undefined => fromConfig(key) ?? fromEnv(keys[key].env);
  const problems: string[] = [];

  const oneOf = <T extends string>(key: Key, allowed: readonly T[], otherwise: T): T => {
    const text = value(key);
    if (text === undefined) return otherwise;
    const found = allowed.find((name) => name.toLowerCase() === text.toLowerCase());
    if (found === undefined) {
      problems.push(
        `partnercenter:${key} is ${quoted(text)}, but must be one of ${allowed.join(", ")}: set it with ${howToSet(key, allowed[0])}.`,
      );
    }
    return found ?? otherwise;
  };
  const baseUrl = (key: Key): string | undefined => {
    const text = value(key);
    if (text === undefined) return undefined;
    const checked = checkedBaseUrl(text);
    if ("url" in checked) return checked.url;
    problems.push(`partnercenter:${key} is ${quoted(text)}, but ${checked.problem}: set it with ${howToSet(key, "https://HOST")}.`);
    return undefined;
  };

  const cloud = oneOf("cloud", cloudNames, "global");
  const emulator = baseUrl("emulator");
  const endpoint = baseUrl("endpoint");
  const authority = baseUrl("authority");
  if (emulator !== undefined && (endpoint !== undefined || authority !== undefined)) {
    problems.push(
      "partnercenter:emulator already sets the endpoint and the authority: remove partnercenter:endpoint and partnercenter:authority (or PARTNERCENTER_ENDPOINT and PARTNERCENTER_AUTHORITY), or the emulator.",
    );
  }

  const refreshToken = value("refreshToken");
  const accessToken = value("accessToken");
  const requestsPerMinute = rate(value("requestsPerMinute"), problems);
  const refreshTokenDate = day(value("refreshTokenDate"), problems);
  const settings = {
    cloud,
    endpoint: emulator ?? endpoint ?? clouds[cloud].endpoint,
    authority: emulator ?? authority ?? clouds[cloud].authority,
    audience: clouds[cloud].audience,
    // 21Vianet: only the synchronous API of 2018 was ever documented there (facts of the API, section 3).
    apiContract: oneOf("apiContract", contractNames, cloud === "china" ? "2018-09" : "2023-05"),
    auth: oneOf("auth", authNames, "auto"),
    tokenStore: tokenStore(value("tokenStore"), problems),
    readOnly: oneOf("readOnly", ["true", "false"], "false") === "true",
    unreadable: oneOf("unreadable", ["warn", "fail"], "warn"),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(/^(1|true)$/i.test(fromEnv("PARTNERCENTER_DEBUG") ?? "") ? { debug: true as const } : {}),
    ...(emulator === undefined
      ? {
          app: readAppRegistration(fromConfig, fromEnv),
          ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
          ...(refreshTokenDate === undefined ? {} : { refreshTokenDate }),
          ...(accessToken === undefined ? {} : { accessToken: new Secret(accessToken) }),
        }
      : emulatorSignIn(emulator)),
  };
  if (problems.length > 0) throw configurationError(problems);
  return { ...settings, notices: notices(settings) };
}

/** With an emulator no other credential is used, so that a real one is never sent to it. */
function emulatorSignIn(emulator: string): Pick<Settings, "emulator" | "app" | "refreshToken" | "tokenStore"> {
  return {
    emulator,
    app: {
      family: "emulator",
      tenantId: emulatorCredentials.tenantId,
      clientId: emulatorCredentials.clientId,
      clientSecret: new Secret(emulatorCredentials.clientSecret),
    },
    refreshToken: new Secret(emulatorCredentials.refreshToken),
    tokenStore: { kind: "none" },
  };
}

function tokenStore(text: string | undefined, problems: string[]): TokenStoreSetting {
  const setting = readTokenStore(text ?? "none");
  if (setting !== undefined) return setting;
  problems.push(
    `partnercenter:tokenStore is ${quoted(text ?? "")}, but must be ${tokenStoreForms}: set it with ${howToSet("tokenStore", "file:PATH")}.`,
  );
  return { kind: "none" };
}

function rate(text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 6000) return Number(text);
  problems.push(
    `partnercenter:requestsPerMinute is ${quoted(text)}, but must be a whole number from 1 to 6000: set it with ${howToSet("requestsPerMinute", "300")}.`,
  );
  return undefined;
}

function day(text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  problems.push(
    `partnercenter:refreshTokenDate is ${quoted(text)}, but must be a date such as 2026-11-20: set it with ${howToSet("refreshTokenDate", "2026-11-20")}.`,
  );
  return undefined;
}

function configurationError(problems: readonly string[]): PartnerCenterError {
  const text =
    problems.length === 1
      ? problems.join("")
      : `The configuration has ${problems.length} problems: ${problems.map((problem, i) => `(${i + 1}) ${problem}`).join(" ")}`;
  return new PartnerCenterError(text, { kind: "configuration" });
}

function unlessBlank(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** Quotes a value that is not a secret; the keys that hold secrets are never quoted. What looks like a token under a wrong key is scrubbed. */
function quoted(text: string): string {
  const safe = createRedactor().quote(text);
  return JSON.stringify(safe.length > 80 ? `${safe.slice(0, 80)}…` : safe);
}
