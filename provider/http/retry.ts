import { isSuccess, type Outcome, statusOf } from "./outcome";
import { retryAfterMs } from "./retryAfter";

/** The numbers of the retry rule. Full jitter as in AWS' SDKs; base and number of sendings as in Partner Center's .NET SDK. */
export const retryNumbers = {
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
  readonly method: "GET" | "POST" | "PUT";
  /** Whether sending it twice changes nothing twice. Default: only a GET. A redeemed refresh token stays valid, so a token request is. */
  readonly repeatable?: boolean;
  readonly outcome: Outcome;
  /** Whether a 401 may be cured by a fresh token, which was not tried yet. */
  readonly renewable: boolean;
  /** Whether the process' retry budget allows another sending. */
  readonly budget: boolean;
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
  /** When the operation must end, milliseconds since the epoch. */
  readonly deadline: number;
}

export type RetryDecision =
  /** The outcome stands. */
  | { readonly do: "finish" }
  /** Get a fresh token and send again at once: a 401 was not processed. */
  | { readonly do: "renewToken" }
  | { readonly do: "resend"; readonly afterMs: number }
  /** The request may have been carried out: wait, look, and send again only if it was not. */
  | { readonly do: "readBack"; readonly afterMs: number }
  /** It might have gone on, but for the number of sendings, the deadline (the wait is `afterMs`) or the budget. */
  | { readonly do: "giveUp"; readonly because: "attempts" | "deadline" | "budget"; readonly afterMs: number };

/** Decides what follows a sending. Pure and total. */
export function decideRetry(question: RetryQuestion): RetryDecision {
  const { attempt, method, outcome, renewable, budget, now, random, deadline } = question;
  const repeatable = question.repeatable ?? method === "GET";
  if (renewable && outcome.kind === "answered" && outcome.status === 401) return { do: "renewToken" };
  const fate = fateOf(outcome, repeatable);
  if (fate === "final") return { do: "finish" };

  const asked = outcome.kind === "answered" ? (retryAfterMs(outcome.headers["retry-after"], now) ?? 0) : 0;
  const ours = random * Math.min(retryNumbers.cap, retryNumbers.base * 2 ** (Math.max(attempt, 1) - 1));
  const afterMs = Math.round(Math.max(asked, ours));
  if (attempt >= retryNumbers.sendings) return { do: "giveUp", because: "attempts", afterMs };
  if (now + afterMs >= deadline) return { do: "giveUp", because: "deadline", afterMs };
  if (!budget) return { do: "giveUp", because: "budget", afterMs };
  return { do: fate === "unknown" && !repeatable ? "readBack" : "resend", afterMs };
}

/** Whether the outcome leaves open if a request that changes something was carried out. */
export function isAmbiguous(outcome: Outcome): boolean {
  return fateOf(outcome, false) === "unknown";
}

/** `final`: it stands. `untouched`: certainly not carried out, may be sent again. `unknown`: may have been carried out. */
type Fate = "final" | "untouched" | "unknown";

function fateOf(outcome: Outcome, repeatable: boolean): Fate {
  switch (outcome.kind) {
    case "aborted":
      return "final";
    case "notSent":
      // A wrong name or certificate does not heal within minutes; a refused connection may be a restart.
      return outcome.why === "connection" ? "untouched" : "final";
    case "answered":
      return fateOfStatus(outcome.status);
    case "unreadable":
      return isSuccess(outcome.status) ? "final" : fateOfStatus(outcome.status);
    case "timedOut":
    case "dropped": {
      const status = statusOf(outcome);
      if (status === undefined) return "unknown";
      // The status line said yes: a write is accepted, a read has to be repeated for its body.
      if (isSuccess(status)) return repeatable ? "unknown" : "final";
      return fateOfStatus(status);
    }
  }
}

/** Source of 429 and 5xx: `developer/api-throttling-guidance` (7/18/2022) and `developer/error-codes` (06/15/2023). */
function fateOfStatus(status: number): Fate {
  if (status === 429) return "untouched";
  if (status === 408) return "unknown";
  // Not implemented, version not supported: they stay so (as in Azure's SDKs).
  if (status === 501 || status === 505) return "final";
  return status >= 500 && status <= 599 ? "unknown" : "final";
}
