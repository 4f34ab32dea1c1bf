import { readFileSync } from "node:fs";
import * as path from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { readCustomers } from "../many-customers/readCustomers";
import { parseCommandLine, type RunOptions, usage } from "./commandLine";
import { listenForInterrupts } from "./interrupts";
import { operatorStacks } from "./operator";
import { exitCodeOf, wayOn } from "./outcome";
import { whenUnread } from "./output";
import { allShards, movedCustomers, type Shard, shareOf, toVisit, unknownShards } from "./plan";
import { showProgress } from "./progress";
import { openRecord, placeOf } from "./record";
import { type FleetRun, runFleet } from "./runFleet";
import { readSettings } from "./settings";
import { summary } from "./text";

/** The folder with Pulumi.yaml, fleet.json and the customers. */
const folder = __dirname;

const unread = whenUnread();

/** What a command does once nothing stands in its way. Returns the exit code. */
type Work = () => Promise<number> | number;

/**
 * Looks at everything that can be wrong before anything is done.
 *
 * @throws Error that says what has to be corrected.
 */
async function prepare(args: readonly string[]): Promise<Work> {
  const { request, problems } = parseCommandLine(args, process.env);
  if (!request) throw new Error([...problems, 'See "fleet --help".'].join("\n"));
  if (request.command === "help") return print(usage);
  const { customers, shards: count, secretsProvider } = readSettings(folder);
  const shards = allShards(readCustomers(path.relative(process.cwd(), customers)), count);
  // The parts of a matrix are numbers only, for a job that reaches no backend; whoever runs one makes the check.
  if (request.command === "list" && request.parts !== undefined) return print(JSON.stringify(partsOf(shards, request.parts)));

  const pulumiCommand = await PulumiCommand.get();
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true" };
  const workspace = await LocalWorkspace.create({ workDir: folder, envVars: env, pulumiCommand });
  const known = await workspace.listStacks();
  const moved = movedCustomers(known, shards.length);
  if (moved !== undefined) throw new Error(moved);
  if (request.command === "list") return print(request.json ? JSON.stringify(listed(shards)) : listedAsText(shards));
  if (request.command === "operator") return print(operatorStacks(shards, request).trimEnd());

  const { command: operation, ...options } = request;
  const wrong = [...unknownShards("--only", options.only, shards.length), ...unknownShards("--unlock", options.unlock, shards.length)];
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const visited = toVisit(shards, known, { ...options, holding: operation === "destroy" || operation === "refresh" });
  const share = shareOfCeiling(options, visited.length);
  const project = readFileSync(path.join(folder, "Pulumi.yaml"), "utf8");
  const place = placeOf(await backendOf(workspace), process.env, project);
  const record = operation === "preview" ? undefined : openRecord(path.join(folder, ".work", "run"), { operation, place }, options.resume);
  return () =>
    operate({
      operation,
      options,
      shards: visited,
      known,
      folder,
      env: { ...env, ...(share === undefined ? {} : { PARTNERCENTER_REQUESTS_PER_MINUTE: String(share) }) },
      pulumiCommand,
      secretsProvider,
      ...(record ? { record } : {}),
    });
}

async function operate(run: Omit<FleetRun, "stop" | "cancel">): Promise<number> {
  const { operation, options } = run;
  const progress = showProgress(operation, run.shards, {
    live: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 80,
    write: (text) => void process.stdout.write(text),
  });
  const terminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const interrupts = listenForInterrupts({ terminal, tell: (message) => console.error(message) });
  const began = performance.now();
  const stop = AbortSignal.any([interrupts.stop, unread]);
  const outcomes = await runFleet({ ...run, stop, cancel: interrupts.cancel }, progress);
  interrupts.close();
  progress.close();
  console.log(["", ...summary(outcomes, performance.now() - began)].join("\n"));
  const way = wayOn(operation, outcomes);
  if (way !== undefined) console.log(`\n${way}`);
  return exitCodeOf(outcomes, stop.aborted, options.failOn);
}

function shareOfCeiling({ requestsPerMinute, parallel }: RunOptions, shards: number): number | undefined {
  if (requestsPerMinute === undefined) return undefined;
  const share = shareOf(requestsPerMinute, Math.min(parallel, shards));
  if (share !== undefined) return share;
  throw new Error(`${requestsPerMinute} requests a minute are less than one for each of ${parallel} stacks: lower --parallel.`);
}

/** The backend that the CLI uses here: by `pulumi login`, a variable or Pulumi.yaml. */
async function backendOf(workspace: LocalWorkspace): Promise<string> {
  const { url, user } = await workspace.whoAmI();
  return url ?? user;
}

function print(text: string): Work {
  return () => {
    console.log(text);
    return 0;
  };
}

function partsOf(shards: readonly Shard[], most: number): readonly string[] {
  const parts = Math.min(most, shards.length);
  return Array.from({ length: parts }, (_, at) => `${at + 1}/${parts}`);
}

function listed(shards: readonly Shard[]): unknown {
  return shards.map(({ number, stack, customers }) => ({ shard: number, stack, qualifications: customers.length }));
}

function listedAsText(shards: readonly Shard[]): string {
  return shards.map(({ stack, customers }) => `${stack}  ${customers.length}`).join("\n");
}

function fail(code: number): (error: unknown) => number {
  return (error) => {
    console.error(error instanceof Error ? error.message : error);
    return code;
  };
}

// What is wrong beforehand is 2, since nothing was run; what goes wrong later is 1.
prepare(process.argv.slice(2))
  .then((work) => Promise.resolve().then(work).catch(fail(1)), fail(2))
  .then((code) => {
    process.exitCode = code;
  });
