import { ConcurrentUpdateError, type PulumiCommand } from "@pulumi/pulumi/automation";
import pLimit from "p-limit";
import { complaintIn } from "./complaint";
import type { Front } from "./front";
import type { Operation, RunOptions } from "./options";
import { emptyTally, type Outcome } from "./outcome";
import type { RunRecord } from "./record";
import { runShard } from "./runShard";
import type { KnownStack, Shard } from "./shards";
import { type Watch, watch } from "./watch";

export interface FleetRun {
  readonly operation: Operation;
  readonly options: RunOptions;
  readonly front: Front;
  readonly shards: readonly Shard[];
  readonly known: readonly KnownStack[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pulumiCommand: PulumiCommand;
  /** Of stacks that are new. */
  readonly secretsProvider?: string | undefined;
  /** What earlier runs have finished. Absent where that does not count. */
  readonly record?: RunRecord;
  /** No further shard is begun. */
  readonly stop: AbortSignal;
  /** Those under way are ended, too. */
  readonly cancel: AbortSignal;
}

/** Hears of everything as it happens. */
export interface Listener {
  began(shard: Shard, watch: Watch): void;
  changed(): void;
  ended(outcome: Outcome): void;
}

/** Runs the operation on all shards. A shard that fails stops no other. The outcomes come in the order of the shards. */
export async function runFleet(run: FleetRun, listener: Listener): Promise<readonly Outcome[]> {
  const { operation, options, shards, record } = run;
  const outcomes = new Map<Shard, Outcome>();
  const end = (outcome: Outcome): void => {
    outcomes.set(outcome.shard, outcome);
    listener.ended(outcome);
  };
  const visit = async (shard: Shard): Promise<void> => {
    if (record?.has(shard)) return end(quiet(shard, "skipped"));
    const watched = watch(operation, shard.customers.length);
    listener.began(shard, watched);
    const began = performance.now();
    const failure = await attempt(run, shard, (event) => {
      watched.take(event);
      listener.changed();
    });
    const milliseconds = performance.now() - began;
    const unwritten = failure === undefined ? record?.add(shard) : undefined;
    const ending = failure?.locked ? "locked" : failure === undefined && unwritten === undefined ? "ok" : "failed";
    const errors = failure ? reasons(failure, watched) : unwritten === undefined ? [] : [unwritten];
    end({ shard, ending, tally: watched.tally(), milliseconds, concerns: watched.concerns(), errors });
  };
  const atOnce = pLimit(options.parallel);
  await Promise.all(shards.map((shard) => atOnce(async () => (run.stop.aborted ? undefined : visit(shard)))));
  return shards.map((shard) => outcomes.get(shard) ?? quiet(shard, "waiting"));
}

interface Failure {
  readonly message: string;
  readonly locked: boolean;
}

function reasons({ message, locked }: Failure, watched: Watch): readonly string[] {
  const holders = locked ? lockHolders(message).map((holder) => `locked by ${holder}`) : [];
  if (holders.length > 0) return holders;
  return watched.errors().length > 0 ? watched.errors() : [complaintIn(message)];
}

async function attempt(
  { operation, options, front, known, folder, env, pulumiCommand, secretsProvider, cancel }: FleetRun,
  shard: Shard,
  onEvent: Parameters<typeof runShard>[0]["onEvent"],
): Promise<Failure | undefined> {
  const exists = known.some(({ name }) => name === shard.stack || name.endsWith(`/${shard.stack}`));
  const { expectNoChanges, forgetNotListed } = options;
  try {
    await runShard({
      operation,
      shard,
      exists,
      folder,
      env,
      pulumiCommand,
      secretsProvider,
      front,
      unlock: options.unlock.includes(shard.number),
      expectNoChanges,
      forgetNotListed,
      // One of its own, which goes with the shard: the SDK listens to it and never ends that.
      signal: AbortSignal.any([cancel]),
      onEvent,
    });
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, locked: error instanceof ConcurrentUpdateError };
  }
}

function quiet(shard: Shard, ending: "skipped" | "waiting"): Outcome {
  return { shard, ending, tally: emptyTally(shard.customers.length), milliseconds: 0, concerns: [], errors: [] };
}

/**
 * Who holds a lock, from what Pulumi says of it on a folder or an object store: `me@host (pid 17) since 2026-…`. Pulumi Cloud does not say it.
 */
export function lockHolders(message: string): readonly string[] {
  const holders = [...message.matchAll(/created by (\S+@\S+ \(pid \d+\)) at (\S+)/g)].map(
    ([, who = "", when = ""]) => `${who} since ${when}`,
  );
  // The SDK repeats what the CLI has said.
  return [...new Set(holders)];
}
