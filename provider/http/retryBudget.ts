import type { Outcome } from "./outcome";

/** A token bucket for retries, so that an outage is not answered with several times the load. Numbers as in AWS' SDKs. */
export interface RetryBudget {
  /** Whether another sending after this outcome is allowed; takes its cost if it is. */
  take(outcome: Outcome): boolean;
  /** Whether `take` would allow it. */
  allows(outcome: Outcome): boolean;
  /** A request was answered well: gives a little back. */
  succeeded(): void;
}

export const budgetNumbers = { capacity: 500, cost: 5, timeOutCost: 10, refund: 1 } as const;

export function createRetryBudget(): RetryBudget {
  let tokens: number = budgetNumbers.capacity;
  const cost = (outcome: Outcome): number => (outcome.kind === "timedOut" ? budgetNumbers.timeOutCost : budgetNumbers.cost);
  return {
    allows: (outcome) => tokens >= cost(outcome),
    take(outcome) {
      if (tokens < cost(outcome)) return false;
      tokens -= cost(outcome);
      return true;
    },
    succeeded() {
      tokens = Math.min(tokens + budgetNumbers.refund, budgetNumbers.capacity);
    },
  };
}
