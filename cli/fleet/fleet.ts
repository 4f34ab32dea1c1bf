import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { readCustomers } from "../customers/readCustomers";
import { complaintIn } from "./complaint";
import { listenForInterrupts, whenUnread } from "./ends";
import { type Front, usualFront } from "./front";
import { operatorStacks } from "./operator";
import { type Operation, type OperatorOptions, type RunOptions, readParts, readRunOptions, type TypedOptions } from "./options";
import { exitCodeOf, wayOn } from "./outcome";
import { showProgress } from "./progress";
import { openRecord, placeOf } from "./record";
import { type FleetRun, runFleet } from "./runFleet";
import { readSettings } from "./settings";
import { allShards, type KnownStack, movedCustomers, type Shard, shareOf, toVisit, unknownShards } from "./shards";
import { summary } from "./summary";

/** A fleet, as its folder says, and as the backend knows it. */
interface Fleet {
  readonly folder: string;
  readonly shards: readonly Shard[];
  readonly secretsProvider?: string | undefined;
  /** Who serves the stacks, as fleet.json says. */
  readonly front?: Front | undefined;
  readonly known: readonly KnownStack[];
  readonly workspace: LocalWorkspace;
  readonly pulumiCommand: PulumiCommand;
}

const quiet = { PULUMI_SKIP_UPDATE_CHECK: "true" };

/** What a command does once nothing stands in its way. Returns the exit code. */
type Work = () => Promise<number>;

/**
 * What is wrong beforehand ends with 2, since nothing was run. What goes wrong later ends with 1.
 *
 * @returns The exit code.
 */
async function ending(prepare: () => Promise<Work>): Promise<number> {
  const fail =
    (code: number) =>
    (error: unknown): number => {
      process.stderr.write(`${complaintIn(error instanceof Error ? error.message : String(error))}\n`);
      return code;
    };
  return prepare().then((work) => work().catch(fail(1)), fail(2));
}

/** `partnercenter fleet up`, `preview`, `refresh` and `destroy`. Returns the exit code. */
export function runOperation(operation: Operation, folder: string, typed: TypedOptions): Promise<number> {
  const unread = whenUnread();
  return ending(async () => {
    const options = readRunOptions(typed, process.env);
    const fleet = await openFleet(folder);
    const front = options.front ?? fleet.front ?? usualFront(folder);
    if (front === "dynamic") refuseWithoutPackages(folder);
    const { shards, known } = fleet;
    const wrong = [...unknownShards("--only", options.only, shards.length), ...unknownShards("--unlock", options.unlock, shards.length)];
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    const visited = toVisit(shards, known, { ...options, holding: operation === "destroy" || operation === "refresh" });
    const share = shareOfCeiling(options, visited.length);
    const env = { ...quiet, ...(share === undefined ? {} : { PARTNERCENTER_REQUESTS_PER_MINUTE: String(share) }) };
    const record = operation === "preview" ? undefined : await recordOf(operation, fleet, options.resume);
    return () => operate({ ...fleet, front, operation, options, shards: visited, env, ...(record ? { record } : {}) }, unread);
  });
}

/** `partnercenter fleet list`. Returns the exit code. */
export function listShards(folder: string, { json, parts }: { readonly json?: boolean; readonly parts?: string }): Promise<number> {
  return ending(async () => {
    // The parts of a matrix are numbers only, for a job that reaches no backend; whoever runs one makes the check.
    if (parts !== undefined) return print(JSON.stringify(partsOf(readShards(folder).shards.length, readParts(parts))));
    const { shards } = await openFleet(folder);
    const rows = shards.map(({ number, stack, customers }) => ({ shard: number, stack, qualifications: customers.length }));
    return print(json ? JSON.stringify(rows) : rows.map(({ stack, qualifications }) => `${stack}  ${qualifications}`).join("\n"));
  });
}

/** `partnercenter fleet operator`. Returns the exit code. */
export function printOperatorStacks(folder: string, options: OperatorOptions): Promise<number> {
  return ending(async () => print(operatorStacks((await openFleet(folder)).shards, options).trimEnd()));
}

function readShards(folder: string): Pick<Fleet, "shards" | "secretsProvider" | "front"> {
  const { customers, shards, ...rest } = readSettings(folder);
  return { ...rest, shards: allShards(readCustomers(customers), shards) };
}

/** @throws Error that says what has to be corrected before anything can be run. */
async function openFleet(folder: string): Promise<Fleet> {
  const read = readShards(folder);
  if (!existsSync(path.join(folder, "Pulumi.yaml"))) {
    throw new Error(
      `There is no ${path.relative(process.cwd(), path.join(folder, "Pulumi.yaml"))}. Write one, with a name that stays:\n\nname: fleet\nruntime: nodejs\noptions:\n  refresh: always`,
    );
  }
  const pulumiCommand = await PulumiCommand.get();
  const workspace = await LocalWorkspace.create({ workDir: folder, envVars: quiet, pulumiCommand });
  const known = await workspace.listStacks();
  const moved = movedCustomers(known, read.shards.length);
  if (moved !== undefined) throw new Error(moved);
  return { folder, ...read, known, workspace, pulumiCommand };
}

/** Pulumi starts the dynamic provider in the project's folder, from the packages that are installed there. */
function refuseWithoutPackages(folder: string): void {
  const installed = createRequire(path.join(folder, "package.json"));
  const missing = ["pulumi-partnercenter", "@pulumi/pulumi"].filter((name) => {
    try {
      installed.resolve(`${name}/package.json`);
      return false;
    } catch {
      return true;
    }
  });
  if (missing.length > 0) throw new Error(`${missing.join(" and ")} must be installed in ${folder}: npm install ${missing.join(" ")}`);
}

async function recordOf(operation: Operation, { folder, workspace }: Fleet, resume: boolean) {
  const project = readFileSync(path.join(folder, "Pulumi.yaml"), "utf8");
  // The backend that the CLI uses here: by `pulumi login`, a variable or Pulumi.yaml.
  const { url, user } = await workspace.whoAmI();
  const place = placeOf(url ?? user, process.env, project);
  return openRecord(path.join(folder, ".work", "run"), { operation, place }, resume);
}

async function operate(run: Omit<FleetRun, "stop" | "cancel">, unread: AbortSignal): Promise<number> {
  const { operation, options } = run;
  const progress = showProgress(operation, run.shards, process.stdout);
  const terminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const interrupts = listenForInterrupts({ terminal, tell: (message) => void process.stderr.write(`${message}\n`) });
  const began = performance.now();
  const stop = AbortSignal.any([interrupts.stop, unread]);
  const outcomes = await runFleet({ ...run, stop, cancel: interrupts.cancel }, progress);
  interrupts.close();
  progress.close();
  const way = wayOn(operation, outcomes);
  process.stdout.write(["", ...summary(outcomes, performance.now() - began), ...(way === undefined ? [] : ["", way]), ""].join("\n"));
  return exitCodeOf(outcomes, stop.aborted, options.failOn);
}

function shareOfCeiling({ requestsPerMinute, parallel }: RunOptions, shards: number): number | undefined {
  if (requestsPerMinute === undefined) return undefined;
  const share = shareOf(requestsPerMinute, Math.min(parallel, shards));
  if (share !== undefined) return share;
  throw new Error(`${requestsPerMinute} requests a minute are less than one for each of ${parallel} stacks: lower --parallel.`);
}

function print(text: string): Work {
  return async () => {
    process.stdout.write(`${text}\n`);
    return 0;
  };
}

function partsOf(shards: number, most: number): readonly string[] {
  const parts = Math.min(most, shards);
  return Array.from({ length: parts }, (_, at) => `${at + 1}/${parts}`);
}
