import type { CustomerRow } from "../many-customers/readCustomers";
import type { Part } from "./commandLine";
import { divide, inPart, parseStackName, stackName } from "./sharding";

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
    `Put ${before} back. To change it: "fleet destroy" with ${before}, then "fleet up" with ${shards}. What Partner Center lists is adopted without a`,
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
