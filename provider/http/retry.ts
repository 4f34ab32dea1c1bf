import { isSuccess, type Outcome, statusOf } from "./outcome";
import { retryAfterMs } from "./retryAfter";

/** Full jitter as in AWS' SDKs; base and number of sendings as in Partner Center's .NET SDK. */
const numbers = {
  /** Sendings in all, the first one included. */
  sendings: 4,
  /** The first wait is random up to this many milliseconds; each further one up to twice as many. */
  base: 500,
  /** No wait of ours is longer, in milliseconds. The service may ask for more. */
  cap: 30_000,
} as const;

/** Everything the decision depends on. */
export interface RetryQuestion {
  /** Sendings so far, from 1. */
  readonly attempt: number;
  readonly outcome: Outcome;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
  /** Milliseconds that the operation may still take. */
  readonly left: number;
}

/** Why a request was not sent again where it might have been, and the wait that would have been needed. */
export interface GaveUp {
  readonly because: "attempts" | "deadline";
  readonly afterMs: number;
}

export type RetryDecision =
  /** Sending it again would change nothing. */
  { readonly do: "finish" } | { readonly do: "resend"; readonly afterMs: number } | ({ readonly do: "giveUp" } & GaveUp);

/** Decides whether a request that may be repeated is sent again. Pure and total. */
export function decideRetry({ attempt, outcome, now, random, left }: RetryQuestion): RetryDecision {
  if (!isTransient(outcome)) return { do: "finish" };
  const asked = outcome.kind === "answered" ? (retryAfterMs(outcome.headers["retry-after"], now) ?? 0) : 0;
  const ours = random * Math.min(numbers.cap, numbers.base * 2 ** (Math.max(attempt, 1) - 1));
  const afterMs = Math.round(Math.max(asked, ours));
  if (attempt >= numbers.sendings) return { do: "giveUp", because: "attempts", afterMs };
  if (afterMs >= left) return { do: "giveUp", because: "deadline", afterMs };
  return { do: "resend", afterMs };
}

/** Whether the same request may fare better in a moment. */
function isTransient(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case "aborted":
      return false;
    case "notSent":
      // A wrong name or certificate does not heal within minutes; a refused connection may be a restart.
      return outcome.why === "connection";
    case "timedOut":
    case "dropped":
      // Where the status line said yes, the body is worth another try.
      return outcome.status === undefined || isSuccess(outcome.status) || isTransientStatus(outcome.status);
    default:
      return isTransientStatus(statusOf(outcome));
  }
}

/** Source of 429 and 5xx: `developer/api-throttling-guidance` (7/18/2022) and `developer/error-codes` (06/15/2023). */
function isTransientStatus(status: number | undefined): boolean {
  if (status === undefined) return false;
  // Not implemented, version not supported: they stay so (as in Azure's SDKs).
  if (status === 501 || status === 505) return false;
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}
