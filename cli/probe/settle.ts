import type { Assumptions } from "../../emulator/assumptions/assumptions";
import { type AssumptionEntry, assumptionCatalogue } from "../../emulator/assumptions/catalogue";
import { type ExpectationName, expectations } from "./expectations";
import { type MetKind, type MetStatus, metKinds, metStatuses, type Observation, ofAssumption, other } from "./observation";

export type Value = string | number | boolean | null;

/** How often a value was seen. */
export interface Seen<T = Value> {
  readonly value: T;
  readonly times: number;
}

/** `same`: what was assumed, and nothing else; `different`: something else, each time; `mixed`: more than one; `notSeen`: nothing shows it. */
export type Verdict = "same" | "different" | "mixed" | "notSeen";

export interface SettledAssumption {
  readonly name: keyof Assumptions;
  readonly settledBy: "reading" | "sandbox";
  readonly assumed: Value;
  readonly verdict: Verdict;
  /** Each value that was seen, the most frequent first. */
  readonly seen: readonly Seen[];
}

export interface SettledExpectation {
  readonly name: ExpectationName;
  readonly expected: string;
  readonly verdict: Verdict;
  readonly seen: readonly Seen<string>[];
}

export interface Met {
  readonly kind: MetKind;
  readonly status: MetStatus;
  readonly times: number;
}

/** Everything that a report says of the service. */
export interface Settled {
  readonly assumptions: readonly SettledAssumption[];
  /** What an emulator has to assume to behave so: each assumption of which one value alone was seen. */
  readonly observed: Partial<Assumptions>;
  readonly expectations: readonly SettledExpectation[];
  readonly met: readonly Met[];
  readonly headers: readonly { readonly name: string; readonly times: number }[];
}

/** Counts what was observed and compares it with what is assumed. Pure. */
export function settle(observations: readonly Observation[]): Settled {
  const assumptions: SettledAssumption[] = [];
  for (const [name, entry] of Object.entries(assumptionCatalogue) as [keyof Assumptions, AssumptionEntry][]) {
    const { settledBy } = entry;
    if (settledBy !== "reading" && settledBy !== "sandbox") continue;
    const seen = count(observations.flatMap((each) => (each.of === "assumption" && each.name === name ? [each.value] : [])));
    assumptions.push({ name, settledBy, assumed: entry.default, verdict: verdictOf(seen, entry.default), seen });
  }
  const single = assumptions.filter(({ seen }) => seen.length === 1 && seen[0]?.value !== other);
  return {
    assumptions,
    observed: Object.fromEntries(single.map(({ name, seen }) => [name, seen[0]?.value])),
    expectations: (Object.keys(expectations) as ExpectationName[]).map((name) => {
      const expected = expectations[name].values[0];
      const seen = count(observations.flatMap((each) => (each.of === "expectation" && each.name === name ? [each.value] : [])));
      return { name, expected, verdict: verdictOf(seen, expected), seen };
    }),
    met: metKinds.flatMap((kind) =>
      metStatuses.flatMap((status) => {
        const times = observations.filter((each) => each.of === "customer" && each.kind === kind && each.status === status).length;
        return times === 0 ? [] : [{ kind, status, times }];
      }),
    ),
    headers: count(observations.flatMap((each) => (each.of === "header" ? [each.name] : []))).map(({ value, times }) => ({
      name: value,
      times,
    })),
  };
}

function count<T extends Value>(values: readonly T[]): readonly Seen<T>[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, times]) => ({ value, times })).sort((a, b) => b.times - a.times);
}

function verdictOf(seen: readonly Seen[], assumed: Value): Verdict {
  const [first] = seen;
  if (first === undefined) return "notSeen";
  if (seen.length > 1) return "mixed";
  return first.value === assumed ? "same" : "different";
}

/** When a request was sent, in milliseconds, and whether it was throttled. */
export interface Sending {
  readonly at: number;
  readonly throttled: boolean;
}

/**
 * What the rate of the requests says of throttling. Without a 429: none, as far as this rate shows, once for each request. With one: the least
 * number of requests that went through in the minute before it. Others of the same partner count too, so that the true limit may be higher.
 */
export function ofRate(sendings: readonly Sending[]): readonly Observation[] {
  const through = sendings.filter(({ throttled }) => !throttled);
  const refused = sendings.filter(({ throttled }) => throttled);
  if (refused.length === 0) return through.map(() => ofAssumption("requestsPerMinute", null));
  const before = refused.map(({ at }) => through.filter((each) => each.at <= at && each.at > at - 60_000).length);
  // Where nothing went through, others used the minute up: no rate is known.
  const least = Math.min(...before);
  return refused.map(() => ofAssumption("requestsPerMinute", least));
}
