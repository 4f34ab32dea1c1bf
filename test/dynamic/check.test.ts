import fc from "fast-check";
import { checkArguments } from "../../provider/dynamic/check";
import { unknownValue } from "../../provider/dynamic/unknowns";
import { contract2018, contract2023, customerId } from "../support/partnerCenterModel";

const education = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu", __provider: "x" };
const gcc = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
const create = (news: object, contract = contract2023) => checkArguments({}, news as Record<string, unknown>, contract).problems;

test("passes what is right", () => {
  expect(create(education)).toEqual([]);
  expect(create(gcc)).toEqual([]);
  expect(create({ customerId, qualification: "StateOwnedEntity", resubmit: "1", expectedDomain: "contoso.onmicrosoft.com" })).toEqual([]);
});

test("names all problems in one pass", () => {
  expect(
    create({
      customerId: "contoso",
      qualification: "Education",
      website: "not a host",
      validationCode: "1",
      expectedDomain: "x",
      websit: "y",
    }),
  ).toEqual([
    "websit: no such argument; did you mean website?",
    expect.stringMatching(/^customerId: "contoso" is not a GUID; take the customer's Microsoft ID/),
    expect.stringMatching(/^website: must be a host name/),
    expect.stringMatching(/^expectedDomain: must be a domain/),
    "educationSegment: is required for Education; set it to K12 or HigherEducation",
    "validationCode: belongs to GovernmentCommunityCloud only; remove it for Education",
  ]);
});

test.each<[string, object, RegExp]>([
  ["nothing at all", {}, /customerId: is required/],
  ["a misspelt kind", { ...education, qualification: "Educaton" }, /"Educaton" is not one of Education.*did you mean Education\?/],
  ["a misspelt segment", { ...education, educationSegment: "K-12" }, /"K-12" is not one of K12, HigherEducation; did you mean K12\?/],
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
])("refuses %s", (_, news, problem) => {
  expect(create(news).join("\n")).toMatch(problem);
});

test("never shows a code", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 6 }),
      fc.dictionary(fc.constantFrom("website", "educationSegment", "resubmit"), fc.constant("bad value")),
      (code, more) => {
        const secret = `S3CRET${code}`;
        expect(create({ ...gcc, ...more, qualification: "Education", validationCode: secret }).join("\n")).not.toContain(secret);
      },
    ),
  );
});

test("does not judge what is unknown yet", () => {
  expect(create({ customerId: unknownValue, qualification: unknownValue, website: "contoso.edu", validationCode: unknownValue })).toEqual(
    [],
  );
  expect(create({ ...education, educationSegment: unknownValue, customerId: unknownValue })).toEqual([]);
  expect(create({ ...gcc, educationSegment: unknownValue })).toEqual([
    "educationSegment: belongs to Education only; remove it for GovernmentCommunityCloud",
  ]);
});

test("needs no segment under the older contracts", () => {
  const { educationSegment: _, ...without } = education;
  expect(create(without, contract2018)).toEqual([]);
});

describe("an old stack", () => {
  test("stays green where nothing changed, whatever today's rules say", () => {
    const accepted = { customerId, qualification: "Education", validationCode: "1", website: "contoso.edu" };
    expect(checkArguments(accepted, { ...accepted, resubmit: "2" }, contract2023).problems).toEqual([]);
    expect(checkArguments(accepted, { ...accepted, website: "www.contoso.edu" }, contract2023).problems).toHaveLength(2);
  });

  test("stays green with ignoreChanges, where the engine feeds the live kind back", () => {
    const drifted = { ...education, qualification: "GovernmentCommunityCloud" };
    expect(checkArguments(drifted, drifted, contract2023).problems).toEqual([]);
    const vanished = { customerId, qualification: "None" };
    expect(checkArguments(vanished, vanished, contract2023).problems).toEqual([]);
  });

  test("leaves a change to None to diff, which knows from what", () => {
    expect(checkArguments(education, { customerId, qualification: "None" }, contract2023).problems).toEqual([]);
  });
});

test("warns of GCC on a create alone", () => {
  expect(checkArguments({}, gcc, contract2023).warnings).toEqual([expect.stringContaining("cannot be undone")]);
  expect(checkArguments(gcc, gcc, contract2023).warnings).toEqual([]);
  expect(checkArguments({}, education, contract2023).warnings).toEqual([]);
});
