import type { Secret } from "../config/secret";
import type { AppRegistration } from "../config/settings";
import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import type { TokenCredential } from "./credential";
import type { StoredToken, TokenStore } from "./stores/store";
import { requestToken, type TokenEndpoint } from "./tokenRequest";

/** Days that a refresh token lives without use. Source: learn.microsoft.com/entra/identity-platform/refresh-tokens. */
const lifetimeDays = 90;
const warnFromDays = 75;
const day = 24 * 60 * 60 * 1000;

export interface RefreshTokenOptions {
  readonly endpoint: TokenEndpoint;
  readonly clientId: string;
  /** Secret or certificate; none for a public client. */
  readonly app: AppRegistration;
  /** The configured refresh token; absent where the store holds it. */
  readonly refreshToken?: Secret;
  /** When the configured token was issued, milliseconds since the epoch; absent where nobody said. */
  readonly issuedAt?: number;
  readonly store: TokenStore;
  readonly diagnostics: Diagnostics;
}

/**
 * Signs in with a refresh token of the Secure Application Model: the unattended way that may submit. The stored token goes first,
 * since it is the younger one; the configured one is tried where the stored one is refused, since somebody may have signed in anew. A rotated token is
 * handed to the store, and used from then on even where it could not be stored.
 */
export function refreshTokenCredential(options: RefreshTokenOptions): TokenCredential {
  const { endpoint, clientId, app, store, diagnostics } = options;
  const clock = endpoint.line.ports;
  const configured = options.refreshToken?.reveal();
  endpoint.redactor.add(configured);
  /** The youngest token of this process. */
  let rotated: string | undefined;

  const redeem = async (refreshToken: string, scopes: string | string[]) => {
    const wanted = [...new Set([...[scopes].flat(), "offline_access"])].join(" ");
    return requestToken(endpoint, clientId, app, { grant_type: "refresh_token", refresh_token: refreshToken, scope: wanted });
  };

  const keep = async (refreshToken: string): Promise<void> => {
    rotated = refreshToken;
    if (!store.keeps) return;
    try {
      await store.save({ refreshToken, savedAt: clock.now() });
    } catch (error) {
      const why = error instanceof PartnerCenterError ? error.message : "It cannot be written.";
      diagnostics.report(
        "warning",
        `The new refresh token could not be stored; this run goes on with it, but the next one starts with the old one, which ends 90 days after it was issued. ${why}`,
      );
    }
  };

  return {
    async getToken(scopes) {
      const stored = rotated === undefined ? await load(store, configured, diagnostics) : undefined;
      if (stored !== undefined) {
        endpoint.redactor.add(stored.refreshToken);
        warnOfAge(stored, store, clock.now(), diagnostics);
      }
      const candidates = [...new Set([rotated, stored?.refreshToken, configured].filter((token) => token !== undefined))];
      if (candidates.length === 0) {
        throw new PartnerCenterError(`There is no refresh token: ${store.name} is empty and partnercenter:refreshToken is not set.`, {
          kind: "authentication",
          remedy:
            "Run `partnercenter login`, or set it with `pulumi config set --secret partnercenter:refreshToken` or PARTNERCENTER_REFRESH_TOKEN.",
        });
      }
      if (stored === undefined && rotated === undefined) warnOfEnd(options.issuedAt, clock.now(), diagnostics);
      for (const [index, candidate] of candidates.entries()) {
        try {
          const answer = await redeem(candidate, scopes);
          if (answer.refreshToken !== undefined && answer.refreshToken !== candidate) await keep(answer.refreshToken);
          else rotated = candidate;
          return { token: answer.accessToken, expiresOnTimestamp: answer.expiresAt };
        } catch (error) {
          const another = index + 1 < candidates.length;
          if (!another || !isRefusal(error)) throw error;
        }
      }
      return null;
    },
  };
}

async function load(store: TokenStore, configured: string | undefined, diagnostics: Diagnostics): Promise<StoredToken | undefined> {
  try {
    return await store.load();
  } catch (error) {
    if (configured === undefined) throw error;
    const why = error instanceof PartnerCenterError ? error.message : "It cannot be read.";
    diagnostics.report("warning", `The configured refresh token is used instead of the stored one. ${why}`);
    return undefined;
  }
}

/** Redeeming renews it, so this is seen only where runs are months apart. */
function warnOfAge({ savedAt }: StoredToken, store: TokenStore, now: number, diagnostics: Diagnostics): void {
  if (savedAt === undefined) return;
  const age = Math.floor((now - savedAt) / day);
  if (age < warnFromDays) return;
  diagnostics.report(
    "warning",
    `The refresh token in ${store.name} is ${age} days old, and one that is not used for ${lifetimeDays} days ends: run at least once in two months.`,
  );
}

/**
 * The configured token is redeemed by each run, and redeeming renews another one: it ends 90 days after its own sign-in, whatever runs. Its age
 * can be known only where it was written down.
 */
function warnOfEnd(issuedAt: number | undefined, now: number, diagnostics: Diagnostics): void {
  if (issuedAt === undefined || now - issuedAt < warnFromDays * day) return;
  const end = new Date(issuedAt + lifetimeDays * day).toISOString().slice(0, 10);
  diagnostics.report(
    "warning",
    `The configured refresh token is ${Math.floor((now - issuedAt) / day)} days old (partnercenter:refreshTokenDate), and ends on ${end}: run \`partnercenter login\` again, or let partnercenter:tokenStore keep the rotated one.`,
  );
}

function isRefusal(error: unknown): boolean {
  return error instanceof PartnerCenterError && (error.kind === "authentication" || error.kind === "mfa");
}
