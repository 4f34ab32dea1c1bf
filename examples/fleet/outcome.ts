import type { Operation } from "./commandLine";
import type { Shard } from "./plan";
import type { Tally } from "./tally";

/** How it went with one shard. `waiting` ones were never begun, since the run was interrupted. */
export type Ending = "ok" | "failed" | "locked" | "skipped" | "waiting";

export interface Outcome {
  readonly shard: Shard;
  readonly ending: Ending;
  readonly tally: Tally;
  readonly milliseconds: number;
  /** Why it failed, in the engine's words. */
  readonly errors: readonly string[];
}

/** The exit code of a run. */
export function exitCodeOf(outcomes: readonly Outcome[], interrupted: boolean): number {
  if (interrupted) return 130;
  return outcomes.every(({ ending }) => ending === "ok" || ending === "skipped") ? 0 : 1;
}

/** The command that does what this run left. */
export function wayOn(operation: Operation, outcomes: readonly Outcome[]): string | undefined {
  const locked = outcomes.some(({ ending }) => ending === "locked");
  if (outcomes.every(({ ending }) => ending === "ok" || ending === "skipped")) return undefined;
  const again = ["fleet", operation, ...(operation === "preview" ? [] : ["--resume"]), ...(locked ? ["--unlock"] : [])].join(" ");
  const unlock = "A locked stack is in use by another run, or its last run was killed. Only if no other run is under way:";
  return locked ? `${unlock} ${again}` : `What is left: ${again}`;
}
