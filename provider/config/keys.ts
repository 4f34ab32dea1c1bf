/** The keys below `partnercenter:` and the environment variables that stand in for them. */
export const keys = {
  tenantId: { env: "PARTNERCENTER_TENANT_ID", azure: "AZURE_TENANT_ID" },
  clientId: { env: "PARTNERCENTER_CLIENT_ID", azure: "AZURE_CLIENT_ID" },
  clientSecret: { env: "PARTNERCENTER_CLIENT_SECRET", azure: "AZURE_CLIENT_SECRET", secret: true },
  clientCertificatePath: { env: "PARTNERCENTER_CLIENT_CERTIFICATE_PATH", azure: "AZURE_CLIENT_CERTIFICATE_PATH" },
  clientCertificatePassword: {
    env: "PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD",
    azure: "AZURE_CLIENT_CERTIFICATE_PASSWORD",
    secret: true,
  },
  oidcTokenFile: { env: "PARTNERCENTER_OIDC_TOKEN_FILE", azure: "AZURE_FEDERATED_TOKEN_FILE" },
  refreshToken: { env: "PARTNERCENTER_REFRESH_TOKEN", secret: true },
  accessToken: { env: "PARTNERCENTER_ACCESS_TOKEN", secret: true },
  auth: { env: "PARTNERCENTER_AUTH" },
  tokenStore: { env: "PARTNERCENTER_TOKEN_STORE" },
  cloud: { env: "PARTNERCENTER_CLOUD" },
  apiContract: { env: "PARTNERCENTER_API_CONTRACT" },
  readOnly: { env: "PARTNERCENTER_READ_ONLY" },
  unreadable: { env: "PARTNERCENTER_UNREADABLE" },
  endpoint: { env: "PARTNERCENTER_ENDPOINT" },
  authority: { env: "PARTNERCENTER_AUTHORITY" },
  emulator: { env: "PARTNERCENTER_EMULATOR" },
  requestsPerMinute: { env: "PARTNERCENTER_REQUESTS_PER_MINUTE" },
} as const satisfies Record<string, KeyNames>;

export interface KeyNames {
  /** The environment variable that is read where the key is not set. */
  readonly env: string;
  /** The Azure SDK's name for the same value, read last. */
  readonly azure?: string;
  /** Whether the value must be kept secret. Default false. */
  readonly secret?: true;
}

export type Key = keyof typeof keys;

/** The keys that describe one app registration. They are taken from one family, never mixed. */
export const appKeys = [
  "tenantId",
  "clientId",
  "clientSecret",
  "clientCertificatePath",
  "clientCertificatePassword",
  "oidcTokenFile",
] as const satisfies readonly Key[];

/** How a person sets a key, for a remedy. Secrets are read from a prompt, so that they stay out of the shell's history. */
export function howToSet(key: Key, value = "VALUE"): string {
  const names: KeyNames = keys[key];
  const command = names.secret ? `pulumi config set --secret partnercenter:${key}` : `pulumi config set partnercenter:${key} ${value}`;
  return `\`${command}\` or the environment variable ${names.env}`;
}
