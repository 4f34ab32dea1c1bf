import type { Secret } from "../config/secret";
import type { AppRegistration } from "../config/settings";
import { howItCounts, type SignInSources } from "../config/signInSources";
import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import type { AccessToken, TokenCredential } from "./credential";
import { preflight } from "./preflight";
import { hasEnded } from "./signInErrors";
import { ownStore, type StoreContent, type TokenStore } from "./stores/store";
import { requestToken, type TokenAnswer, type TokenEndpoint } from "./tokenRequest";

/** Days that a refresh token lives without use. Source: learn.microsoft.com/entra/identity-platform/refresh-tokens. */
const lifetimeDays = 90;
const warnFromDays = 75;
const day = 24 * 60 * 60 * 1000;

export interface RefreshTokenOptions {
  readonly endpoint: TokenEndpoint;
  readonly clientId: string;
  /** What proves the application; nothing for a public client. */
  readonly app: AppRegistration;
  /** The resource that access tokens must be meant for. */
  readonly audience: string;
  /** The configured refresh token; absent where the store holds it. */
  readonly refreshToken?: Secret;
  /** When the configured token was issued, milliseconds since the epoch; absent where nobody said. */
  readonly issuedAt?: number;
  readonly store: TokenStore;
  readonly diagnostics: Diagnostics;
}

/** A refresh token that may serve, its youngest form, and what is held against it. */
interface Candidate {
  from: "store" | "configuration";
  refreshToken: string;
  /** Why the token endpoint, the pre-flight or the service would not have it. */
  objection?: PartnerCenterError | "service";
}

/**
 * Signs in with a refresh token of the Secure Application Model: the unattended way that may submit. The stored token goes first,
 * since it is the younger one. The configured one is tried where the stored one is refused by the token endpoint, by the pre-flight or by the service,
 * since somebody may have signed in anew. What helped is used from then on, and kept in the store, unless that is another owner's. What was
 * rotated and could not be stored serves this run, and is told.
 */
export function refreshTokenCredential(options: RefreshTokenOptions): TokenCredential {
  const { endpoint, clientId, app, audience, store, diagnostics } = options;
  const { tenantId, redactor, channel } = endpoint;
  const clock = channel.ports;
  let content: StoreContent | "unreadable" | undefined;
  let candidates: readonly Candidate[] | undefined;
  let serving: { readonly candidate: Candidate; readonly accessToken: string } | undefined;

  const findCandidates = async (): Promise<readonly Candidate[]> => {
    content = await load(options);
    const stored = content !== "unreadable" && content.kind === "token" ? content : undefined;
    if (stored !== undefined) warnOfAge(stored.savedAt, store, clock.now(), diagnostics);
    else warnOfEnd(options, clock.now());
    const configured = options.refreshToken?.reveal();
    for (const token of [stored?.refreshToken, configured]) redactor.add(token);
    return [
      ...(stored === undefined ? [] : [{ from: "store", refreshToken: stored.refreshToken } as const]),
      ...(configured === undefined || configured === stored?.refreshToken
        ? []
        : [{ from: "configuration", refreshToken: configured } as const]),
    ];
  };

  const redeem = (refreshToken: string, scopes: string | string[], signal: AbortSignal | undefined): Promise<TokenAnswer> => {
    const scope = [...new Set([...[scopes].flat(), "offline_access"])].join(" ");
    return requestToken(endpoint, clientId, app, { grant_type: "refresh_token", refresh_token: refreshToken, scope }, signal);
  };

  const keep = async (candidate: Candidate): Promise<void> => {
    const now = clock.now();
    if (content === undefined || !isWorthKeeping(candidate, candidates ?? [], content, now)) return;
    try {
      await store.save(candidate.refreshToken, now);
      content = { kind: "token", refreshToken: candidate.refreshToken, savedAt: now, owned: true };
      candidates = candidates?.filter((other) => other === candidate || other.from !== "store");
      candidate.from = "store";
    } catch (error) {
      const why = error instanceof PartnerCenterError ? error.message : "It cannot be written.";
      diagnostics.report(
        "warning",
        `The new refresh token could not be stored; this run goes on with it, but the next one starts with the old one, which ends 90 days after it was issued. ${why}`,
      );
    }
  };

  const use = async (candidate: Candidate, answer: TokenAnswer): Promise<AccessToken> => {
    serving = { candidate, accessToken: answer.accessToken };
    if (store.keeps) await keep(candidate);
    return { token: answer.accessToken, expiresOnTimestamp: answer.expiresAt };
  };

  return {
    async getToken(scopes, { abortSignal } = {}) {
      candidates ??= await findCandidates();
      if (candidates.length === 0) throw nothingToRedeem(options);
      // Where all were refused, all are tried again: what was wrong may have been mended meanwhile.
      const open = candidates.filter(hasNone);
      const tried = open.length > 0 ? open : candidates;
      let second: { readonly candidate: Candidate; readonly answer: TokenAnswer } | undefined;
      let refusal: unknown;
      for (const candidate of tried) {
        try {
          const answer = await redeem(candidate.refreshToken, scopes, abortSignal);
          candidate.refreshToken = answer.refreshToken ?? candidate.refreshToken;
          // By the clock nothing is judged here: every token is as old.
          const objection = preflight(answer.accessToken, { audience, tenantId, now: 0 });
          if (objection === undefined) {
            delete candidate.objection;
            return await use(candidate, answer);
          }
          candidate.objection = objection;
          second ??= { candidate, answer };
        } catch (error) {
          if (!isRefusal(error)) throw error;
          candidate.objection = error;
          refusal = error;
        }
      }
      // A token that may not submit may still read.
      if (second !== undefined) return use(second.candidate, second.answer);
      throw refusal;
    },

    passOver(accessToken) {
      if (serving?.accessToken !== accessToken) return false;
      serving.candidate.objection ??= "service";
      return (candidates ?? []).some(hasNone);
    },
  };
}

function hasNone({ objection }: Candidate): boolean {
  return objection === undefined;
}

/**
 * Whether the token that helped goes into the store: where it is another one than the store's, or the store's is older than a day. A store that is
 * another owner's, that cannot be understood, or that nobody can say whose it is, is left alone.
 */
function isWorthKeeping(candidate: Candidate, all: readonly Candidate[], content: StoreContent | "unreadable", now: number): boolean {
  if (content === "unreadable" || content.kind === "foreign") return false;
  if (content.kind === "empty") return true;
  if (content.refreshToken === candidate.refreshToken && content.owned) return false;
  if (candidate.from === "store") {
    const sameTenant = candidate.objection === undefined || (candidate.objection !== "service" && candidate.objection.kind === "mfa");
    if (!content.owned) return sameTenant;
    return content.savedAt === undefined || Math.abs(now - content.savedAt) > day;
  }
  if (content.owned) return true;
  // Nobody wrote down whose token it is. One that ended, or lacks MFA, was redeemed or known here; another may be another tenant's only copy.
  const stored = all.find(({ from }) => from === "store")?.objection;
  return stored === "service" || (stored !== undefined && (hasEnded(stored) || stored.kind === "mfa"));
}

/** What the store holds; where it is of no use, a configured token serves, and that is told. */
async function load({ store, refreshToken, diagnostics }: RefreshTokenOptions): Promise<StoreContent | "unreadable"> {
  try {
    const content = await store.load();
    if (content.kind !== "foreign") return content;
    const { problem } = content;
    if (refreshToken === undefined) throw new PartnerCenterError(problem, { kind: "configuration", remedy: ownStore });
    diagnostics.report("warning", `The configured refresh token is used, and a rotated one is not kept. ${problem} ${ownStore}`);
    return content;
  } catch (error) {
    if (refreshToken === undefined) throw error;
    const why = error instanceof PartnerCenterError ? error.message : "It cannot be read.";
    diagnostics.report("warning", `The configured refresh token is used instead of the stored one, and a rotated one is not kept. ${why}`);
    return "unreadable";
  }
}

function nothingToRedeem({ store, endpoint }: RefreshTokenOptions): PartnerCenterError {
  return new PartnerCenterError(`There is no refresh token: ${store.name} is empty and partnercenter:refreshToken is not set.`, {
    kind: "authentication",
    remedy: [
      "Run `partnercenter login`, or set it with `pulumi config set --secret partnercenter:refreshToken` or PARTNERCENTER_REFRESH_TOKEN.",
      endpoint.sources && howItCounts(endpoint.sources, ["refreshToken"]),
    ]
      .filter(Boolean)
      .join(" "),
  });
}

/** Redeeming renews it, so this is seen only where runs are months apart. */
function warnOfAge(savedAt: number | undefined, store: TokenStore, now: number, diagnostics: Diagnostics): void {
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
function warnOfEnd({ issuedAt, diagnostics, endpoint: { sources } }: RefreshTokenOptions, now: number): void {
  if (issuedAt === undefined || now - issuedAt < warnFromDays * day) return;
  const end = new Date(issuedAt + lifetimeDays * day).toISOString().slice(0, 10);
  diagnostics.report(
    "warning",
    `The configured refresh token is ${Math.floor((now - issuedAt) / day)} days old (partnercenter:refreshTokenDate), and ends on ${end}: run \`partnercenter login\` again, or let partnercenter:tokenStore keep the rotated one.${sources === undefined ? "" : counts(sources)}`,
  );
}

function counts(sources: SignInSources): string {
  const hint = howItCounts(sources, ["refreshToken"]);
  return hint === undefined ? "" : ` ${hint}`;
}

function isRefusal(error: unknown): error is PartnerCenterError {
  return error instanceof PartnerCenterError && (error.kind === "authentication" || error.kind === "mfa");
}
