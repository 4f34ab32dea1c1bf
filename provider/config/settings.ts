import { type ContractName, contractNames } from "../apiContract";
import { PartnerCenterError } from "../errors";
import { isLoopback } from "../loopback";
import { createRedactor } from "../redact";
import { type CloudName, cloudNames, clouds, emulatorCredentials, notices } from "./clouds";
import { howToSet, isKey, type Key, keys, recordedHint, unknownNames } from "./keys";
import { Secret } from "./secret";
import { emulatorSources, resolveSignIn, type SignInSources, type SignInValues, signInNotices, tenantPlace } from "./signInSources";

export const authNames = [
  "auto",
  "refreshToken",
  "accessToken",
  "azureCli",
  "clientSecret",
  "clientCertificate",
  "workloadIdentity",
  "managedIdentity",
] as const;
export type AuthName = (typeof authNames)[number];

/** The app registration that signs in. What is absent was not set; whether it is needed depends on the way of signing in. */
export interface AppRegistration {
  /** The partner's tenant: a GUID or a verified domain. */
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly clientSecret?: Secret;
  /** Path of a PEM file with a certificate and its private key. */
  readonly clientCertificatePath?: string;
  readonly clientCertificatePassword?: Secret;
  /** Path of a file with a token of another issuer (GitHub, Kubernetes) that Entra trusts. */
  readonly oidcTokenFile?: string;
}

/** Where a rotated refresh token is kept. */
export type TokenStoreSetting =
  | { readonly kind: "none" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "keyvault"; readonly url: string };

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
  /** Where the values of the sign-in come from, and what is set and not used. */
  readonly sources: SignInSources;
  /** True: nothing is ever submitted. Default false. */
  readonly readOnly: boolean;
  /** What a refresh does with a customer that cannot be read. Default `warn`. */
  readonly unreadable: "warn" | "fail";
  /** A ceiling for requests to Partner Center, 1 to 6000 a minute; absent: as fast as the service allows. */
  readonly requestsPerMinute?: number;
  /** True: each resource is read before it is compared. The plugin's alone. Default false. */
  readonly refreshBeforeUpdate: boolean;
  /** True: each request is reported, without anything secret (`PARTNERCENTER_DEBUG=1`). Absent otherwise. */
  readonly debug?: true;
  /** A file in which each exchange is taken down, scrubbed (`PARTNERCENTER_RECORD`). */
  readonly record?: string;
  /** The emulator's URL, where one is in use. */
  readonly emulator?: string;
  /** What a person should be told once in each run. */
  readonly notices: readonly string[];
}

/**
 * Reads the configuration: a Provider's arguments or the stack's (`get("tenantId")` is `partnercenter:tenantId`), then the environment. Pure. Missing
 * credentials are no problem here, since a preview may never need a token; everything that is *wrong* is reported at once.
 *
 * @param names All keys below `partnercenter:` that are set, so that a misspelt one is found; without them only the environment's are.
 * @throws PartnerCenterError of kind `configuration` that names every problem with its remedy.
 */
export function readSettings(get: (key: string) => string | undefined, env: NodeJS.ProcessEnv, names: readonly string[] = []): Settings {
  const fromConfig = (key: string): string | undefined => unlessBlank(get(key));
  const fromEnv = (name: string): string | undefined => unlessBlank(env[name]);
  const value = (key: Key): string | undefined => fromConfig(key) ?? fromEnv(keys[key].env);
  const problems: string[] = [...unknownNames(names, env)];
  /** Whether one of them stands in the configuration, which a refresh remembers. */
  let recorded = names.some((name) => !isKey(name));
  const wrong = (key: Key, text: string, why: string, example: string): void => {
    recorded ||= fromConfig(key) !== undefined;
    problems.push(`partnercenter:${key} is ${quoted(text)}, but ${why}: set it with ${howToSet(key, example)}.`);
  };

  const oneOf = <T extends string>(key: Key, allowed: readonly T[], otherwise: T): T => {
    const text = value(key);
    if (text === undefined) return otherwise;
    const found = allowed.find((name) => name.toLowerCase() === text.toLowerCase());
    if (found === undefined) wrong(key, text, `must be one of ${allowed.join(", ")}`, allowed[0] ?? "VALUE");
    return found ?? otherwise;
  };
  const baseUrl = (key: Key): string | undefined => {
    const text = value(key);
    if (text === undefined) return undefined;
    const checked = checkedBaseUrl(text);
    if ("url" in checked) return checked.url;
    wrong(key, text, checked.problem, "https://HOST");
    return undefined;
  };
  const auth = (): AuthName => {
    if (value("auth")?.toLowerCase() !== "devicecode") return oneOf("auth", authNames, "auto");
    recorded ||= fromConfig("auth") !== undefined;
    problems.push(
      "partnercenter:auth is deviceCode, which a deployment cannot use: preview and update are processes of their own, and each would wait for a person. Sign in once with `partnercenter login --device-code`, which keeps a refresh token, and remove partnercenter:auth (or PARTNERCENTER_AUTH).",
    );
    return "auto";
  };

  const cloud = oneOf("cloud", cloudNames, "global");
  const emulator = baseUrl("emulator");
  const endpoint = baseUrl("endpoint");
  const authority = baseUrl("authority");
  if (emulator !== undefined && (endpoint !== undefined || authority !== undefined)) {
    recorded ||= (["emulator", "endpoint", "authority"] as const).some((key) => fromConfig(key) !== undefined);
    problems.push(
      "partnercenter:emulator already sets the endpoint and the authority: remove partnercenter:endpoint and partnercenter:authority (or PARTNERCENTER_ENDPOINT and PARTNERCENTER_AUTHORITY), or the emulator.",
    );
  }
  const way = auth();
  const { values, sources } = resolveSignIn(fromConfig, fromEnv, way);
  const signIn = readSignIn(values, wrong);
  // What is not used is told of all the same where it cannot be right.
  if (values.refreshTokenDate === undefined) day(value("refreshTokenDate"), wrong);
  const record = fromEnv("PARTNERCENTER_RECORD");
  const requestsPerMinute = rate(value("requestsPerMinute"), wrong);
  const settings = {
    cloud,
    endpoint: emulator ?? endpoint ?? clouds[cloud].endpoint,
    authority: emulator ?? authority ?? clouds[cloud].authority,
    audience: clouds[cloud].audience,
    // 21Vianet: only the synchronous API of 2018 was ever documented there (facts of the API, section 3).
    apiContract: oneOf("apiContract", contractNames, cloud === "china" ? "2018-09" : "2023-05"),
    auth: way,
    readOnly: oneOf("readOnly", ["true", "false"], "false") === "true",
    unreadable: oneOf("unreadable", ["warn", "fail"], "warn"),
    refreshBeforeUpdate: oneOf("refreshBeforeUpdate", ["true", "false"], "false") === "true",
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(/^(1|true)$/i.test(fromEnv("PARTNERCENTER_DEBUG") ?? "") ? { debug: true as const } : {}),
    ...(record === undefined ? {} : { record }),
    ...(emulator === undefined ? { ...signIn, sources } : { ...emulatorSignIn(emulator), sources: emulatorSources(fromConfig, fromEnv) }),
  };
  if (problems.length > 0) throw configurationError(problems, recorded);
  return { ...settings, notices: [...notices(settings), ...signInNotices(settings.sources)] };
}

type SignIn = Pick<Settings, "app" | "refreshToken" | "refreshTokenDate" | "accessToken" | "tokenStore">;
type Wrong = (key: Key, text: string, why: string, example: string) => void;

function readSignIn(values: SignInValues, wrong: Wrong): SignIn {
  const { tenantId, clientId, clientSecret, clientCertificatePath, clientCertificatePassword, oidcTokenFile } = values;
  const { refreshToken, accessToken } = values;
  const refreshTokenDate = day(values.refreshTokenDate, wrong);
  return {
    app: {
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(clientSecret === undefined ? {} : { clientSecret: new Secret(clientSecret) }),
      ...(clientCertificatePath === undefined ? {} : { clientCertificatePath }),
      ...(clientCertificatePassword === undefined ? {} : { clientCertificatePassword: new Secret(clientCertificatePassword) }),
      ...(oidcTokenFile === undefined ? {} : { oidcTokenFile }),
    },
    ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
    ...(refreshTokenDate === undefined ? {} : { refreshTokenDate }),
    ...(accessToken === undefined ? {} : { accessToken: new Secret(accessToken) }),
    tokenStore: tokenStore(values.tokenStore, wrong),
  };
}

/** With an emulator no other credential is used, so that a real one is never sent to it. */
function emulatorSignIn(emulator: string): SignIn & Pick<Settings, "emulator"> {
  const { tenantId, clientId, clientSecret, refreshToken } = emulatorCredentials;
  return {
    emulator,
    app: { tenantId, clientId, clientSecret: new Secret(clientSecret) },
    refreshToken: new Secret(refreshToken),
    tokenStore: { kind: "none" },
  };
}

export const tokenStoreForms = "none, file:PATH or keyvault:https://VAULT/secrets/NAME";

/** Reads `none`, `file:PATH` or `keyvault:https://VAULT/secrets/NAME`; undefined where it is none of them. Pure. */
export function readTokenStore(text: string): TokenStoreSetting | undefined {
  if (text === "none") return { kind: "none" };
  const file = /^file:(.+)$/s.exec(text)?.[1];
  if (file !== undefined) return { kind: "file", path: file };
  const vault = /^keyvault:(https:\/\/[^/?#@{}]+\/secrets\/(.{1,127}?))\/?$/s.exec(text);
  const name = vault?.[2]?.replaceAll(tenantPlace, "T") ?? "";
  return vault?.[1] === undefined || !/^[0-9A-Za-z-]+$/.test(name) ? undefined : { kind: "keyvault", url: vault[1] };
}

function tokenStore(text: string | undefined, wrong: Wrong): TokenStoreSetting {
  const setting = readTokenStore(text ?? "none");
  if (setting !== undefined) return setting;
  wrong("tokenStore", text ?? "", `must be ${tokenStoreForms}`, "file:PATH");
  return { kind: "none" };
}

function rate(text: string | undefined, wrong: Wrong): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 6000) return Number(text);
  wrong("requestsPerMinute", text, "must be a whole number from 1 to 6000", "300");
  return undefined;
}

function day(text: string | undefined, wrong: Wrong): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  wrong("refreshTokenDate", text, "must be a date such as 2026-11-20", "2026-11-20");
  return undefined;
}

/** The base URL without a slash at the end, or why it cannot be used: https everywhere, plain http to this machine only. */
function checkedBaseUrl(text: string): { readonly url: string } | { readonly problem: string } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { problem: "is not a URL" };
  }
  if (url.username || url.password || url.search || url.hash)
    return { problem: "may hold a scheme, a host, a port and a path, nothing else" };
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(text))) {
    return { url: url.href.replace(/\/+$/, "") };
  }
  return { problem: "must use https (plain http is for localhost, 127.0.0.1 and [::1] only)" };
}

function configurationError(problems: readonly string[], recorded: boolean): PartnerCenterError {
  const text =
    problems.length === 1
      ? problems.join("")
      : `The configuration has ${problems.length} problems: ${problems.map((problem, i) => `(${i + 1}) ${problem}`).join(" ")}`;
  return new PartnerCenterError(text, { kind: "configuration", remedy: recorded ? recordedHint : undefined });
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
