import { PartnerCenterError } from "../errors";
import { orAborted, startDeadline } from "../http/deadline";
import { limits } from "../http/limits";
import type { Clock } from "../ports";
import type { AccessToken, TokenCredential } from "./credential";

/** Milliseconds. */
const numbers = {
  /** A token is renewed this long before it ends. */
  early: 2 * 60 * 1000,
  /** What was refused is not tried again for this long, so that a thousand resources do not lock an account. */
  refused: 60 * 1000,
  /** A sign-in service that is down is not asked again for this long, so that a thousand resources do not each wait for it. */
  failed: 10 * 1000,
} as const;

/** One access token for everybody: fetched once, renewed in time. */
export interface TokenCache {
  /** @throws PartnerCenterError as the credential does. */
  get(signal?: AbortSignal): Promise<string>;
  /**
   * The service did not accept this token. Answers whether another one may be accepted: the next `get` gives it. A missing proof of MFA is cured
   * by another sign-in alone; a fresh token that is refused, too, is not replaced for a minute.
   */
  replace(token: string, forWantOfMfa: boolean): boolean;
}

export function createTokenCache(credential: TokenCredential, scope: string, clock: Clock): TokenCache {
  let current: (AccessToken & { readonly replacedAt: number | undefined }) | undefined;
  let flight: Promise<string> | undefined;
  let failure: { readonly error: PartnerCenterError; readonly until: number } | undefined;
  let replacing = false;

  const left = (): number => (current === undefined ? 0 : current.expiresOnTimestamp - clock.now());

  const fetch = async (): Promise<string> => {
    const deadline = startDeadline(clock, limits.credential);
    try {
      const token = await orAborted(credential.getToken(scope, { abortSignal: deadline.limit }), deadline.limit);
      if (token === null) throw new PartnerCenterError("The sign-in gave no access token.", { kind: "authentication" });
      current = { ...token, replacedAt: replacing ? clock.now() : undefined };
      replacing = false;
      failure = undefined;
      return token.token;
    } catch (thrown) {
      if (current !== undefined && left() > 0) return current.token;
      const error = deadline.limit.aborted ? tooLong() : thrown;
      if (error instanceof PartnerCenterError && error.kind !== "interrupted") {
        failure = { error, until: clock.now() + (isLasting(error) ? numbers.refused : numbers.failed) };
      }
      throw error;
    } finally {
      deadline.end();
      flight = undefined;
    }
  };

  return {
    async get(signal) {
      if (current !== undefined && left() > numbers.early) return current.token;
      if (failure !== undefined && isAhead(failure.until, clock.now(), numbers.refused)) throw failure.error;
      flight ??= fetch();
      return orAborted(flight, signal);
    },
    replace(token, forWantOfMfa) {
      // Somebody else has done it already.
      if (current?.token !== token) return true;
      if (!credential.passOver?.(token)) {
        if (forWantOfMfa || credential.renewable === false) return false;
        if (current.replacedAt !== undefined && isAhead(current.replacedAt + numbers.refused, clock.now(), numbers.refused)) return false;
      }
      current = undefined;
      replacing = true;
      return true;
    },
  };
}

/** A clock may jump: a moment that is further ahead than it can be has passed. */
function isAhead(moment: number, now: number, most: number): boolean {
  return moment > now && moment - now <= most;
}

function isLasting({ kind }: PartnerCenterError): boolean {
  return kind === "authentication" || kind === "mfa" || kind === "configuration";
}

function tooLong(): PartnerCenterError {
  return new PartnerCenterError(`The sign-in did not end within ${limits.credential / 1000} s.`, {
    kind: "authentication",
    remedy: "Run `partnercenter doctor`, which tries each step of the sign-in.",
  });
}
