import type { Operation } from "./options";
import type { Shard } from "./shards";

/** What has become of qualifications. */
export interface Tally {
  /** How many the program declares. */
  readonly total: number;
  /** How many the engine is through with, failed ones included. */
  readonly done: number;
  /** Requests sent in this run. */
  readonly submitted: number;
  /** Taken into the state without a request. */
  readonly adopted: number;
  /** Changed otherwise; in a preview, what would change. */
  readonly changed: number;
  /** Found with another status than the state had: Microsoft has decided since. */
  readonly decided: number;
  /** Gone from the state. Partner Center keeps them. */
  readonly forgotten: number;
  readonly inReview: number;
  /** Approved, or in effect where nothing is vetted. */
  readonly approved: number;
  readonly denied: number;
  /** Was listed, and is no longer. */
  readonly notListed: number;
  readonly failed: number;
}

const none: Tally = {
  total: 0,
  done: 0,
  submitted: 0,
  adopted: 0,
  changed: 0,
  decided: 0,
  forgotten: 0,
  inReview: 0,
  approved: 0,
  denied: 0,
  notListed: 0,
  failed: 0,
};

export const keysOfTally = Object.keys(none) as readonly (keyof Tally)[];

export function emptyTally(total = 0): Tally {
  return { ...none, total };
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum: Record<keyof Tally, number> = { ...none };
  for (const tally of tallies) for (const key of keysOfTally) sum[key] += tally[key];
  return sum;
}

/** A qualification that somebody has to look after: nothing is sent for it until its lines change. */
export interface Concern {
  readonly name: string;
  readonly customerId: string;
  readonly status: "denied" | "notListed";
}

export function isConcern(status: string): status is Concern["status"] {
  return status === "denied" || status === "notListed";
}

/** What `--fail-on` can name, as `partnercenter status` calls it. */
export const failOnNames = ["denied", "notlisted"] as const;
export type FailOn = (typeof failOnNames)[number];

/** Whether it is one of those that `--fail-on` names. */
export function isNamed({ status }: Concern, failOn: readonly FailOn[]): boolean {
  return failOn.includes(status === "denied" ? "denied" : "notlisted");
}

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
  const again = ["partnercenter fleet", operation, ...(operation === "preview" ? [] : ["--resume"])].join(" ");
  const locked = outcomes.filter(({ ending }) => ending === "locked").map(({ shard }) => shard);
  if (locked.length === 0) return `What is left: ${again}`;
  return [
    `What is left: ${again}`,
    `Locked: ${locked.map(({ stack }) => stack).join(", ")}. Another run is at work there, or was killed. Make sure that none is under way, here`,
    `or elsewhere; two runs at once could ask for the same customer twice. Only then add --unlock ${locked.map(({ number }) => number).join(",")}`,
  ].join("\n");
}
