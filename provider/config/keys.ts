import { didYouMean } from "../didYouMean";

/** The keys below `partnercenter:` and the environment variables that stand in for them. */
export const keys = {
  tenantId: { env: "PARTNERCENTER_TENANT_ID", azure: "AZURE_TENANT_ID", meaning: "the partner's tenant: a GUID or a verified domain" },
  clientId: { env: "PARTNERCENTER_CLIENT_ID", azure: "AZURE_CLIENT_ID", meaning: "the app registration" },
  clientSecret: {
    env: "PARTNERCENTER_CLIENT_SECRET",
    azure: "AZURE_CLIENT_SECRET",
    secret: true,
    meaning: "the app registration's secret: its value, not its id",
  },
  clientCertificatePath: {
    env: "PARTNERCENTER_CLIENT_CERTIFICATE_PATH",
    azure: "AZURE_CLIENT_CERTIFICATE_PATH",
    meaning: "a PEM file with a certificate and its RSA private key, instead of a secret",
  },
  clientCertificatePassword: {
    env: "PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD",
    azure: "AZURE_CLIENT_CERTIFICATE_PASSWORD",
    secret: true,
    meaning: "the password of that private key",
  },
  oidcTokenFile: {
    env: "PARTNERCENTER_OIDC_TOKEN_FILE",
    azure: "AZURE_FEDERATED_TOKEN_FILE",
    meaning:
      "a file with a token of another issuer (GitHub, Kubernetes) that the app registration trusts, instead of a secret; read anew for each sign-in",
  },
  refreshToken: {
    env: "PARTNERCENTER_REFRESH_TOKEN",
    secret: true,
    meaning: "the refresh token of the Secure Application Model (`partnercenter login`): the unattended way that may submit",
  },
  refreshTokenDate: {
    env: "PARTNERCENTER_REFRESH_TOKEN_DATE",
    meaning: "when that token was issued (`2026-11-20`), so that a warning comes before it ends; `partnercenter login --to pulumi` sets it",
  },
  accessToken: {
    env: "PARTNERCENTER_ACCESS_TOKEN",
    secret: true,
    meaning: "an access token got elsewhere; it is not renewed",
  },
  auth: {
    env: "PARTNERCENTER_AUTH",
    values:
      "`auto` (what is configured), `refreshToken`, `accessToken`, `azureCli`, `clientSecret`, `clientCertificate`, `workloadIdentity`, `managedIdentity`",
    otherwise: "`auto`",
    meaning: "how to sign in",
  },
  tokenStore: {
    env: "PARTNERCENTER_TOKEN_STORE",
    values: "`none`, `file:PATH`, `keyvault:https://VAULT/secrets/NAME`",
    otherwise: "`none`",
    meaning: "where a rotated refresh token is kept; `{tenantId}` in it gives each tenant a store of its own",
  },
  cloud: {
    env: "PARTNERCENTER_CLOUD",
    values: "`global`, `usGovernment`, `china`",
    otherwise: "`global`",
    meaning: "which of Microsoft's clouds; no qualification API is documented for `usGovernment`",
  },
  apiContract: {
    env: "PARTNERCENTER_API_CONTRACT",
    values: "`2023-05`, `2021-02`, `2018-09`",
    otherwise: "`2023-05`; `2018-09` in the cloud `china`",
    meaning: "the wire contract",
  },
  readOnly: {
    env: "PARTNERCENTER_READ_ONLY",
    values: "`true`, `false`",
    otherwise: "`false`",
    meaning: "every submission becomes an error that says what would have been sent",
  },
  unreadable: {
    env: "PARTNERCENTER_UNREADABLE",
    values: "`warn`, `fail`",
    otherwise: "`warn`",
    meaning: "what a refresh does with a customer that cannot be read",
  },
  endpoint: {
    env: "PARTNERCENTER_ENDPOINT",
    values: "https, or http on this machine",
    otherwise: "the cloud's",
    meaning: "base URL of the Partner Center API",
  },
  authority: {
    env: "PARTNERCENTER_AUTHORITY",
    values: "https, or http on this machine",
    otherwise: "the cloud's",
    meaning: "base URL of the sign-in service",
  },
  emulator: {
    env: "PARTNERCENTER_EMULATOR",
    values: "https, or http on this machine",
    meaning: "URL of an emulator: sets endpoint, authority and its well-known credentials; no other credential is sent there",
  },
  requestsPerMinute: {
    env: "PARTNERCENTER_REQUESTS_PER_MINUTE",
    values: "1 to 6000",
    otherwise: "as fast as the service allows",
    meaning: "a ceiling for requests to Partner Center",
  },
  refreshBeforeUpdate: {
    env: "PARTNERCENTER_REFRESH_BEFORE_UPDATE",
    values: "`true`, `false`",
    otherwise: "`false`",
    meaning: "each resource is read before it is compared; of the plugin alone, the dynamic provider does without it",
  },
} as const satisfies Record<string, KeyNames>;

export interface KeyNames {
  /** The environment variable that is read where the key is not set. */
  readonly env: string;
  /** The Azure SDK's name for the same value, read last. */
  readonly azure?: string;
  /** Whether the value must be kept secret. Default false. */
  readonly secret?: true;
  /** What it means, for the documentation: the middle of a sentence, in Markdown. */
  readonly meaning: string;
  /** What it may be, in Markdown; absent: any text. */
  readonly values?: string;
  /** What holds where it is not set, in Markdown; absent: nothing. */
  readonly otherwise?: string;
}

export type Key = keyof typeof keys;

/** A variable of ours that stands for no key. */
export interface Variable {
  /** As of a key. Absent: it is for the development of this package, and no documentation of its users names it. */
  readonly meaning?: string;
  /** As of a key. */
  readonly values?: string;
}

export const otherVariables: Readonly<Record<string, Variable>> = {
  PARTNERCENTER_DEBUG: { values: "`1`", meaning: "reports each request of the run" },
  PARTNERCENTER_RECORD: {
    values: "the path of a file",
    meaning: "writes each request and its answer to that file, [scrubbed](errors.md#a-recording-for-a-bug-report), for a bug report",
  },
  // The Pulumi CLI that this project's own tests run.
  PARTNERCENTER_ENGINE: {},
};

/** What a sign-in is made of. It is taken from one source: `signInSources.ts`. */
export const signInKeys = [
  "tenantId",
  "clientId",
  "clientSecret",
  "clientCertificatePath",
  "clientCertificatePassword",
  "oidcTokenFile",
  "refreshToken",
  "refreshTokenDate",
  "accessToken",
  "tokenStore",
] as const satisfies readonly Key[];
export type SignInKey = (typeof signInKeys)[number];

export function isKey(name: string): name is Key {
  return Object.hasOwn(keys, name);
}

/** How a person sets a key, for a remedy. Secrets are read from a prompt, so that they stay out of the shell's history. */
export function howToSet(key: Key, value = "VALUE"): string {
  const names: KeyNames = keys[key];
  const command = names.secret ? `pulumi config set --secret partnercenter:${key}` : `pulumi config set partnercenter:${key} ${value}`;
  return `\`${command}\` or the environment variable ${names.env}`;
}

/** How a new value of the configuration reaches a refresh. Source: facts of Pulumi §1.3, measured on 3.259.0. */
export const recordedHint =
  "A refresh uses the configuration that the last `pulumi up` recorded: run `pulumi up --run-program` once, so that the new value counts.";

/**
 * Names that mean nothing, one sentence each. A misspelt `readOnly` would send what cannot be taken back, so they are errors.
 *
 * @param configured The keys below `partnercenter:` that are set, without their namespace.
 */
export function unknownNames(configured: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  const names = Object.keys(keys);
  const variables = [...Object.values<KeyNames>(keys).map((key) => key.env), ...Object.keys(otherVariables)];
  return [
    ...configured
      .filter((name) => !isKey(name))
      .map(
        (name) =>
          `${shown(`partnercenter:${name}`)} is no key of this provider${didYouMean(name, names) || "."} Remove it with \`pulumi config rm ${shown(`partnercenter:${name}`)}\` (or from the arguments of the Provider).`,
      ),
    ...Object.keys(env)
      .filter((name) => isOurs(name) && !variables.includes(name) && env[name]?.trim() !== "")
      .map((name) => `${shown(name)} is no environment variable of this provider${didYouMean(name, variables) || "."} Unset it.`),
  ];
}

/** A Kubernetes service called `partnercenter…` puts variables of this form into each container. */
const ofKubernetes = /_(SERVICE_HOST|(SERVICE_)?PORT(_.+)?)$/;

function isOurs(name: string): boolean {
  return name.startsWith("PARTNERCENTER_") && !ofKubernetes.test(name);
}

/** A name comes from outside: cut, and without what could pass for something else. */
function shown(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, "?").slice(0, 80);
}
