import { type DynamicProvider, startDynamicProvider, UNKNOWN } from "./support/dynamicProvider";
import { eventually } from "./support/eventually";
import { contoso, education, fabrikam, government, inWorld, nobody, stateOwned, warnings } from "./support/world";

/** `check` and `diff`, as a preview asks them. They may not need anything: no credentials, no network. */
let provider: DynamicProvider;
beforeEach(async () => {
  provider = await startDynamicProvider();
});
afterEach(() => provider.stop());

const reasons = async (news: object, olds = {}): Promise<string[]> => {
  const { failures } = await provider.check(olds, { ...news });
  expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
  return failures.map(({ reason }) => reason);
};
const state = (declared: object, seen: object = { vettingStatus: "InReview", approved: false }): Record<string, unknown> => ({
  ...declared,
  ...seen,
  __format: 1,
});

describe("check", () => {
  test("tells all problems at once, none of them under a property", async () => {
    expect(
      await reasons({ customerId: "contoso", qualification: "Education", websit: "x", website: "not a host", validationCode: "1" }),
    ).toEqual([
      "websit: no such argument; did you mean website?",
      expect.stringMatching(/^customerId: is not a GUID; take the customer's Microsoft ID from Partner Center/),
      expect.stringMatching(/^website: must be a host name such as contoso\.edu/),
      expect.stringMatching(/^educationSegment: is required for Education/),
      expect.stringMatching(/^validationCode: belongs to GovernmentCommunityCloud only/),
    ]);
  });

  test("passes its inputs through as they are", async () => {
    const { inputs, failures } = await provider.check({}, { ...education, website: "HTTPS://Contoso.edu/" });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...education, website: "HTTPS://Contoso.edu/" });
  });

  test.each([
    ["None", /None cannot be set through Partner Center/],
    ["Nonprofit", /Nonprofit cannot be set through Partner Center/],
    ["Educaton", /qualification: is not one of Education, GovernmentCommunityCloud, StateOwnedEntity; did you mean Education\?/],
    ["education", /qualification: is not one of Education.*; did you mean Education\?/],
  ])("refuses %s", async (qualification, reason) => {
    expect((await reasons({ customerId: contoso, qualification }))[0]).toMatch(reason);
  });

  test("does not judge what is unknown in a preview", async () => {
    expect(await reasons({ ...education, customerId: UNKNOWN, website: UNKNOWN })).toEqual([]);
    expect(await reasons({ customerId: UNKNOWN, qualification: UNKNOWN, validationCode: UNKNOWN })).toEqual([]);
    expect(await reasons({ ...government, validationCode: UNKNOWN, website: UNKNOWN })).toEqual([
      expect.stringMatching(/^website: belongs to Education only/),
    ]);
  });

  test("refuses Education and GovernmentCommunityCloud for one customer in one program", async () => {
    expect(await reasons(education)).toEqual([]);
    expect(await reasons(stateOwned)).toEqual([]);
    expect(await reasons({ ...government, customerId: fabrikam })).toEqual([]);
    expect(await reasons({ ...government, customerId: contoso.toUpperCase() })).toEqual([
      expect.stringMatching(/the program declares Education for customer .* already, and Education and GovernmentCommunityCloud cannot be/),
    ]);
  });

  test("never shows a validation code", async () => {
    expect((await reasons({ ...stateOwned, validationCode: "planted-code" })).join("\n")).not.toContain("planted-code");
    expect(JSON.stringify(provider.logs) + provider.stderr()).not.toContain("planted-code");
  });
});

describe("diff", () => {
  const id = `${contoso}/Education`;

  test("answers false where nothing that matters changed", async () => {
    const olds = state(education);
    const same = { changes: false, replaces: [], deleteBeforeReplace: false };
    expect(await provider.diff(id, olds, education)).toEqual(same);
    const spelled = { ...education, customerId: contoso.toUpperCase(), website: "https://Contoso.edu/" };
    expect(await provider.diff(id, olds, spelled)).toEqual(same);
  });

  test("leaves the comparison to the engine where something changed", async () => {
    expect(await provider.diff(id, state(education), { ...education, website: "www.contoso.edu" })).toEqual({
      changes: undefined,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  test("replaces for another customer, another kind, or where these are unknown; the new resource first", async () => {
    const diff = (news: object) => provider.diff(id, state(education), { ...education, ...news });
    expect(await diff({ customerId: fabrikam })).toEqual({ changes: undefined, replaces: ["customerId"], deleteBeforeReplace: false });
    expect(await diff({ customerId: UNKNOWN })).toMatchObject({ replaces: ["customerId"] });
    expect(await diff({ qualification: UNKNOWN })).toMatchObject({ replaces: ["qualification"] });
    expect(await provider.diff(id, state(education), stateOwned)).toMatchObject({ changes: undefined, replaces: ["qualification"] });
    expect(await diff({ website: UNKNOWN })).toMatchObject({ changes: undefined, replaces: [] });
  });

  test("refuses, with from and to, what check has passed; and only that, since a refresh compares too", async () => {
    const olds = state(education);
    const news = { ...government };
    expect(await provider.diff(id, olds, news)).toMatchObject({ replaces: ["qualification"] });

    expect(await reasons(news, education)).toEqual([]);
    await expect(provider.diff(id, olds, news)).rejects.toThrow(
      /is refused \(a change from Education to GovernmentCommunityCloud\)\. GovernmentCommunityCloud and Education cannot be combined on one customer/,
    );
    // What Pulumi prints of a throw beside its message.
    const printed = await eventually(provider.stderr, (text) => text !== "");
    expect(printed.trim()).toBe("pulumi-partnercenter: the resource's error says why");
  });

  test.each(["None", "Nonprofit"])("refuses a change to %s, with from and to", async (qualification) => {
    const news = { customerId: contoso, qualification };
    expect(await reasons(news, education)).toEqual([]);
    await expect(provider.diff(id, state(education), news)).rejects.toThrow(
      new RegExp(`is refused \\(a change from Education to ${qualification}\\)\\. ${qualification} cannot be set through Partner Center`),
    );
  });

  test("only warns of a refusal that Microsoft's side has caused", async () => {
    const olds = state({ ...education, qualification: "GovernmentCommunityCloud" }, { vettingStatus: "NotListed", approved: false });
    expect(await reasons(education, education)).toEqual([]);
    expect(await provider.diff(id, olds, education)).toMatchObject({ changes: undefined, replaces: [] });
    expect(warnings(provider)).toEqual([expect.stringMatching(/is refused\. Education and GovernmentCommunityCloud cannot be combined/)]);
  });

  test("says which of the three requests an update would spend, and refuses a fourth", async () => {
    const denied = (number: number) =>
      state(education, {
        vettingStatus: "Denied",
        vettingReason: "No",
        lastSubmission: { requestId: "r", correlationId: "c", number, educationSegment: "HigherEducation", website: "contoso.edu" },
      });
    const news = { ...education, website: "www.contoso.edu" };
    expect(await reasons(news, education)).toEqual([]);
    await provider.diff(id, denied(1), news);
    expect(warnings(provider)).toEqual([expect.stringContaining("This is at least request 2 of the 3 that a customer has in all")]);
    await expect(provider.diff(id, denied(3), news)).rejects.toThrow(/3 requests for Education are on record.*Open a support request/);
  });

  test("tells a denial in every run, once", async () => {
    const olds = state(education, { vettingStatus: "Denied", vettingReason: "Not an Academic Domain", approved: false });
    await provider.diff(id, olds, education);
    await provider.diff(id, olds, education);
    expect(provider.logs).toEqual([
      {
        severity: "warning",
        message: expect.stringMatching(
          /was denied: Not an Academic Domain\. What is declared as educationSegment and website was sent by no request on record\. Correct the customer's data/,
        ),
        urn: "",
        ephemeral: false,
      },
    ]);
  });
});

test("each run says once that it speaks to an emulator", () =>
  inWorld(async ({ provider, emulator }) => {
    await provider.check({}, education);
    await provider.check({}, { ...education, customerId: fabrikam });
    await provider.create(education);
    expect(provider.logs.filter(({ severity }) => severity !== "debug")).toEqual([
      {
        severity: "warning",
        message: `Speaking to the Partner Center emulator at ${emulator.url}: nothing reaches Microsoft.`,
        urn: "",
        ephemeral: false,
      },
      {
        severity: "info",
        message: expect.stringMatching(/^This program has new qualifications\. .*spends another of its three/),
        urn: "",
        ephemeral: false,
      },
    ]);
  }));

test("a new GovernmentCommunityCloud is warned of as irreversible", async () => {
  await provider.check({}, government);
  await provider.check(government, government);
  expect(warnings(provider)).toEqual([
    expect.stringMatching(/GovernmentCommunityCloud cannot be undone, and limits the customer to GCC offers/),
  ]);
});

test("an id that is none is told with an example", async () => {
  await expect(provider.diff("contoso", {}, education)).rejects.toThrow(/"contoso" is not the id of a customer qualification\. Use/);
  await expect(provider.diff(`${nobody}/`, {}, education)).rejects.toThrow(/is not the id of a customer qualification/);
});
