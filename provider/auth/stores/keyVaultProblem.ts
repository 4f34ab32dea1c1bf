import { PartnerCenterError } from "../../errors";
import { classify } from "../../http/outcome";
import type { Redactor } from "../../redact";

/** What was tried when the vault, or the way there, said no. */
export interface VaultAttempt {
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
export function keyVaultProblem(error: unknown, attempt: VaultAttempt): PartnerCenterError {
  if (error instanceof PartnerCenterError) return error;
  const { name, doing, redactor, late } = attempt;
  const status = field(error, "statusCode", "number");
  const code = field(error, "code", "string");
  const cannot = `${name.charAt(0).toUpperCase()}${name.slice(1)} cannot be ${doing}`;
  const told = ({ what, remedy }: Said): PartnerCenterError =>
    new PartnerCenterError(`${cannot}: ${what}.`, { kind: "configuration", remedy, ...(status === undefined ? {} : { status }) });

  if (late) return told({ what: "the vault did not answer in time", remedy: "Run again later." });
  if (isOfSignIn(error)) {
    const message = redactor.quote(field(error, "message", "string") ?? "").replaceAll('"', "'");
    return told({
      what: `this run has no Azure identity that can sign in. It was said: "${message}"`,
      remedy: `Run \`az login\`, set the AZURE_* variables, or use a managed or workload identity, ${otherStore}.`,
    });
  }
  if (status !== undefined) return told(byStatus(status, safe(code), attempt));
  if (/challenge/i.test(field(error, "message", "string") ?? "")) {
    return told({ what: "what answers there is no Key Vault of Azure", remedy: "Check partnercenter:tokenStore." });
  }
  const reached = classify({ code: safe(code) ?? "unknown" });
  const why = reached.kind === "notSent" && reached.why === "tls" ? "no trusted TLS connection" : "no connection";
  return told({
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
