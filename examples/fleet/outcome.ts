import type { Operation } from "./commandLine";
import { type Concern, type FailOn, isNamed } from "./concern";
import type { Shard } from "./plan";
import type { Tally } from "./tally";

/** How it went with one shard. `waiting` ones were never begun, since the run was interrupted. */
export type Ending = "ok" | "failed" | "locked" | "skipped" | "waiting";

export interface Outcome {
  readonly shard: Shard;
  readonly ending: Ending;
  readonly tally: Tally;
  readonly milliseconds: number;
  /** Whom Microsoft has denied, or lists no longer. */
  readonly concerns: readonly Concern[];
  /** Why it failed, in the engine's words. */
  readonly errors: readonly string[];
}

/** The exit code of a run. */
export function exitCodeOf(outcomes: readonly Outcome[], interrupted: boolean, failOn: readonly FailOn[] = []): number {
  if (interrupted) return 130;
  if (!outcomes.every(({ ending }) => ending === "ok" || ending === "skipped")) return 1;
  return outcomes.some(({ concerns }) => concerns.some((each) => isNamed(each, failOn))) ? 3 : 0;
}

/** The command that does what this run left. A lock is taken away by name only: it may be that of a run which is under way. */
export function wayOn(operation: Operation, outcomes: readonly Outcome[]): string | undefined {
  if (outcomes.every(({ ending }) => ending === "ok" || ending === "skipped")) return undefined;
  const again = ["fleet", operation, ...(operation === "preview" ? [] : ["--resume"])].join(" ");
  const locked = outcomes.filter(({ ending }) => ending === "locked").map(({ shard }) => shard);
  if (locked.length === 0) return `What is left: ${again}`;
  return [
    `What is left: ${again}`,
    `Locked: ${locked.map(({ stack }) => stack).join(", ")}. Another run is at work there, or was killed. Make sure that none is under way, here`,
    `or elsewhere; two runs at once could ask for the same customer twice. Only then add --unlock ${locked.map(({ number }) => number).join(",")}`,
  ].join("\n");
}
