import fc from "fast-check";
import { type Bag, unknownValue } from "../../provider/qualification/arguments";
import type { ContractTraits } from "../../provider/qualification/partnerCenterPort";
import { createQualificationService } from "../../provider/services/qualificationService";
import { contract2018, contract2023, customerId } from "../support/partnerCenterModel";
import { serviceRuntime } from "../support/serviceRuntime";

/** What `check` says, in a process of its own. */
async function check(olds: object, news: object, contract: ContractTraits = contract2023) {
  const { runtime, diagnostics } = serviceRuntime({ contract });
  const problems = await createQualificationService(runtime).check(olds as Bag, news as Bag, {});
  return { problems, warnings: diagnostics.warnings };
}

const education = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu", __provider: "x" };
const gcc = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
const create = async (news: object, contract = contract2023) => (await check({}, news, contract)).problems;

test("passes what is right", async () => {
  expect(await create(education)).toEqual([]);
  expect(await create(gcc)).toEqual([]);
  expect(await create({ customerId, qualification: "StateOwnedEntity", resubmit: "1", expectedDomain: "contoso.onmicrosoft.com" })).toEqual(
    [],
  );
});

test("names all problems in one pass", async () => {
  expect(
    await create({
      customerId: "contoso",
      qualification: "Education",
      website: "not a host",
      validationCode: "1",
      expectedDomain: "x",
      websit: "y",
    }),
  ).toEqual([
    "websit: no such argument; did you mean website?",
    expect.stringMatching(/^customerId: is not a GUID; take the customer's Microsoft ID/),
    expect.stringMatching(/^website: must be a host name/),
    expect.stringMatching(/^expectedDomain: must be a domain/),
    "educationSegment: is required for Education; set it to K12 or HigherEducation",
    "validationCode: belongs to GovernmentCommunityCloud only; remove it for Education",
  ]);
});

test.each<[string, object, RegExp]>([
  ["nothing at all", {}, /customerId: is required/],
  ["a misspelt kind", { ...education, qualification: "Educaton" }, /qualification: is not one of Education.*did you mean Education\?/],
  [
    "a misspelt segment",
    { ...education, educationSegment: "K-12" },
    /educationSegment: is not one of K12, HigherEducation; did you mean K12\?/,
  ],
  ["None", { customerId, qualification: "None" }, /None cannot be set through Partner Center; declare/],
  ["Nonprofit", { customerId, qualification: "Nonprofit" }, /Nonprofit cannot be set/],
  ["GCC without a code", { customerId, qualification: "GovernmentCommunityCloud" }, /validationCode: is required/],
  ["GCC with an empty code", { ...gcc, validationCode: " " }, /validationCode: must not be empty/],
  ["GCC with a website", { ...gcc, website: "contoso.edu" }, /website: belongs to Education only/],
  [
    "a state-owned entity with a code",
    { customerId, qualification: "StateOwnedEntity", validationCode: "1" },
    /belongs to GovernmentCommunityCloud only/,
  ],
  ["a number for a text", { ...gcc, validationCode: 123456 }, /validationCode: must be a string/],
])("refuses %s", async (_, news, problem) => {
  expect((await create(news)).join("\n")).toMatch(problem);
});

test("never shows a code", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 6 }),
      fc.dictionary(fc.constantFrom("website", "educationSegment", "resubmit"), fc.constant("bad value")),
      async (code, more) => {
        const secret = `S3CRET${code}`;
        expect((await create({ ...gcc, ...more, qualification: "Education", validationCode: secret })).join("\n")).not.toContain(secret);
      },
    ),
  );
});

test("does not judge what is unknown yet", async () => {
  expect(
    await create({ customerId: unknownValue, qualification: unknownValue, website: "contoso.edu", validationCode: unknownValue }),
  ).toEqual([]);
  expect(await create({ ...education, educationSegment: unknownValue, customerId: unknownValue })).toEqual([]);
  expect(await create({ ...gcc, educationSegment: unknownValue })).toEqual([
    "educationSegment: belongs to Education only; remove it for GovernmentCommunityCloud",
  ]);
});

test("needs no segment under the older contracts", async () => {
  const { educationSegment: _, ...without } = education;
  expect(await create(without, contract2018)).toEqual([]);
});

describe("an old stack", () => {
  test("stays green where nothing changed, whatever today's rules say", async () => {
    const accepted = { customerId, qualification: "Education", validationCode: "1", website: "contoso.edu" };
    expect((await check(accepted, { ...accepted, resubmit: "2" })).problems).toEqual([]);
    expect((await check(accepted, { ...accepted, website: "www.contoso.edu" })).problems).toHaveLength(2);
  });

  test("stays green with ignoreChanges, where the engine feeds the live kind back", async () => {
    const drifted = { ...education, qualification: "GovernmentCommunityCloud" };
    expect((await check(drifted, drifted)).problems).toEqual([]);
    const vanished = { customerId, qualification: "None" };
    expect((await check(vanished, vanished)).problems).toEqual([]);
  });

  test("leaves a change to None to diff, which knows from what", async () => {
    expect((await check(education, { customerId, qualification: "None" })).problems).toEqual([]);
  });
});

test("warns of GCC on a create alone", async () => {
  expect((await check({}, gcc)).warnings).toEqual([expect.stringContaining("cannot be undone")]);
  expect((await check(gcc, gcc)).warnings).toEqual([]);
  expect((await check({}, education)).warnings).toEqual([]);
});
