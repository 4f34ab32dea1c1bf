import type { TokenCredential as AzureCredential } from "@azure/identity";
import type * as KeyVault from "@azure/keyvault-secrets";
import { PartnerCenterError } from "../../errors";
import { startDeadline } from "../../http/deadline";
import type { Ports } from "../../ports";
import type { Redactor } from "../../redact";
import { keyVaultProblem } from "./keyVaultProblem";
import type { TokenStore } from "./store";

const numbers = {
  /** One operation with its sign-in and all retries, in milliseconds. */
  limit: 45_000,
  /** How often the vault is asked again, and the longest wait between, in milliseconds: a run must not hang on its store. */
  retries: 2,
  longestWait: 4_000,
  /** A stored token is said to end this long after it was written. Source: learn.microsoft.com/entra/identity-platform/refresh-tokens. */
  lifetime: 90 * 24 * 60 * 60 * 1000,
} as const;

/** What the vault is reached with. */
export interface KeyVaultWorld {
  readonly ports: Ports;
  readonly redactor: Redactor;
  /** Base URL of the sign-in service that vouches for this run's Azure identity. */
  readonly authority: string;
}

/**
 * A secret of Azure Key Vault; each rotation writes a new version. The vault is asked as this run's own Azure identity
 * (`DefaultAzureCredential`: AZURE_* variables, workload identity, managed identity, Azure CLI …), never as the partner's user. The SDK is an
 * optional peer, loaded by the first use; it speaks https alone and gives its token only to the domain that the vault's challenge names.
 *
 * @param url `https://VAULT/secrets/NAME`
 */
export function keyVaultStore(url: string, { ports, redactor, authority }: KeyVaultWorld): TokenStore {
  const name = `the token store ${url}`;
  const [, vault = "", secret = ""] = /^(https:\/\/[^/]+)\/secrets\/([^/]+)$/.exec(url) ?? [];
  let client: KeyVault.SecretClient | undefined;

  const ask = async <T>(
    doing: "read" | "written",
    work: (client: KeyVault.SecretClient, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const deadline = startDeadline(ports, numbers.limit);
    try {
      client ??= connect(vault, authority);
      return await work(client, deadline.limit);
    } catch (error) {
      throw keyVaultProblem(error, { name, url, doing, redactor, late: deadline.limit.aborted });
    } finally {
      deadline.end();
    }
  };

  return {
    name,
    keeps: true,
    async load() {
      const found = await ask("read", async (vaultClient, abortSignal) => {
        try {
          return await vaultClient.getSecret(secret, { abortSignal });
        } catch (error) {
          if (isNotFound(error)) return undefined;
          throw error;
        }
      });
      const refreshToken = found?.value?.trim();
      if (found === undefined || refreshToken === undefined || refreshToken === "") return undefined;
      const { updatedOn, createdOn } = found.properties;
      const savedAt = (updatedOn ?? createdOn)?.getTime();
      return { refreshToken, ...(savedAt === undefined ? {} : { savedAt }) };
    },
    async save({ refreshToken, savedAt }) {
      redactor.add(refreshToken);
      await ask("written", (vaultClient, abortSignal) =>
        vaultClient.setSecret(secret, refreshToken, {
          abortSignal,
          contentType: "Microsoft Partner Center refresh token",
          // The vault's own alarms (near expiry) work with this; the token can be read after it as well.
          expiresOn: new Date((savedAt ?? ports.now()) + numbers.lifetime),
        }),
      );
    },
  };
}

function connect(vault: string, authorityHost: string): KeyVault.SecretClient {
  const { SecretClient } = load();
  const { DefaultAzureCredential } = require("@azure/identity") as typeof import("@azure/identity");
  const credential: AzureCredential = new DefaultAzureCredential({ authorityHost });
  return new SecretClient(vault, credential, {
    retryOptions: { maxRetries: numbers.retries, maxRetryDelayInMs: numbers.longestWait },
  });
}

function load(): typeof KeyVault {
  try {
    return require("@azure/keyvault-secrets");
  } catch {
    throw new PartnerCenterError("A token store in Azure Key Vault needs the package @azure/keyvault-secrets, which is not installed.", {
      kind: "configuration",
      remedy: "Run `npm install @azure/keyvault-secrets` in this project, or set partnercenter:tokenStore to file:PATH.",
    });
  }
}

function isNotFound(error: unknown): boolean {
  return typeof error === "object" && error !== null && Reflect.get(error, "code") === "SecretNotFound";
}
