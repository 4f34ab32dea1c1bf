import { createHash } from "node:crypto";
import type { CustomerRow } from "../customers/readCustomers";
import type { Part } from "./options";

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

/** One stack and what it has to hold. */
export interface Shard {
  readonly number: number;
  readonly stack: string;
  readonly customers: readonly CustomerRow[];
}

/** A stack of this project, as the backend lists it. */
export interface KnownStack {
  readonly name: string;
  /** Absent where nothing was ever deployed. */
  readonly resourceCount?: number | undefined;
}

/** All shards, also those without a customer. */
export function allShards(customers: readonly CustomerRow[], shards: number): readonly Shard[] {
  return divide(customers, shards).map((members, index) => ({
    number: index + 1,
    stack: stackName(index + 1, shards),
    customers: members,
  }));
}

/**
 * Which shards a run has to visit: those with customers, and those that had some when they last ran, since their stacks have to forget them.
 * `destroy` and `refresh` visit stacks that hold something only.
 */
export function toVisit(
  shards: readonly Shard[],
  known: readonly KnownStack[],
  { holding = false, only, part }: { readonly holding?: boolean; readonly only?: readonly number[]; readonly part?: Part },
): readonly Shard[] {
  const there = new Map(known.map(({ name, resourceCount = 0 }) => [shortName(name), resourceCount]));
  return shards.filter(({ number, stack, customers }) => {
    if (only && !only.includes(number)) return false;
    if (part && !inPart(number, part)) return false;
    const holds = (there.get(stack) ?? 0) > 0;
    return holding ? holds : holds || customers.length > 0;
  });
}

/** Says what is wrong where the backend has stacks of a fleet that was divided by another number. */
export function movedCustomers(known: readonly KnownStack[], shards: number): string | undefined {
  const others = known.filter(({ name, resourceCount = 0 }) => {
    const parsed = parseStackName(name);
    return parsed !== undefined && parsed.shards !== shards && resourceCount > 0;
  });
  const [first] = others;
  if (!first) return undefined;
  const before = parseStackName(first.name)?.shards;
  return [
    `fleet.json says ${shards} shards, but ${others.length} stacks of a fleet of ${before} hold customers (${shortName(first.name)} is one).`,
    "Another number would put most customers into other stacks while the old ones still have them.",
    `Put ${before} back. To change it: "partnercenter fleet destroy" with ${before}, then "partnercenter fleet up" with ${shards}. What Partner Center lists is adopted without a`,
    "request. What it lists no longer would be asked for again, one of a customer's three requests: so destroy leaves such shards alone and names them.",
  ].join("\n");
}

/** Problems of an option that names shards. */
export function unknownShards(option: string, named: readonly number[] | undefined, shards: number): readonly string[] {
  return (named ?? [])
    .filter((number) => number > shards)
    .map((number) => `${option}: there is no shard ${number}, fleet.json says ${shards}`);
}

/** What each of several processes may do, if all together may do `requestsPerMinute`; nothing if that is less than one. */
export function shareOf(requestsPerMinute: number, processes: number): number | undefined {
  const share = Math.floor(requestsPerMinute / Math.max(processes, 1));
  // The provider takes no more than this.
  return share < 1 ? undefined : Math.min(share, 6000);
}

function shortName(name: string): string {
  return name.split("/").at(-1) ?? name;
}
