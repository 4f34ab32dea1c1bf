import { appKeys, type KeyNames, keys } from "./keys";
import { Secret } from "./secret";

/** Where the values of the app registration come from. */
export type Family = "stack configuration" | "PARTNERCENTER_* variables" | "AZURE_* variables" | "emulator";

/** The app registration that signs in. What is absent was not set; whether it is needed depends on the way of signing in. */
export interface AppRegistration {
  /** The family that was used, absent where nothing is set. */
  readonly family?: Family;
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

type Get = (name: string) => string | undefined;

/**
 * Takes the first family that sets anything at all: a tenant from the stack with a secret from the environment would send one
 * tenant's secret to another.
 */
export function readAppRegistration(config: Get, env: Get): AppRegistration {
  const families: readonly (readonly [Family, Get])[] = [
    ["stack configuration", config],
    ["PARTNERCENTER_* variables", (key) => env(names(key).env)],
    ["AZURE_* variables", (key) => fromAzure(key, env)],
  ];
  for (const [family, get] of families) {
    if (appKeys.some((key) => get(key) !== undefined)) return { family, ...collect(get) };
  }
  return {};
}

function collect(get: Get): AppRegistration {
  const app: Record<string, string | Secret> = {};
  for (const key of appKeys) {
    const value = get(key);
    if (value !== undefined) app[key] = names(key).secret ? new Secret(value) : value;
  }
  return app;
}

function names(key: string): KeyNames {
  return keys[key as keyof typeof keys];
}

function fromAzure(key: string, env: Get): string | undefined {
  const name = names(key).azure;
  return name === undefined ? undefined : env(name);
}
