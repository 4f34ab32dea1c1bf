import { createHash } from "node:crypto";

/**
 * The shard of a customer, from 1 to `shards`. It depends on the customer's id alone, so nobody moves when others come or go, and all
 * qualifications of one customer are in one stack, whose provider process does them one after the other.
 */
export function shardOf(customerId: string, shards: number): number {
  const digest = createHash("sha256").update(customerId.toLowerCase()).digest();
  return 1 + (digest.readUIntBE(0, 6) % shards);
}

/** The stack of a shard. The number of shards is part of the name: a backend shows what a fleet was divided by. */
export function stackName(shard: number, shards: number): string {
  return `shard-${String(shard).padStart(String(shards).length, "0")}-of-${shards}`;
}

/** The opposite of `stackName`, also for `organization/project/stack`; nothing for the name of another stack. */
export function parseStackName(name: string): { readonly shard: number; readonly shards: number } | undefined {
  const [, shard = "", shards = ""] = /(?:^|\/)shard-(\d+)-of-(\d+)$/.exec(name) ?? [];
  const parsed = { shard: Number(shard), shards: Number(shards) };
  return shards !== "" && parsed.shard >= 1 && parsed.shard <= parsed.shards ? parsed : undefined;
}

/** Everything that has a customer id, shard by shard; the first is shard 1. */
export function divide<T extends { readonly customerId: string }>(rows: readonly T[], shards: number): readonly (readonly T[])[] {
  const divided: T[][] = Array.from({ length: shards }, () => []);
  for (const row of rows) divided[shardOf(row.customerId, shards) - 1]?.push(row);
  return divided;
}

/** Whether a shard belongs to part `part` of `parts`, as a pipeline with several jobs divides the work. */
export function inPart(shard: number, { part, parts }: { readonly part: number; readonly parts: number }): boolean {
  return shard % parts === part % parts;
}
