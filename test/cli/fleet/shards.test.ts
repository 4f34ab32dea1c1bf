import fc from "fast-check";
import {
  allShards,
  divide,
  inPart,
  movedCustomers,
  parseStackName,
  shardOf,
  shareOf,
  stackName,
  toVisit,
  unknownShards,
} from "../../../cli/fleet/shards";
import { customer, shard } from "./support";

const customers = fc.uniqueArray(fc.uuid(), { maxLength: 60 }).map((ids) => ids.map((customerId) => ({ customerId })));
const count = fc.integer({ min: 1, max: 300 });
const placesOf = (rows: readonly { readonly customerId: string }[], shards: number): Map<string, number> =>
  new Map(divide(rows, shards).flatMap((members, at) => members.map(({ customerId }) => [customerId, at + 1] as const)));

test("a customer stays in its shard, whoever comes, goes or changes places", () => {
  fc.assert(
    fc.property(customers, customers, count, fc.integer(), (staying, others, shards, seed) => {
      const before = placesOf(staying, shards);
      const mixed = [...staying, ...others].sort((a, b) => (shardOf(a.customerId + seed, 97) < shardOf(b.customerId + seed, 97) ? -1 : 1));
      const after = placesOf(mixed, shards);
      for (const { customerId } of staying) expect(after.get(customerId)).toBe(before.get(customerId));
    }),
  );
});

test("all qualifications of a customer are in one shard, however its id is written", () => {
  fc.assert(
    fc.property(fc.uuid(), count, (id, shards) => {
      expect(shardOf(id.toUpperCase(), shards)).toBe(shardOf(id, shards));
      const divided = divide([{ customerId: id }, { customerId: id.toUpperCase() }, { customerId: id }], shards);
      expect(
        divided
          .map((members) => members.length)
          .sort()
          .at(-1),
      ).toBe(3);
    }),
  );
});

test("everybody is in exactly one shard, and all shards are there", () => {
  fc.assert(
    fc.property(customers, count, (rows, shards) => {
      const divided = divide(rows, shards);
      expect(divided).toHaveLength(shards);
      expect(divided.flat().sort(byId)).toEqual([...rows].sort(byId));
    }),
  );
});

test.each([
  ["in a row", (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`],
  ["far apart", (n: number) => `${((n * 2654435761) >>> 0).toString(16).padStart(8, "0")}-1111-4111-8111-111111111111`],
])("10,000 ids %s fill 128 shards evenly: none has more than one and a half times its share, or less than half", (_, idOf) => {
  const sizes = divide(
    Array.from({ length: 10_000 }, (__, n) => ({ customerId: idOf(n) })),
    128,
  ).map((members) => members.length);
  expect(Math.max(...sizes)).toBeLessThan((10_000 / 128) * 1.5);
  expect(Math.min(...sizes)).toBeGreaterThan((10_000 / 128) * 0.5);
});

test("the rule is what stacks in use were divided by: these places must never change", () => {
  expect(
    ["0c39d6d5-c70d-4c55-bc02-f620844f3fd1", "1d4ae7e6-d81e-4d66-8d13-0731955f40e2", "2e5bf8f7-e92f-4e77-9e24-184206606153"].map((id) =>
      [1, 4, 128, 2000].map((shards) => shardOf(id, shards)),
    ),
  ).toEqual([
    [1, 4, 124, 332],
    [1, 1, 13, 1965],
    [1, 2, 42, 506],
  ]);
});

test("a stack's name says which shard of how many it is, and is read back, with or without an organization", () => {
  expect(stackName(7, 128)).toBe("shard-007-of-128");
  fc.assert(
    fc.property(count, fc.nat(), (shards, n) => {
      const shard = 1 + (n % shards);
      for (const prefix of ["", "acme/fleet/"]) expect(parseStackName(prefix + stackName(shard, shards))).toEqual({ shard, shards });
    }),
  );
  for (const other of ["dev", "shard-5-of-4", "shard-0-of-4", "my-shard-1-of-4", "shard-1-of-4-old"])
    expect(parseStackName(other)).toBeUndefined();
});

test("the parts of a pipeline are all shards, each once", () => {
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 40 }), (shards, parts) => {
      for (let shard = 1; shard <= shards; shard++) {
        expect(Array.from({ length: parts }, (_, at) => inPart(shard, { part: at + 1, parts })).filter(Boolean)).toHaveLength(1);
      }
    }),
  );
});

function byId(a: { readonly customerId: string }, b: { readonly customerId: string }): number {
  return a.customerId < b.customerId ? -1 : 1;
}

const stacksOf = (shards: readonly { readonly stack: string }[]): string[] => shards.map(({ stack }) => stack);

test("every customer is in one of all shards, which are named by number and count", () => {
  const shards = allShards(
    Array.from({ length: 50 }, (_, n) => customer(n)),
    12,
  );
  expect(stacksOf(shards).slice(0, 2)).toEqual(["shard-01-of-12", "shard-02-of-12"]);
  expect(shards.flatMap(({ customers }) => customers)).toHaveLength(50);
});

test("a run visits shards with customers, and those whose stack still has to forget some", () => {
  const shards = [shard(1), shard(2, 0), shard(3, 0), shard(4, 0)];
  const known = [
    { name: "shard-2-of-4", resourceCount: 3 },
    { name: "acme/fleet/shard-3-of-4", resourceCount: 0 },
    { name: "shard-4-of-4" },
  ];
  expect(stacksOf(toVisit(shards, known, {}))).toEqual(["shard-1-of-4", "shard-2-of-4"]);
  expect(stacksOf(toVisit(shards, known, { holding: true }))).toEqual(["shard-2-of-4"]);
});

test("a run can be held to some shards, or to one part of them", () => {
  const shards = [1, 2, 3, 4].map((number) => shard(number));
  expect(stacksOf(toVisit(shards, [], { only: [2, 4] }))).toEqual(["shard-2-of-4", "shard-4-of-4"]);
  expect(stacksOf(toVisit(shards, [], { part: { part: 1, parts: 3 } }))).toEqual(["shard-1-of-4", "shard-4-of-4"]);
});

test("another number of shards is refused while the stacks of the old one hold customers, with the way out", () => {
  const known = [
    { name: "acme/fleet/shard-1-of-4", resourceCount: 3 },
    { name: "dev", resourceCount: 9 },
  ];
  expect(movedCustomers(known, 8)).toMatch(
    /says 8 shards, but 1 stacks of a fleet of 4 hold customers \(shard-1-of-4 is one\)[\s\S]*"partnercenter fleet destroy" with 4/,
  );
  expect(movedCustomers(known, 8)).toContain("What it lists no longer would be asked for again");
  expect(movedCustomers(known, 4)).toBeUndefined();
  expect(movedCustomers([{ name: "shard-1-of-4", resourceCount: 0 }, { name: "shard-2-of-4" }], 8)).toBeUndefined();
});

test("what is named must be shards that exist", () => {
  expect(unknownShards("--only", [1, 4, 5], 4)).toEqual(["--only: there is no shard 5, fleet.json says 4"]);
  expect(unknownShards("--unlock", undefined, 4)).toEqual([]);
});

test("the shares of a ceiling never add up to more than it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 64 }), (ceiling, processes) => {
      const share = shareOf(ceiling, processes);
      if (share === undefined) expect(ceiling).toBeLessThan(processes);
      else {
        expect(share).toBeGreaterThanOrEqual(1);
        expect(share * processes).toBeLessThanOrEqual(ceiling);
        if (share < 6000) expect((share + 1) * processes).toBeGreaterThan(ceiling);
      }
    }),
  );
});
