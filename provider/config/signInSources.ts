import { howToSet, type Key, type KeyNames, keys, recordedHint, type SignInKey, signInKeys } from "./keys";

/** Where the values of a sign-in can stand, the nearest first. The configuration is a Provider's arguments or the stack's: one of the two reaches us. */
export type SourceName = "configuration" | "PARTNERCENTER_* variables" | "AZURE_* variables" | "emulator";

/** One value and where it stands. */
export interface Origin {
  readonly key: SignInKey;
  readonly source: SourceName;
  /** `partnercenter:tenantId`, or the name of the variable. */
  readonly name: string;
}

/** A value that is set and not used. */
export interface Unused extends Origin {
  /** Why: the end of a sentence. */
  readonly because: string;
  /**
   * `covered`: a nearer value of the same meaning is used in its place, which is nobody's mistake. `elsewhere`: it is another tenant's or client's.
   * `unnamed`: nothing says whose it is.
   */
  readonly why: "covered" | "elsewhere" | "unnamed";
}

/** What is used of all that is set, and why the rest is not. Holds no value. */
export interface SignInSources {
  /** The source that the sign-in is taken from; absent where no source names any of it. */
  readonly taken?: SourceName;
  readonly used: readonly Origin[];
  readonly unused: readonly Unused[];
  /** Whether the configuration names the service: its emulator, endpoint, authority, cloud or contract. */
  readonly namesService: boolean;
}

export type SignInValues = Readonly<Partial<Record<SignInKey, string>>>;

interface Source {
  readonly name: SourceName;
  readonly values: SignInValues;
  /** How the source calls a key; undefined where it has no name for it. */
  nameOf(key: SignInKey): string | undefined;
}

/** What to look at where a service cannot be reached. */
export interface ServiceSettings {
  /** The keys that name the service: the end of a sentence. */
  readonly setting: string;
  /** How a new value counts, where the configuration holds one: a sentence. */
  readonly counts?: string;
}

type Get = (name: string) => string | undefined;

/** What may say where tokens are kept, but signs nobody in: a source with nothing else is not the sign-in's. */
const companions: readonly SignInKey[] = ["tokenStore", "refreshTokenDate"];

/**
 * Takes a sign-in from one source as a whole: the configuration, else `PARTNERCENTER_*`, else `AZURE_*`. It is completed from a farther one only
 * where that one names the same tenant and client, since a tenant from one and a secret from another would send one tenant's secret
 * to another. Pure.
 *
 * @param config A key of the configuration, @param env a variable; both undefined for what is blank.
 */
export function resolveSignIn(config: Get, env: Get, auth: string): { readonly values: SignInValues; readonly sources: SignInSources } {
  const all = sources(config, env);
  const first = all.findIndex(({ values }) => signInKeys.some((key) => !companions.includes(key) && values[key] !== undefined));
  const values: Partial<Record<SignInKey, string>> = {};
  const used: Origin[] = [];
  const unused: Unused[] = [];
  for (const [index, source] of all.entries()) {
    const objection = first >= 0 && index > first ? whyNot(source, values, all[first]) : undefined;
    const nearer = [...used];
    for (const { key, value, origin } of entriesOf(source)) {
      // A date describes the token beside it, never one of another source.
      const covers =
        key === "refreshTokenDate"
          ? nearer.find((other) => other.key === "refreshToken")
          : nearer.find((other) => other.key === key || rivals[key]?.includes(other.key));
      if (covers !== undefined) unused.push({ ...origin, because: `${covers.name} is nearer`, why: "covered" });
      else if (objection !== undefined && !isOfEachTenant(key, value, values, auth)) unused.push({ ...origin, ...objection });
      else if (key === "refreshTokenDate" && source.values.refreshToken === undefined)
        unused.push({ ...origin, because: "no refresh token stands beside it", why: "covered" });
      else {
        values[key] = value;
        used.push(origin);
      }
    }
  }
  const taken = all[first]?.name;
  return { values, sources: { used, unused, namesService: namesService(config), ...(taken === undefined ? {} : { taken }) } };
}

/** With an emulator no other credential is used, so that a real one is never sent to it. */
export function emulatorSources(config: Get, env: Get): SignInSources {
  const because = "an emulator is configured, and it gets its own well-known credentials alone";
  const unused = sources(config, env).flatMap((source) =>
    entriesOf(source).map(({ origin }) => ({ ...origin, because, why: "covered" as const })),
  );
  return { taken: "emulator", used: [], unused, namesService: namesService(config) };
}

function namesService(config: Get): boolean {
  return ["emulator", "endpoint", "authority", "cloud", "apiContract"].some((key) => config(key) !== undefined);
}

function entriesOf(source: Source): readonly { readonly key: SignInKey; readonly value: string; readonly origin: Origin }[] {
  return signInKeys.flatMap((key) => {
    const value = source.values[key];
    return value === undefined ? [] : [{ key, value, origin: { key, source: source.name, name: source.nameOf(key) ?? key } }];
  });
}

function sources(config: Get, env: Get): readonly Source[] {
  const named = (key: SignInKey): KeyNames => keys[key];
  const read = (name: SourceName, nameOf: (key: SignInKey) => string | undefined, get: (key: SignInKey) => string | undefined): Source => ({
    name,
    nameOf,
    values: Object.fromEntries(signInKeys.map((key) => [key, get(key)]).filter(([, value]) => value !== undefined)),
  });
  const azure = (key: SignInKey): string | undefined => named(key).azure;
  return [
    read("configuration", (key) => `partnercenter:${key}`, config),
    read(
      "PARTNERCENTER_* variables",
      (key) => named(key).env,
      (key) => env(named(key).env),
    ),
    read("AZURE_* variables", azure, (key) => {
      const variable = azure(key);
      return variable === undefined ? undefined : env(variable);
    }),
  ];
}

/** Why a farther source does not complete what was taken; undefined where it does. */
function whyNot(source: Source, taken: SignInValues, from: Source | undefined): Pick<Unused, "because" | "why"> | undefined {
  const { tenantId, clientId } = source.values;
  const nearer = from?.name ?? "configuration";
  if (taken.tenantId === undefined) {
    return { because: `the sign-in is taken from the ${nearer}, which names no tenant to compare with`, why: "unnamed" };
  }
  if (tenantId === undefined || clientId === undefined) {
    const lacking = (["tenantId", "clientId"] as const).filter((key) => source.values[key] === undefined).map((key) => source.nameOf(key));
    return {
      because: `nothing says whose it is: it counts with ${lacking.join(" and ")} beside it, the same as in the ${nearer}`,
      why: "unnamed",
    };
  }
  const differ = [
    ...(sameId(tenantId, taken.tenantId) ? [] : ["tenant"]),
    ...(taken.clientId === undefined || sameId(clientId, taken.clientId) ? [] : ["client"]),
  ];
  if (differ.length === 0) return undefined;
  return { because: `the ${source.name} name another ${differ.join(" and another ")} than the ${nearer}`, why: "elsewhere" };
}

/** A store with a place for each tenant is nobody else's, wherever it is named; but it alone chooses no way to sign in. */
function isOfEachTenant(key: SignInKey, value: string, values: SignInValues, auth: string): boolean {
  return key === "tokenStore" && value.includes(tenantPlace) && (values.refreshToken !== undefined || auth === "refreshToken");
}

/** What stands for the tenant in the name of a store. */
export const tenantPlace = "{tenantId}";

/** Keys that say the same in another way: one proof of the application, and one token, are enough. */
const rivals: Readonly<Partial<Record<SignInKey, readonly SignInKey[]>>> = {
  clientSecret: ["clientCertificatePath", "oidcTokenFile"],
  clientCertificatePath: ["clientSecret", "oidcTokenFile"],
  clientCertificatePassword: ["clientSecret", "oidcTokenFile"],
  oidcTokenFile: ["clientSecret", "clientCertificatePath"],
  refreshToken: ["accessToken"],
  accessToken: ["refreshToken", "tokenStore"],
  tokenStore: ["accessToken"],
};

/** Two ids of a tenant or client are the same without regard to case. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** What a person should know of in each run: a variable of ours that was surely meant to be used, and cannot be. */
export function signInNotices({ unused }: SignInSources): readonly string[] {
  const meant: readonly SignInKey[] = [
    "clientSecret",
    "clientCertificatePath",
    "oidcTokenFile",
    "refreshToken",
    "accessToken",
    "tokenStore",
  ];
  return unused
    .filter(({ key, source, why }) => why === "unnamed" && source === "PARTNERCENTER_* variables" && meant.includes(key))
    .map(
      ({ key, name, because }) =>
        `${name} is set, but not used: ${because}${key === "tokenStore" ? `; or with ${tenantPlace} in its name` : ""}.`,
    );
}

/** Which source was taken, what else lies where, and why it is not used: for a message that one of `wanted` is missing. */
export function explainSources({ taken, unused }: SignInSources, wanted: readonly SignInKey[] = signInKeys): string {
  const passedOver = unused.filter(({ key, why }) => why !== "covered" && wanted.includes(key));
  return [
    ...(taken === undefined ? [] : [`The sign-in is taken from the ${taken} as a whole.`]),
    ...passedOver.map(({ name, because }) => `${name} is set, but not used: ${because}.`),
  ].join(" ");
}

/** What makes a new value of one of these keys count; undefined where it comes from the environment, which counts at once. */
export function howItCounts({ taken, used }: SignInSources, wanted: readonly Key[]): string | undefined {
  const origins = used.filter(({ key }) => wanted.includes(key));
  const recorded =
    origins.length === 0 ? taken === undefined || taken === "configuration" : origins.some(({ source }) => source === "configuration");
  return recorded ? recordedHint : undefined;
}

/** What names a service, for a remedy, and how a new value of it counts. Without sources a person signs in, and nothing is recorded. */
export function serviceSettings(sources: SignInSources | undefined, key: "endpoint" | "authority"): ServiceSettings {
  return {
    setting:
      sources?.taken === "emulator"
        ? "partnercenter:emulator; the emulator must be running"
        : `partnercenter:${key} and partnercenter:cloud`,
    ...(sources?.namesService ? { counts: recordedHint } : {}),
  };
}

/** How a person sets a key where the sign-in is taken from, for a remedy. */
export function howToSetThere(sources: SignInSources, key: Key): string {
  const { env, azure }: KeyNames = keys[key];
  if (sources.taken === "PARTNERCENTER_* variables") return `the environment variable ${env}`;
  if (sources.taken === "AZURE_* variables" && azure !== undefined) return `the environment variable ${azure}`;
  return howToSet(key);
}
