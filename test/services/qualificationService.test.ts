import fc from "fast-check";
import { PartnerCenterError } from "../../provider/errors";
import type { Bag } from "../../provider/qualification/arguments";
import { createQualificationService, PartialUpdate } from "../../provider/services/qualificationService";
import { customerId } from "../support/partnerCenterModel";
import { serviceRuntime } from "../support/serviceRuntime";

const education = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };
const gcc = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" };
const id = `${customerId}/Education`;
const denied = { ...education, vettingStatus: "Denied", vettingReason: "No.", approved: false, __format: 1 };
const unlisted = { ...denied, vettingStatus: "NotListed" };

function setUp() {
  const all = serviceRuntime();
  return { ...all, service: createQualificationService(all.runtime) };
}

describe("two resources of one customer and kind", () => {
  test("with different evidence are refused, and both are named", async () => {
    const { service } = setUp();
    expect(await service.check({}, education, { name: "one" })).toEqual([]);
    expect(await service.check({}, { ...education, customerId: customerId.toUpperCase(), website: "other.edu" }, { name: "two" })).toEqual([
      expect.stringMatching(/declares Education for customer \S+ twice, here and in the resource 'one', with a different website;/),
    ]);
  });

  test.each([
    ["a segment", { educationSegment: "HigherEducation" }],
    ["a website that one of them lacks", { website: undefined }],
    ["a resubmit", { resubmit: "2" }],
  ])("are refused for %s, too", async (_, change) => {
    const { service } = setUp();
    await service.check({}, education, { name: "one" });
    expect(await service.check({}, { ...education, ...change }, { name: "two" })).toHaveLength(1);
  });

  test("with the same evidence in another writing pass", async () => {
    const { service } = setUp();
    await service.check({}, education, { name: "one" });
    expect(await service.check({}, { ...education, website: "https://CONTOSO.edu/" }, { name: "two" })).toEqual([]);
  });

  test("that are in the state as they are stay accepted, and are refused as soon as one of them changes", async () => {
    const other = { ...education, website: "other.edu" };
    const old = setUp().service;
    expect(await old.check(education, education, { name: "one" })).toEqual([]);
    expect(await old.check(other, other, { name: "two" })).toEqual([]);
    const changed = setUp().service;
    await changed.check(education, { ...education, website: "new.edu" }, { name: "one" });
    expect(await changed.check(other, other, { name: "two" })).toHaveLength(1);
  });

  test("of kinds that exclude each other are refused, and GovernmentCommunityCloud is not called irreversible where it is refused", async () => {
    const { service, diagnostics } = setUp();
    await service.check({}, education, { name: "school" });
    expect(await service.check({}, gcc, { name: "office" })).toEqual([
      expect.stringMatching(/already in the resource 'school'.*cannot be combined/),
    ]);
    expect(diagnostics.warnings.join()).not.toContain("cannot be undone");
  });

  test("a resource that is replaced is checked twice, and is no other one", async () => {
    const { service } = setUp();
    const changed = { ...education, website: "new.edu" };
    expect(await service.check(education, changed, { name: "one" })).toEqual([]);
    expect(await service.check({}, changed, { name: "one" })).toEqual([]);
  });
});

describe("a new resource", () => {
  test("may be an old one under a new name: that is said before any request, once", async () => {
    const { service, diagnostics } = setUp();
    await service.check({}, education, {});
    await service.check({}, { ...gcc, customerId: "11111111-2222-4333-8444-555555555555" }, {});
    const infos = diagnostics.messages.filter(({ severity }) => severity === "info").map(({ message }) => message);
    expect(new Set(infos)).toEqual(
      new Set([expect.stringMatching(/renamed or moved without an alias.*spends another of its three requests/)]),
    );
    await service.check(education, education, {});
    expect(diagnostics.messages.filter(({ severity }) => severity === "info")).toHaveLength(infos.length);
  });

  test("names no customer with a GUID of zeros", async () => {
    expect(await setUp().service.check({}, { ...education, customerId: "00000000-0000-0000-0000-000000000000" }, {})).toEqual([
      expect.stringContaining("GUID of zeros"),
    ]);
  });

  test("foresees what a create would do: adopt with its state, ask as request 1, or refuse", async () => {
    const { service, model } = setUp();
    expect(await service.foresee(education, {})).toEqual({ action: "submit", id, number: 1 });
    model.live = [{ qualification: "Education", vettingStatus: "Approved" }];
    expect(await service.foresee(education, {})).toMatchObject({
      action: "adopt",
      id,
      state: { vettingStatus: "Approved", approved: true },
    });
    model.live = [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }];
    await expect(service.foresee(education, {})).rejects.toThrow(/is refused\. Education and GovernmentCommunityCloud cannot be combined/);
    expect(model.submissions).toEqual([]);
  });
});

describe("a forced replacement, which comes as a diff and a create", () => {
  test("of what is listed no longer sends nothing by itself", async () => {
    const { service, model, diagnostics } = setUp();
    await service.compare(id, unlisted, education, {});
    const { state } = await service.create(education, {});
    expect(state["vettingStatus"]).toBe("NotListed");
    expect(model.submissions).toEqual([]);
    expect(diagnostics.warnings.join()).toContain("is no longer listed");
  });

  test("of a denial does what its preview says: request 2 for new evidence, and the count goes on", async () => {
    const { service, model, diagnostics } = setUp();
    model.live = [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "No." }];
    const news = { ...education, website: "new.edu" };
    const known = { ...denied, lastSubmission: { requestId: "r", correlationId: "c", number: 1 } };
    await service.check(education, news, {});
    await service.compare(id, known, news, {});
    expect(diagnostics.warnings.join()).toContain("This is at least request 2 of the 3");
    const { state } = await service.create(news, {});
    expect(model.submissions).toHaveLength(1);
    expect(state).toMatchObject({ vettingStatus: "InReview", lastSubmission: { number: 2 } });
  });
});

describe("a state", () => {
  test("has null for every output that is absent, so that no preview shows it as unknown", async () => {
    const { service } = setUp();
    const { state } = await service.create({ customerId, qualification: "StateOwnedEntity" }, {});
    expect(state).toMatchObject({ vettingStatus: null, vettingReason: null, vettingCreateDate: null, approved: true });
  });

  test("keeps no text of the evidence but the arguments themselves", async () => {
    const { service } = setUp();
    const { state } = await service.create(education, {});
    const { educationSegment: _, website: __, ...rest } = state;
    expect(JSON.stringify(rest)).not.toMatch(/K12|contoso\.edu/);
  });

  test("that knows of a denial stays, though Partner Center says that it does not know the customer", async () => {
    for (const known of [denied, unlisted]) {
      const { service, model, diagnostics } = setUp();
      model.failure = new PartnerCenterError("No such customer.", { kind: "customerUnknown" });
      expect((await service.read(id, known, {}))?.state).toMatchObject({ vettingStatus: known.vettingStatus });
      expect(diagnostics.warnings).toEqual([expect.stringMatching(/does not know this customer.*pulumi state delete/)]);
    }
  });

  test("that speaks of the emulator is not taken for Microsoft's", async () => {
    const { service, runtime, diagnostics, model } = setUp();
    const { state } = await service.create(education, {});
    expect(state["__service"]).toBe("emulator");
    runtime.configure(
      (key) =>
        ({
          tenantId: "11111111-2222-4333-8444-555555555555",
          clientId: "11111111-2222-4333-8444-555555555556",
          clientSecret: "s",
          refreshToken: "r",
        })[key],
    );
    model.live = [];
    const read = await service.read(id, state, {});
    expect(read?.state).toMatchObject({ qualification: "None", vettingStatus: null, lastSubmission: null });
    expect(read?.state).not.toHaveProperty("__service");
    expect(diagnostics.warnings).toEqual([
      expect.stringMatching(/speaks of an emulator, and the configuration now names Microsoft's own service/),
    ]);
  });

  test("of a predecessor under an alias gets a sentence that helps", async () => {
    await expect(setUp().service.compare("own-1", education, education, {})).rejects.toThrow(
      /made by another provider.*alias.*declared anew/,
    );
  });

  test("says of a read whether Partner Center lists the qualification that the id names", async () => {
    const { service, model } = setUp();
    expect((await service.read(id, undefined, {}))?.listed).toBe(false);
    expect((await service.read(`${customerId}/None`, undefined, {}))?.listed).toBe(false);
    model.live = [{ qualification: "Education", vettingStatus: "InReview" }];
    expect((await service.read(id, undefined, {}))?.listed).toBe(true);
  });
});

test("an update that the service refuses is partial: the state goes on and counts", async () => {
  const { service, model } = setUp();
  model.live = [{ qualification: "Education", vettingStatus: "Denied" }];
  model.answer = async () => {
    throw new PartnerCenterError("It said no.", { kind: "refused", fate: "refused" });
  };
  const error: unknown = await service.update(id, denied, { ...education, website: "b.edu" }, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PartialUpdate);
  expect((error as PartialUpdate).state).toMatchObject({ website: "contoso.edu", vettingStatus: "Denied", __refusals: 1 });
});

test("no problem, warning or error shows the value of an argument, whatever the program keeps secret", async () => {
  const live = fc.constantFrom<readonly object[]>(
    [],
    [{ qualification: "Education", vettingStatus: "InReview" }],
    [{ qualification: "Education", vettingStatus: "Denied" }],
    [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }],
  );
  const secret = (key: string): fc.Arbitrary<string> =>
    fc.constantFrom(`hush${key}`, `hush${key}.edu`, `https://hush${key}.edu/Path`, `hush ${key}`);
  const hidden = ["educationSegment", "website", "validationCode", "resubmit", "expectedDomain"] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.record(Object.fromEntries(hidden.map((key) => [key, secret(key)])), { requiredKeys: [] }),
      fc.constantFrom("Education", "GovernmentCommunityCloud"),
      fc.constantFrom(customerId, "hushCustomer"),
      live,
      async (evidence, qualification, customer, entries) => {
        const { service, model, diagnostics } = setUp();
        model.live = entries as never;
        model.customers = [{ id: customerId, domain: "contoso.onmicrosoft.com" }];
        const news: Bag = { customerId: customer, qualification, ...evidence };
        const state: Bag = { ...denied, vettingStatus: "Denied" };
        const said: string[] = [];
        const note = (value: unknown): void =>
          void said.push(value instanceof Error ? `${value.message} ${value.stack}` : JSON.stringify(value));
        for (const call of [
          () => service.check({}, news, {}),
          () => service.check(education, { ...news, webiste: "hushStray" }, {}),
          () => service.compare(id, state, news, {}),
          () => service.create(news, {}).then(() => undefined),
          () => service.update(id, state, news, {}).then(() => undefined),
          () => service.read(id, { ...state, ...evidence }, {}).then(() => undefined),
          () => service.forget(id, state, {}),
        ]) {
          await call().then(note, note);
        }
        said.push(...diagnostics.messages.map(({ message }) => message));
        // A customer's id is part of the resource's id, which no program can keep secret.
        expect(said.join("\n").replaceAll(customer === customerId ? "" : customer.toLowerCase(), "")).not.toMatch(/hush(?!customer)/);
      },
    ),
    { numRuns: 200 },
  );
});
