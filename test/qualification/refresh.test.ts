import { PartnerCenterError, type ProblemKind } from "../../provider/errors";
import { refresh } from "../../provider/qualification/refresh";
import { readState } from "../../provider/services/stateFormat";
import { flat } from "../support/flatState";
import { contract2018, customerId, PartnerCenterModel, RecordedDiagnostics } from "../support/partnerCenterModel";

const tracked = { customerId, qualification: "Education" };
const inReview = {
  ...tracked,
  educationSegment: "K12",
  website: "new.contoso.edu",
  vettingStatus: "InReview",
  vettingCreateDate: "2026-11-01T00:00:00Z",
  approved: false,
  // As release 0.1.0 wrote it: the evidence in clear.
  lastSubmission: { requestId: "r", correlationId: "c", number: 1, educationSegment: "K12", website: "contoso.edu" },
};
/** The same in today's form. */
const lastSubmission = { requestId: "r", correlationId: "c", number: 1 };
const __sent = expect.stringMatching(/^3[\w-]{12}$/);

function setUp(model = new PartnerCenterModel()) {
  const diagnostics = new RecordedDiagnostics();
  const run = async (known: object | undefined, id = tracked, unreadable: "warn" | "fail" = "warn", service?: string) => {
    const state = await refresh(id, known && readState(known as Record<string, unknown>), {
      partnerCenter: model,
      diagnostics,
      unreadable,
      service,
    });
    return state && flat(state);
  };
  return { model, diagnostics, run };
}

test("takes the live status, and keeps what was declared", async () => {
  const { model, run } = setUp();
  model.live = [{ qualification: "Education", vettingStatus: "Approved" }];
  const { vettingCreateDate: _, ...rest } = inReview;
  expect(await run(inReview)).toEqual({ ...rest, vettingStatus: "Approved", approved: true, lastSubmission, __sent });
});

test("tells a denial with its reason, what was declared but never sent, and the way on", async () => {
  const { model, diagnostics, run } = setUp();
  model.live = [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" }];
  await run(inReview);
  expect(diagnostics.warnings).toEqual([
    expect.stringMatching(
      /was denied: Not an Academic Domain\. What is declared as educationSegment and website was sent by no request on record\. Correct the customer's data/,
    ),
  ]);
});

test("calls what vanished NotListed, with a reason that does not change from run to run", async () => {
  const { run } = setUp();
  const once = await run(inReview);
  expect(once).toMatchObject({ qualification: "Education", vettingStatus: "NotListed", approved: false });
  expect(once?.["vettingReason"]).toContain("It was InReview.");
  expect(await run(once)).toEqual(once);
});

test("takes the live status again when an entry returns", async () => {
  const { model, run } = setUp();
  const gone = await run(inReview);
  model.live = [{ qualification: "Education", vettingStatus: "Approved" }];
  const back = await run(gone);
  expect(back).toMatchObject({ vettingStatus: "Approved", approved: true });
  expect(back).not.toHaveProperty("vettingReason");
});

test("shows the live kind that excludes the declared one", async () => {
  const { model, diagnostics, run } = setUp();
  model.live = [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }];
  const state = await run(inReview);
  expect(state).toMatchObject({ qualification: "GovernmentCommunityCloud", vettingStatus: "NotListed", approved: false });
  expect(diagnostics.warnings).toEqual([
    expect.stringContaining("The customer is now GovernmentCommunityCloud, which cannot be combined with it"),
  ]);
});

test("shows a vanished state-owned entity as None", async () => {
  const { run } = setUp();
  const known = { customerId, qualification: "StateOwnedEntity", approved: true };
  expect(await run(known, { customerId, qualification: "StateOwnedEntity" })).toEqual({
    customerId,
    qualification: "None",
    approved: false,
  });
});

test("reads Nonprofit for a get, and None where a known customer has nothing", async () => {
  const { model, run } = setUp();
  expect(await run(undefined)).toEqual({ customerId, qualification: "None", approved: false });
  model.live = [{ qualification: "Nonprofit" }];
  expect(await run(undefined, { customerId, qualification: "Nonprofit" })).toEqual({
    customerId,
    qualification: "Nonprofit",
    approved: true,
  });
});

test("says nothing of vetting under contract 2018-09", async () => {
  const { model, run } = setUp(new PartnerCenterModel(contract2018));
  model.live = [{ qualification: "Education" }];
  expect(await run({ ...tracked, educationSegment: "K12" })).toEqual({ ...tracked, educationSegment: "K12" });
});

describe("a customer that cannot be read", () => {
  const failing = (kind: ProblemKind) => {
    const all = setUp();
    all.model.failure = new PartnerCenterError("It did not work.", { kind });
    return all;
  };

  test.each<ProblemKind>(["customerUnreadable", "refused", "unavailable", "throttled"])(
    "keeps what is known of it, with one warning (%s)",
    async (kind) => {
      const { diagnostics, run } = failing(kind);
      expect(await run(inReview)).toEqual({ ...inReview, lastSubmission, __sent });
      expect(diagnostics.warnings).toEqual([expect.stringContaining("could not be read; what is known of it stays in the state")]);
    },
  );

  test("is an error under `unreadable: fail`, and for a get", async () => {
    const { run } = failing("unavailable");
    await expect(run(inReview, tracked, "fail")).rejects.toThrow("It did not work.");
    await expect(run(undefined)).rejects.toThrow("It did not work.");
  });

  test.each<ProblemKind>(["authentication", "mfa", "appOnly", "notPartnerCenter", "unreachable", "configuration", "interrupted"])(
    "is an error for %s",
    async (kind) => {
      await expect(failing(kind).run(inReview)).rejects.toThrow("It did not work.");
    },
  );

  test("leaves the state only where Partner Center does not know the customer", async () => {
    const { diagnostics, run } = failing("customerUnknown");
    expect(await run(inReview)).toBeUndefined();
    expect(diagnostics.warnings).toEqual([expect.stringContaining("does not know this customer any more")]);
    await expect(failing("customerUnknown").run(undefined)).rejects.toThrow("It did not work.");
  });
});
