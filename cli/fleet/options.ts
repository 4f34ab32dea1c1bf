import { type Front, fronts } from "./front";
import { type FailOn, failOnNames } from "./outcome";

export const operations = ["up", "preview", "refresh", "destroy"] as const;
export type Operation = (typeof operations)[number];

/** How an operation is run. */
export interface RunOptions {
  /** How many stacks run at the same time. */
  readonly parallel: number;
  /** Requests to Partner Center in a minute, of all stacks together. */
  readonly requestsPerMinute?: number;
  /** Only these shards. */
  readonly only?: readonly number[];
  /** Only those shards that fall to one job of several. */
  readonly part?: Part;
  /** Leaves out what the last run of the same command has finished. */
  readonly resume: boolean;
  /** Takes over the stacks of these shards, whose last run was killed. */
  readonly unlock: readonly number[];
  /** Ends with its own exit code where Microsoft has decided so. */
  readonly failOn: readonly FailOn[];
  /** Destroy: also what is asked for again when it is declared again. */
  readonly forgetNotListed: boolean;
  /** Preview: a shard with changes counts as failed. */
  readonly expectNoChanges: boolean;
  /** Who serves the stacks, whatever fleet.json says. */
  readonly front?: Front;
}

export interface OperatorOptions {
  /** The git repository that the operator clones. */
  readonly repository: string;
  readonly branch: string;
  /** The folder with Pulumi.yaml, seen from the repository's root. */
  readonly folder: string;
}

export interface Part {
  readonly part: number;
  readonly parts: number;
}

/** Options as they stand on the command line. */
export interface TypedOptions {
  readonly parallel?: string;
  readonly requestsPerMinute?: string;
  readonly only?: string;
  readonly shard?: string;
  readonly resume?: boolean;
  readonly unlock?: string;
  readonly failOn?: string;
  readonly forgetNotlisted?: boolean;
  readonly expectNoChanges?: boolean;
  readonly front?: string;
}

/** Most jobs that a matrix of GitHub Actions may have (docs.github.com, "Running variations of jobs in a workflow"). */
const mostParts = 256;

/** @throws Error that names every problem at once. */
export function readRunOptions(typed: TypedOptions, env: NodeJS.ProcessEnv): RunOptions {
  const problems: string[] = [];
  const count = (name: string, text: string | undefined, most: number): number | undefined => {
    if (text === undefined) return undefined;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
    problems.push(`${name} is "${text}", but must be a whole number from 1 to ${most}`);
    return undefined;
  };
  const numbers = (name: string, text: string | undefined): readonly number[] | undefined =>
    text?.split(",").map((each) => count(name, each.trim(), 10_000) ?? 0);
  const parallel = count("--parallel", typed.parallel, 64) ?? 3;
  // The environment's ceiling is one for each process: here it is shared out as well.
  const [name, ceiling] =
    typed.requestsPerMinute === undefined
      ? ["PARTNERCENTER_REQUESTS_PER_MINUTE", env["PARTNERCENTER_REQUESTS_PER_MINUTE"]]
      : ["--requests-per-minute", typed.requestsPerMinute];
  const requestsPerMinute = count(name, ceiling, 1_000_000);
  const only = numbers("--only", typed.only);
  const unlock = numbers("--unlock", typed.unlock) ?? [];
  const failOn = (typed.failOn?.split(",") ?? []).flatMap((text): FailOn[] => {
    const known = failOnNames.find((each) => each === text.trim().toLowerCase());
    if (!known) problems.push(`--fail-on is "${text.trim()}", but must be of ${failOnNames.join(", ")}`);
    return known ? [known] : [];
  });
  const front = fronts.find((each) => each === typed.front);
  if (typed.front !== undefined && !front) problems.push(`--front is "${typed.front}", but must be one of ${fronts.join(", ")}`);
  const part = typed.shard === undefined ? undefined : readPart(typed.shard);
  if (typed.shard !== undefined && !part) problems.push(`--shard is "${typed.shard}", but must be I/N with I from 1 to N, such as 2/20`);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return {
    parallel,
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(only ? { only } : {}),
    ...(part ? { part } : {}),
    resume: typed.resume ?? false,
    unlock,
    failOn,
    forgetNotListed: typed.forgetNotlisted ?? false,
    expectNoChanges: typed.expectNoChanges ?? false,
    ...(front ? { front } : {}),
  };
}

/** @throws Error if it is no number of parts. */
export function readParts(text: string): number {
  const parts = Number(text);
  if (/^\d+$/.test(text) && parts >= 1 && parts <= mostParts) return parts;
  throw new Error(`--parts is "${text}", but must be a whole number from 1 to ${mostParts}`);
}

function readPart(text: string): Part | undefined {
  const [, part = "", parts = ""] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return Number(part) >= 1 && Number(part) <= Number(parts) ? { part: Number(part), parts: Number(parts) } : undefined;
}
