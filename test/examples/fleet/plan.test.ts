import fc from "fast-check";
import { allShards, movedCustomers, shareOf, toVisit, unknownShards } from "../../../examples/fleet/plan";
import { customer, shard } from "./support";

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
    /says 8 shards, but 1 stacks of a fleet of 4 hold customers \(shard-1-of-4 is one\)[\s\S]*"fleet destroy" with 4/,
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
