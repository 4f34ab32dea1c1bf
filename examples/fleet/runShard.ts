import { ConcurrentUpdateError, type EngineEvent, LocalWorkspace, type PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import type { Operation } from "./commandLine";
import { type Connection, connectionsOfProgram } from "./connections";
import { keepNotListed, notListedIn } from "./notListed";
import type { Shard } from "./plan";
import { declareCustomers } from "./program";

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
async function openStack({ shard, exists, folder, env, pulumiCommand, secretsProvider }: ShardRun) {
  const connections: Connection[] = [];
  const workspace = await LocalWorkspace.create({
    workDir: folder,
    envVars: env,
    pulumiCommand,
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
    program: async () => {
      connections.push(...connectionsOfProgram());
      return declareCustomers(shard.customers);
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
