import fc from "fast-check";
import { divide, inPart, parseStackName, shardOf, stackName } from "../../../examples/fleet/sharding";

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
