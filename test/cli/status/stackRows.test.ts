import { rowsNow } from "../../../cli/status/live";
import { stackRows } from "../../../cli/status/stackRows";
import type { PartnerCenter } from "../../../provider/qualification/partnerCenterPort";
import { customer, exportOf, qualification } from "../support/stack";

const rows = (...resources: object[]) => stackRows(exportOf(resources))?.rows.map(({ row }) => row);

test("what the state knows of a request", () => {
  const lastSubmission = { requestId: "r", correlationId: "c", number: 2 };
  const outputs = {
    vettingStatus: "Denied",
    vettingReason: "Not an Education Customer",
    vettingCreateDate: "2026-11-01T08:00:00Z",
    lastSubmission,
  };
  expect(stackRows(exportOf([qualification("contoso", customer(1), outputs)]))).toMatchObject({
    stack: "prod",
    writtenAt: "2026-11-20T14:03:59.123Z",
  });
  expect(rows(qualification("contoso", customer(1), outputs))).toEqual([
    {
      name: "contoso",
      customerId: customer(1),
      qualification: "Education",
      status: "Denied",
      note: "Not an Education Customer",
      requestedAt: "2026-11-01T08:00:00Z",
      requestsUsed: 2,
    },
  ]);
});

test("what nothing is vetted of is in effect, and what is gone is none", () => {
  expect(
    rows(
      qualification("a", customer(1), { qualification: "StateOwnedEntity", approved: true }),
      qualification("b", customer(2), { qualification: "None", approved: false }, { id: `${customer(2)}/StateOwnedEntity` }),
    )?.map(({ status, qualification }) => [qualification, status]),
  ).toEqual([
    ["StateOwnedEntity", "InEffect"],
    ["StateOwnedEntity", "None"],
  ]);
});

test("another kind that the customer has now does not hide what is tracked", () => {
  const outputs = { qualification: "GovernmentCommunityCloud", vettingStatus: "NotListed" };
  expect(rows(qualification("a", customer(1), outputs, { id: `${customer(1)}/Education` }))).toMatchObject([
    { qualification: "Education", status: "NotListed" },
  ]);
});

test("names may hold anything, and parents are part of the type", () => {
  const urn = "urn:pulumi:prod::schools::my:Onboarding$pulumi-nodejs:dynamic/partnercenter:CustomerQualification::a::b";
  expect(rows(qualification("x", customer(1), {}, { urn }))).toMatchObject([{ name: "a::b" }]);
});

test("secret arguments are known by the id, and a secret status is not guessed", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
  const id = `${customer(1)}/Education`;
  expect(
    rows(
      qualification(
        "a",
        customer(1),
        { customerId: secret, qualification: secret, validationCode: secret, vettingStatus: "Approved" },
        { id },
      ),
      qualification("b", customer(1), { vettingStatus: secret }),
    ),
  ).toMatchObject([
    { customerId: customer(1), qualification: "Education", status: "Approved" },
    { status: "Unreadable", note: "vettingStatus is a secret in the state" },
  ]);
});

test("other resources, and those that wait for their deletion, are left out", () => {
  expect(rows({ urn: "urn:pulumi:prod::schools::x::y", type: "x" }, qualification("a", customer(1), {}, { delete: true }))).toEqual([]);
});

test("a create that was cut off is told, since nobody knows how it ended", () => {
  const { id: _, outputs, ...resource } = qualification("a", customer(1), {}) as { id: string; outputs: object };
  const pending = [
    { type: "creating", resource: { ...resource, inputs: outputs } },
    { type: "updating", resource: qualification("b", customer(2), {}) },
  ];
  expect(stackRows(exportOf([], pending))?.rows.map(({ row }) => row)).toEqual([
    {
      name: "a",
      customerId: customer(1),
      qualification: "Education",
      status: "Unreadable",
      note: "a run was cut off while it created this; the next `pulumi up` looks before it acts",
    },
  ]);
});

test.each([
  ["no-such-id", "its id in the state, no-such-id, names no customer's qualification"],
  [undefined, "the state has no id of it"],
])("a resource whose id is %s is seen, as one that nobody can read", async (id, note) => {
  const found = stackRows(exportOf([qualification("a", customer(1), { vettingStatus: "Denied" }, { id })]));
  const row = { name: "a", customerId: "?", qualification: "?", status: "Unreadable", note };
  expect(found?.rows).toEqual([{ row }]);
  // Nor is anybody asked about it.
  expect(await rowsNow(found?.rows ?? [], {} as PartnerCenter)).toEqual([row]);
});

test("so is a create that was cut off and whose customer is a secret", () => {
  const { id: _, ...resource } = qualification("a", customer(1), {}) as { id: string };
  const pending = [{ type: "creating", resource: { ...resource, inputs: { customerId: { ciphertext: "v1:x" } } } }];
  expect(stackRows(exportOf([], pending))?.rows.map(({ row }) => row)).toMatchObject([
    { name: "a", customerId: "?", status: "Unreadable" },
  ]);
});

test("the program's own providers are known by name", () => {
  const provider = (name: string) => ({ provider: `urn:pulumi:prod::schools::pulumi:providers:pulumi-nodejs::${name}::1b4f` });
  const found = stackRows(
    exportOf(["default", "default_3_248_0", "fabrikam"].map((name, i) => qualification(name, customer(i), {}, provider(name)))),
  );
  expect(found?.rows.map((row) => row.provider)).toEqual([undefined, undefined, "fabrikam"]);
});

test.each([undefined, null, 1, [], {}, { deployment: 1 }])("%j is no state", (json) => {
  expect(stackRows(json)).toBeUndefined();
});

test("a new stack has no rows", () => {
  expect(stackRows({ version: 3, deployment: { manifest: {} } })).toEqual({ rows: [] });
});

test("a resource of the plugin is one of ours, of its default provider and of one of the program's own", () => {
  const type = "partnercenter:index:CustomerQualification";
  const ofPlugin = (name: string, number: number, provider: string) => {
    const urn = `urn:pulumi:prod::schools::${type}::${name}`;
    const plugin = { urn, type, provider: `urn:pulumi:prod::schools::pulumi:providers:partnercenter::${provider}::1b4f` };
    return qualification(name, customer(number), { vettingStatus: "Approved", expectedDomain: "contoso.edu" }, plugin);
  };
  const found = stackRows(exportOf([ofPlugin("a", 1, "default_0_2_0"), ofPlugin("b", 2, "europe"), qualification("c", customer(3), {})]));
  expect(found?.rows.map(({ row: { name, customerDomain }, provider }) => [name, customerDomain, provider])).toEqual([
    ["a", "contoso.edu", undefined],
    ["b", "contoso.edu", "europe"],
    ["c", undefined, undefined],
  ]);
});
