import type { TokenCredential as AzureCredential } from "@azure/identity";
import type * as KeyVault from "@azure/keyvault-secrets";
import { PartnerCenterError } from "../../errors";
import { startDeadline } from "../../http/deadline";
import { classify } from "../../http/outcome";
import type { Ports } from "../../ports";
import type { Redactor } from "../../redact";
import { causeOf } from "../signInErrors";
import { capital, contentFor, type Owner, ownStore, type StoredToken, type TokenStore } from "./store";

const numbers = {
  /** One operation with its sign-in and all retries, in milliseconds. */
  limit: 45_000,
  /** How often the vault is asked again, and the longest wait between, in milliseconds: a run must not hang on its store. */
  retries: 2,
  longestWait: 4_000,
  /** A stored token is said to end this long after it was written. Source: learn.microsoft.com/entra/identity-platform/refresh-tokens. */
  lifetime: 90 * 24 * 60 * 60 * 1000,
} as const;

/** Characters of what the Azure SDK says of its chain of identities: the last one may be the one that is meant. */
const longestReasons = 2_000;

/** What the vault is reached with. */
export interface KeyVaultWorld {
  readonly ports: Ports;
  readonly redactor: Redactor;
  /** Base URL of the sign-in service that vouches for this run's Azure identity. */
  readonly authority: string;
}

/**
 * A secret of Azure Key Vault, whose tags name the owner; each time it is written is a new version. The vault is asked as this run's own Azure identity
 * (`DefaultAzureCredential`: AZURE_* variables, workload identity, managed identity, Azure CLI …), never as the partner's user. The SDK is an
 * optional peer, loaded by the first use; it speaks https alone and gives its token only to the domain that the vault's challenge names.
 *
 * @param url `https://VAULT/secrets/NAME`
 */
export function keyVaultStore(url: string, owner: Owner, { ports, redactor, authority }: KeyVaultWorld): TokenStore {
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

  const read = async (): Promise<StoredToken | undefined> => {
    const found = await ask("read", async (vaultClient, abortSignal) => {
      try {
        return await vaultClient.getSecret(secret, { abortSignal });
      } catch (error) {
        if (field(error, "code", "string") === "SecretNotFound") return undefined;
        throw error;
      }
    });
    const refreshToken = found?.value?.replace(/^\ufeff/, "").trim();
    if (found === undefined || refreshToken === undefined || refreshToken === "") return undefined;
    const { updatedOn, createdOn, tags: { tenantId, clientId } = {} } = found.properties;
    const savedAt = (updatedOn ?? createdOn)?.getTime();
    return {
      refreshToken,
      ...(savedAt === undefined ? {} : { savedAt }),
      ...(tenantId === undefined || clientId === undefined ? {} : { owner: { tenantId, clientId } }),
    };
  };

  return {
    name,
    keeps: true,
    load: async () => contentFor(owner, await read(), name),
    async save(refreshToken, now) {
      redactor.add(refreshToken);
      const content = contentFor(owner, await read(), name);
      if (content.kind === "foreign") throw new PartnerCenterError(content.problem, { kind: "configuration", remedy: ownStore });
      await ask("written", (vaultClient, abortSignal) =>
        vaultClient.setSecret(secret, refreshToken, {
          abortSignal,
          contentType: "Microsoft Partner Center refresh token",
          tags: { tenantId: owner.tenantId, clientId: owner.clientId },
          // The vault's own alarms (near expiry) work with this; the token can be read after it as well.
          expiresOn: new Date(now + numbers.lifetime),
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

/** What was tried when the vault, or the way there, said no. */
interface VaultAttempt {
  /** `the token store https://…` */
  readonly name: string;
  readonly url: string;
  readonly doing: "read" | "written";
  readonly redactor: Redactor;
  /** Whether our own limit ended it. */
  readonly late: boolean;
}

interface Said {
  readonly what: string;
  readonly remedy: string;
}

const otherStore = "or name another store in partnercenter:tokenStore";

/** By HTTP status. Source: learn.microsoft.com/azure/key-vault/general/rest-error-codes. */
function byStatus(status: number, code: string | undefined, { url, doing }: VaultAttempt): Said {
  switch (status) {
    case 401:
      return {
        what: "the vault does not accept this run's Azure identity (401)",
        remedy: `Sign in to the vault's own tenant (\`az login --tenant …\`, or the AZURE_* variables), ${otherStore}.`,
      };
    case 403:
      return {
        what: "this run's Azure identity is not allowed to (403)",
        remedy: `Give it the role Key Vault Secrets Officer on ${url} (reading and writing), and check the vault's firewall.`,
      };
    case 404:
      return { what: "there is no such vault or secret (404)", remedy: "Check partnercenter:tokenStore." };
    case 409:
      return {
        what: `the vault is in the way of it (409${code === undefined ? "" : `, ${code}`})`,
        remedy: "A deleted secret of that name must be recovered or purged first (`az keyvault secret recover`).",
      };
    case 429:
      return {
        what: "the vault asked to slow down (429)",
        remedy: `Run again later; fewer runs at a time, ${otherStore}.`,
      };
    default:
      return status >= 500
        ? { what: `the vault failed (${status})`, remedy: "Run again later." }
        : { what: `the vault answered ${status}`, remedy: `Check partnercenter:tokenStore: it cannot be ${doing}.` };
  }
}

/**
 * The error for a vault that could not be read or written. Built from status, code and, for the sign-in alone, scrubbed words: the
 * SDK's errors carry requests and answers.
 */
function keyVaultProblem(error: unknown, attempt: VaultAttempt): PartnerCenterError {
  if (error instanceof PartnerCenterError) return error;
  const { name, doing, redactor, late } = attempt;
  const status = field(error, "statusCode", "number");
  const code = field(error, "code", "string");
  const cannot = `${capital(name)} cannot be ${doing}`;
  const problemOf = ({ what, remedy }: Said): PartnerCenterError =>
    new PartnerCenterError(`${cannot}: ${what}.`, { kind: "configuration", remedy, ...(status === undefined ? {} : { status }) });

  if (late) return problemOf({ what: "the vault did not answer in time", remedy: "Run again later." });
  if (isOfSignIn(error)) {
    // A chain of identities always fails somewhere for want of a network; one identity that does says why.
    const words = field(error, "message", "string") ?? "";
    const cause = field(error, "name", "string") === "AggregateAuthenticationError" ? undefined : causeOf(words, { redactor });
    if (cause?.remedy !== undefined && (cause.kind === "unreachable" || cause.kind === "unavailable")) {
      return new PartnerCenterError(`${cannot}. ${cause.problem}`, { kind: "configuration", remedy: cause.remedy });
    }
    const message = redactor.quote(words, longestReasons).replaceAll('"', "'");
    return problemOf({
      what: `this run has no Azure identity that can sign in. It was said: "${message}"`,
      remedy: `Run \`az login\`, set the AZURE_* variables, or use a managed or workload identity, ${otherStore}.`,
    });
  }
  if (status !== undefined) return problemOf(byStatus(status, safe(code), attempt));
  if (/challenge/i.test(field(error, "message", "string") ?? "")) {
    return problemOf({ what: "what answers there is no Key Vault of Azure", remedy: "Check partnercenter:tokenStore." });
  }
  const reached = classify({ code: safe(code) ?? "unknown" });
  const why = reached.kind === "notSent" && reached.why === "tls" ? "no trusted TLS connection" : "no connection";
  return problemOf({
    what: `${why} to the vault (${safe(code) ?? "unknown"})`,
    remedy:
      "Check partnercenter:tokenStore, the network and the proxy (HTTPS_PROXY, NO_PROXY); a certificate authority of your own goes to NODE_EXTRA_CA_CERTS.",
  });
}

function isOfSignIn(error: unknown): boolean {
  return /^(CredentialUnavailable|Authentication|AggregateAuthentication|AuthenticationRequired)Error$/.test(
    field(error, "name", "string") ?? "",
  );
}

/** A code that is a plain word of the service or of Node, nothing else. */
function safe(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Za-z][A-Za-z0-9_]{1,60}$/.test(code) ? code : undefined;
}

interface Kinds {
  number: number;
  string: string;
}

function field<K extends keyof Kinds>(error: unknown, name: string, kind: K): Kinds[K] | undefined {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === kind ? (value as Kinds[K]) : undefined;
}
