import { keepNotListed, notListedIn } from "../../../cli/fleet/runShard";

const type = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";
const resource = (name: string, vettingStatus: string, kind = type) => ({
  urn: `urn:pulumi:shard-1-of-4::fleet::${kind}::${name}`,
  type: kind,
  outputs: { customerId: `id-${name}`, vettingStatus },
});

test("qualifications that are listed no longer are named, others are not", () => {
  const resources = [
    { urn: "urn:pulumi:s::p::pulumi:pulumi:Stack::s", type: "pulumi:pulumi:Stack" },
    resource("a", "InReview"),
    resource("b", "NotListed"),
    resource("c", "NotListed", "other:Thing"),
  ];
  expect(notListedIn({ resources })).toEqual(["b (id-b)"]);
});

test("an empty stack has none", () => {
  expect(notListedIn({})).toEqual([]);
  expect(notListedIn(null)).toEqual([]);
});

test("what is said names them, what it would cost, and the way out", () => {
  expect(keepNotListed(["b (id-b)"])).toMatch(/does not list b \(id-b\).*one of a customer's three requests.*--forget-notlisted/);
});
