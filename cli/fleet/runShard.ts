import * as pulumi from "@pulumi/pulumi";
import { ConcurrentUpdateError, type EngineEvent, LocalWorkspace, type PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import type { Front } from "./front";
import type { Operation } from "./options";
import { declareCustomers } from "./program";
import type { Shard } from "./shards";
import { isQualification } from "./watch";

export interface ShardRun {
  readonly operation: Operation;
  readonly shard: Shard;
  /** Whether the backend has the stack already. */
  readonly exists: boolean;
  /** The folder with Pulumi.yaml. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pulumiCommand: PulumiCommand;
  readonly secretsProvider?: string | undefined;
  readonly front: Front;
  readonly unlock: boolean;
  readonly expectNoChanges: boolean;
  readonly forgetNotListed: boolean;
  /** Ends the operation as Ctrl-C does: waits end, requests that are under way are finished. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: EngineEvent) => void;
}

/**
 * One operation on one stack. The program runs in this process, the provider in one of the stack's own.
 *
 * @throws ConcurrentUpdateError if the stack is locked, CommandError if anything failed, Error if it must not be destroyed.
 */
export async function runShard(run: ShardRun): Promise<void> {
  const { stack, connections } = await openStack(run);
  try {
    await operate(stack, run);
  } catch (error) {
    if (!(run.unlock && error instanceof ConcurrentUpdateError)) throw error;
    await stack.cancel();
    await operate(stack, run);
  }
  // Not after a failure: the program may still wait for an answer, and would fail once more.
  for (const connection of connections) connection.close();
}

/** The stack, and the connections of each run of its program so far. */
async function openStack({ shard, exists, folder, env, pulumiCommand, secretsProvider, front }: ShardRun) {
  const connections: Connection[] = [];
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    envVars: env,
    pulumiCommand,
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
    program: async () => {
      connections.push(...connectionsOfProgram());
      return declareCustomers(shard.customers, front);
    },
  });
  const stack = await (exists ? Stack.select(shard.stack, workspace) : Stack.create(shard.stack, workspace));
  // After each update the SDK starts the CLI three more times for the outputs and the history. Nobody looks at them here, and with
  // hundreds of stacks that is minutes.
  stack.outputs = async () => ({});
  stack.info = async () => undefined;
  return { stack, connections };
}

async function operate(stack: Stack, { operation, expectNoChanges, forgetNotListed, signal, onEvent }: ShardRun): Promise<void> {
  const shared = { onEvent, signal, color: "never", suppressProgress: true, suppressOutputs: true } as const;
  if (operation === "up") await stack.up({ ...shared, continueOnError: true });
  else if (operation === "preview") await stack.preview({ ...shared, expectNoChanges });
  else if (operation === "refresh") await stack.refresh(shared);
  else {
    if (!forgetNotListed) {
      // What the state says may be old, and the destroy's own refresh would come too late to ask.
      await stack.refresh(shared);
      const { deployment } = await stack.exportStack();
      const names = notListedIn(deployment);
      if (names.length > 0) throw new Error(keepNotListed(names));
      signal.throwIfAborted();
    }
    await stack.destroy({ ...shared, continueOnError: true });
  }
}

/** A connection of a program to its engine. */
export interface Connection {
  close(): void;
}

/**
 * The connections of the program that calls this, to be closed once its run is over. Pulumi's SDK opens them for each inline program and closes
 * them for plain ones only (`disconnect` in `runtime/settings.ts`). With each stays what the program has declared, 35 kB for a customer.
 */
export function connectionsOfProgram(): readonly Connection[] {
  const clients: readonly unknown[] = [pulumi.runtime.getMonitor(), pulumi.runtime.getEngine()];
  return clients.filter(isConnection);
}

function isConnection(client: unknown): client is Connection {
  return typeof client === "object" && client !== null && "close" in client && typeof client.close === "function";
}

/**
 * The qualifications in an exported stack that Partner Center listed once, and no longer does. The state is the only place that knows it: whoever
 * forgets it and declares it again makes a new request.
 */
export function notListedIn(deployment: unknown): readonly string[] {
  const { resources = [] } = (deployment ?? {}) as { readonly resources?: readonly Resource[] };
  return resources
    .filter(({ type, outputs }) => isQualification(type) && outputs?.["vettingStatus"] === "NotListed")
    .map(({ urn, outputs }) => `${urn.split("::").at(-1)} (${String(outputs?.["customerId"])})`);
}

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Why a shard is not destroyed. */
export function keepNotListed(names: readonly string[]): string {
  return [
    `Partner Center does not list ${names.join(", ")}: denied some time ago, or asked for a moment ago.`,
    "Only this state knows that they were asked for. Destroyed, the next up would ask again: one of a customer's three requests.",
    "Nothing was destroyed. partnercenter fleet destroy --forget-notlisted forgets them all the same.",
  ].join(" ");
}
