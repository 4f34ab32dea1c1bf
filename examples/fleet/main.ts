import * as path from "node:path";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { readCustomers } from "../many-customers/readCustomers";
import { type Operation, parseCommandLine, type RunOptions, usage } from "./commandLine";
import { listenForInterrupts } from "./interrupts";
import { operatorStacks } from "./operator";
import { exitCodeOf, wayOn } from "./outcome";
import { allShards, movedCustomers, type Shard, shareOf, toVisit, unknownShards } from "./plan";
import { showProgress } from "./progress";
import { openRecord } from "./record";
import { runFleet } from "./runFleet";
import { readSettings } from "./settings";
import { summary } from "./text";

/** The folder with Pulumi.yaml, fleet.json and the customers. */
const folder = __dirname;

/** Something that has to be corrected before anything can run. */
class Problem extends Error {}

async function main(args: readonly string[]): Promise<number> {
  const { request, problems } = parseCommandLine(args, process.env);
  if (!request) throw new Problem([...problems, 'See "fleet --help".'].join("\n"));
  if (request.command === "help") {
    console.log(usage);
    return 0;
  }
  const { customers, shards: count, secretsProvider } = readSettings(folder);
  const shards = allShards(readCustomers(path.relative(process.cwd(), customers)), count);
  if (request.command === "list") {
    console.log(request.json ? JSON.stringify(listed(shards, request.parts)) : listedAsText(shards));
    return 0;
  }
  if (request.command === "operator") {
    process.stdout.write(operatorStacks(shards, request));
    return 0;
  }
  return operate(request.command, request, shards, secretsProvider);
}

async function operate(
  operation: Operation,
  options: RunOptions,
  shards: readonly Shard[],
  secretsProvider: string | undefined,
): Promise<number> {
  const pulumiCommand = await PulumiCommand.get();
  const env = { PULUMI_SKIP_UPDATE_CHECK: "true" };
  const workspace = await LocalWorkspace.create({ workDir: folder, envVars: env, pulumiCommand });
  const known = await workspace.listStacks();
  const wrong = [movedCustomers(known, shards.length), ...unknownShards(options.only, shards.length)].filter((text) => text !== undefined);
  if (wrong.length > 0) throw new Problem(wrong.join("\n"));

  const visited = toVisit(shards, known, { ...options, holding: operation === "destroy" || operation === "refresh" });
  const share =
    options.requestsPerMinute === undefined ? undefined : shareOf(options.requestsPerMinute, Math.min(options.parallel, visited.length));
  if (options.requestsPerMinute !== undefined && share === undefined) {
    throw new Problem(
      `${options.requestsPerMinute} requests a minute are less than one for each of ${options.parallel} stacks: lower --parallel.`,
    );
  }
  const backend = process.env["PULUMI_BACKEND_URL"] ?? "";
  const record = operation === "preview" ? undefined : openRecord(path.join(folder, ".work", "run"), operation, backend, options.resume);

  const live = process.stdout.isTTY === true;
  const progress = showProgress(operation, visited, {
    live,
    columns: process.stdout.columns ?? 80,
    write: (text) => void process.stdout.write(text),
  });
  const interrupts = listenForInterrupts((message) => console.error(message));
  const began = performance.now();
  const outcomes = await runFleet(
    {
      operation,
      options,
      shards: visited,
      known,
      folder,
      env: { ...env, ...(share === undefined ? {} : { PARTNERCENTER_REQUESTS_PER_MINUTE: String(share) }) },
      pulumiCommand,
      secretsProvider,
      ...(record ? { record } : {}),
      stop: interrupts.stop,
      cancel: interrupts.cancel,
    },
    progress,
  );
  interrupts.close();
  progress.close();
  console.log(["", ...summary(outcomes, performance.now() - began)].join("\n"));
  const way = wayOn(operation, outcomes);
  if (way !== undefined) console.log(`\n${way}`);
  return exitCodeOf(outcomes, interrupts.stop.aborted);
}

function listed(shards: readonly Shard[], parts?: number): unknown {
  if (parts !== undefined)
    return Array.from({ length: Math.min(parts, shards.length) }, (_, at) => `${at + 1}/${Math.min(parts, shards.length)}`);
  return shards.map(({ number, stack, customers }) => ({ shard: number, stack, qualifications: customers.length }));
}

function listedAsText(shards: readonly Shard[]): string {
  return shards.map(({ stack, customers }) => `${stack}  ${customers.length}`).join("\n");
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
