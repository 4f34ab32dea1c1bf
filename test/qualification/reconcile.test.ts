import { PartnerCenterError } from "../../provider/errors";
import { type QualificationInputs, readWish } from "../../provider/qualification/arguments";
import type { QualificationEntry } from "../../provider/qualification/model";
import { RefusedUpdate, reconcile } from "../../provider/qualification/reconcile";

import { readState } from "../../provider/services/stateFormat";
import { flat } from "../support/flatState";
import { contract2018, customerId, PartnerCenterModel, RecordedDiagnostics } from "../support/partnerCenterModel";

const education: QualificationInputs = {
  customerId,
  qualification: "Education",
  educationSegment: "HigherEducation",
  website: "contoso.edu",
};
const denied: QualificationEntry = {
  qualification: "Education",
  vettingStatus: "Denied",
  vettingReason: "Not an Academic Domain",
  vettingCreateDate: "2026-11-01T00:00:00Z",
};
const deniedState = {
  ...education,
  vettingStatus: "Denied",
  vettingReason: "Not an Academic Domain",
  vettingCreateDate: "2026-11-01T00:00:00Z",
  approved: false,
  lastSubmission: { requestId: "r", correlationId: "c", number: 1 },
  __sent: "3digest",
};

interface FlatState extends Record<string, unknown> {
  readonly lastSubmission?: { readonly requestId: string };
  readonly vettingStatus?: string;
  readonly website?: string;
}

function setUp(model = new PartnerCenterModel()) {
  const diagnostics = new RecordedDiagnostics();
  const run = async (inputs: QualificationInputs, known?: object, readOnly = false): Promise<FlatState> => {
    const before = known && readState(known as Record<string, unknown>);
    return flat(await reconcile(readWish({ ...inputs }), before, { partnerCenter: model, diagnostics, readOnly, pepper: "pepper" }));
  };
  return { model, diagnostics, run };
}

describe("create", () => {
  test("asks for a qualification once and records what was sent, without the code", async () => {
    const { model, run } = setUp();
    model.codes = [{ validationId: "123456", remainingCreates: 4 }];
    const state = await run({ customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" });
    expect(model.submissions).toHaveLength(1);
    expect(state).toMatchObject({ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved", approved: true });
    expect(state.lastSubmission).toEqual({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      correlationId: expect.any(String),
      number: 1,
    });
  });

  test("sends the customer id in lower case and the website without its scheme", async () => {
    const { model, run } = setUp();
    await run({ ...education, customerId: customerId.toUpperCase(), website: "https://Contoso.edu/" });
    expect(model.submissions[0]).toMatchObject({ customerId, website: "contoso.edu" });
  });

  test("adopts what is in review without a request, and says what it did not send", async () => {
    const { model, diagnostics, run } = setUp();
    model.live = [{ qualification: "Education", vettingStatus: "InReview" }];
    const state = await run(education);
    expect(model.submissions).toEqual([]);
    expect(state).toMatchObject({ vettingStatus: "InReview", approved: false });
    expect(state.lastSubmission).toBeUndefined();
    expect(diagnostics.warnings).toEqual([
      expect.stringMatching(/is InReview already: it was adopted, and nothing was sent to Microsoft, educationSegment and website neither/),
    ]);
  });

  test("adopts a denial, and says how to ask again", async () => {
    const { model, diagnostics, run } = setUp();
    model.live = [denied];
    expect(await run({ ...education, resubmit: "now" })).toMatchObject({ vettingStatus: "Denied", approved: false });
    expect(model.submissions).toEqual([]);
    expect(diagnostics.warnings).toEqual([expect.stringMatching(/was denied: Not an Academic Domain.*resubmit to ask again/)]);
  });

  test("refuses what cannot be combined, before any request", async () => {
    const { model, run } = setUp();
    model.live = [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }];
    await expect(run(education)).rejects.toThrow(/cannot be combined.*declare GovernmentCommunityCloud/);
    expect(model.submissions).toEqual([]);
  });

  test("says in read-only mode what would have been sent, without the code", async () => {
    const { model, run } = setUp();
    const refused = run({ customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" }, undefined, true);
    await expect(refused).rejects.toThrow(/GovernmentCommunityCloud would have been asked for with validationCode.*nothing was sent/);
    await expect(refused).rejects.not.toThrow(/123456/);
    expect(model.submissions).toEqual([]);
  });

  test("keeps the bare kind where an accepted answer could not be understood, and claims no approval", async () => {
    const { model, run } = setUp();
    model.answer = async () => undefined;
    const state = await run(education);
    expect(state).toMatchObject({ qualification: "Education", approved: false });
    expect(state.vettingStatus).toBeUndefined();
  });

  test("claims nothing about approval under contract 2018-09", async () => {
    const { run } = setUp(new PartnerCenterModel(contract2018));
    expect(await run(education)).not.toHaveProperty("approved");
  });
});

describe("a create that is refused", () => {
  const gcc = (validationCode: string): QualificationInputs => ({ customerId, qualification: "GovernmentCommunityCloud", validationCode });
  const refuse = async (): Promise<never> => {
    throw new PartnerCenterError("The code is wrong.", { kind: "refused", fate: "refused" });
  };

  test("names the way to another request id", async () => {
    const { model, run } = setUp();
    model.answer = refuse;
    await expect(run(gcc("111111"))).rejects.toThrow(/The code is wrong\. .*set resubmit to a new text/);
    model.answer = undefined;
    await run({ ...gcc("111111"), resubmit: "again" });
    expect(model.submissions[1]?.requestId).not.toBe(model.submissions[0]?.requestId);
  });

  test("has another request id with another code, in any process", async () => {
    const ids = [];
    for (const code of ["111111", "222222", "111111"]) {
      const { model, run } = setUp();
      await run(gcc(code));
      ids.push(model.submissions[0]?.requestId);
    }
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids[0]).toBe(ids[2]);
  });
});

describe("the guards before a request", () => {
  const gcc: QualificationInputs = { customerId, qualification: "GovernmentCommunityCloud", validationCode: "123456" };

  test("refuse a code with no customers left", async () => {
    const { model, run } = setUp();
    model.codes = [{ validationId: "123456", remainingCreates: 0 }];
    await expect(run(gcc)).rejects.toThrow(/no remaining customers/);
    expect(model.submissions).toEqual([]);
  });

  test("warn of a code that is not listed, and go on", async () => {
    const { model, diagnostics, run } = setUp();
    await run(gcc);
    expect(diagnostics.warnings).toEqual([expect.stringContaining("not among the codes")]);
    expect(model.submissions).toHaveLength(1);
  });

  test("warn where the codes cannot be looked up, and go on", async () => {
    const { model, diagnostics, run } = setUp();
    model.validationCodes = async () => {
      throw new PartnerCenterError("It did not answer.", { kind: "unavailable" });
    };
    await run(gcc);
    expect(diagnostics.warnings).toEqual([expect.stringContaining("could not be looked up")]);
    expect(model.submissions).toHaveLength(1);
  });

  test("refuse a customer with another domain", async () => {
    const { model, run } = setUp();
    model.customers = [{ id: customerId, domain: "fabrikam.onmicrosoft.com" }];
    await expect(run({ ...education, expectedDomain: "contoso.onmicrosoft.com" })).rejects.toThrow(
      /the domain fabrikam.onmicrosoft.com, which is not the declared expectedDomain/,
    );
    expect(model.submissions).toEqual([]);
    model.customers = [{ id: customerId, domain: "Contoso.onmicrosoft.com" }];
    await run({ ...education, expectedDomain: "contoso.onmicrosoft.com" });
    expect(model.submissions).toHaveLength(1);
  });
});

describe("update", () => {
  test("sends nothing and asks nothing where nothing changed in meaning", async () => {
    const { model, run } = setUp();
    const inputs = { ...education, website: "HTTPS://CONTOSO.EDU/", expectedDomain: "contoso.edu" };
    expect(await run(inputs, deniedState)).toEqual({ ...deniedState, ...inputs });
    expect(model.reads).toBe(0);
  });

  test("resubmits a denial for a changed website, as request 2 of 3", async () => {
    const { model, run } = setUp();
    model.live = [denied];
    const state = await run({ ...education, website: "www.contoso.edu" }, deniedState);
    expect(state).toMatchObject({ vettingStatus: "InReview", lastSubmission: { number: 2 } });
  });

  test("does not ask anew where evidence is only removed", async () => {
    const { model, run } = setUp();
    model.live = [denied];
    const { website: _, ...without } = education;
    expect(await run(without, deniedState)).not.toHaveProperty("website");
    expect(model.submissions).toEqual([]);
  });

  test("records evidence that changed in review, and says that it was not sent", async () => {
    const { model, diagnostics, run } = setUp();
    model.live = [{ qualification: "Education", vettingStatus: "InReview" }];
    const state = await run({ ...education, website: "new.contoso.edu" }, { ...deniedState, vettingStatus: "InReview" });
    expect(model.submissions).toEqual([]);
    expect(state.website).toBe("new.contoso.edu");
    expect(diagnostics.warnings).toEqual([expect.stringMatching(/InReview already: website was recorded, but not sent/)]);
  });

  test("does not say that changed evidence was not sent where a run that was cut off may have sent it", async () => {
    const { model, diagnostics, run } = setUp();
    model.live = [{ qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2026-11-02T00:00:00Z" }];
    const known = { ...deniedState, __accounted: "2026-11-01T00:00:00Z" };
    const state = await run({ ...education, website: "new.contoso.edu" }, known);
    expect(model.submissions).toEqual([]);
    expect(diagnostics.warnings).toEqual([
      expect.stringMatching(
        /website was recorded, and nothing was sent\. The request of 2026-11-02T00:00:00Z is not on record: it may have been this one/,
      ),
    ]);
    expect(state).toMatchObject({ __accounted: "2026-11-02T00:00:00Z", lastSubmission: { number: 1 } });
  });

  test("gives the same intent the same request id in any process, and another one to another intent", async () => {
    const ids = [];
    for (const website of ["a.edu", "a.edu", "b.edu"]) {
      const { model, run } = setUp();
      model.live = [denied];
      ids.push((await run({ ...education, website }, deniedState)).lastSubmission?.requestId);
    }
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  test("counts a definite refusal in the state, so that the next run has another request id", async () => {
    const { model, run } = setUp();
    model.live = [denied];
    model.answer = async () => {
      throw new PartnerCenterError("It said no.", { kind: "refused", fate: "refused" });
    };
    const inputs = { ...education, website: "b.edu" };
    const refused = (await run(inputs, deniedState).catch((error: unknown) => error)) as RefusedUpdate;
    expect(refused).toBeInstanceOf(RefusedUpdate);
    expect(flat(refused.state)).toEqual({ ...deniedState, __refusals: 1 });
    const later = setUp();
    later.model.live = [denied];
    await later.run(inputs, flat(refused.state));
    expect(later.model.submissions[0]?.requestId).not.toBe(model.submissions[0]?.requestId);
  });

  test("counts nothing but a refusal", async () => {
    for (const fate of ["untouched", "unknown"] as const) {
      const { model, run } = setUp();
      model.live = [denied];
      model.answer = async () => {
        throw new PartnerCenterError("It said no.", { kind: "refused", fate });
      };
      expect(await run({ ...education, website: "b.edu" }, deniedState).catch((error: unknown) => error)).not.toBeInstanceOf(RefusedUpdate);
    }
  });

  test("tells the client what was listed before, an entry in force before one that was denied", async () => {
    const { model, run } = setUp();
    const told: unknown[] = [];
    model.answer = async (_submission, { before }) => {
      told.push(before);
      return undefined;
    };
    model.live = [denied];
    await run({ ...education, website: "b.edu" }, deniedState);
    model.live = [];
    await run(education);
    expect(told).toEqual([denied, undefined]);
  });

  test("keeps the id where the outcome is unknown, since the request may have been accepted", async () => {
    const { model, run } = setUp();
    model.live = [denied];
    const inputs = { ...education, website: "b.edu" };
    model.answer = async () => {
      throw new PartnerCenterError("Nobody knows.", { kind: "unavailable", fate: "unknown" });
    };
    await expect(run(inputs, deniedState)).rejects.not.toBeInstanceOf(RefusedUpdate);
    model.answer = undefined;
    await run(inputs, deniedState);
    expect(model.submissions[1]?.requestId).toBe(model.submissions[0]?.requestId);
  });
});

describe("a list that names one kind twice", () => {
  const inReview: QualificationEntry = { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2026-11-02T00:00:00Z" };
  test.each([
    ["the denial first", [denied, inReview]],
    ["the denial last", [inReview, denied]],
    ["two denials", [denied, { ...denied, vettingCreateDate: "2026-10-01T00:00:00Z" }, inReview]],
    ["an approval without a date", [denied, { qualification: "Education", vettingStatus: "Approved" }]],
  ])("never leads to another request: %s", async (_name, live) => {
    const { model, run } = setUp();
    model.live = [...live];
    const state = await run({ ...education, resubmit: "now", website: "other.edu" }, deniedState);
    expect(model.submissions).toEqual([]);
    expect(state.vettingStatus).toMatch(/InReview|Approved/);
  });

  test("counts the latest of several denials", async () => {
    const { model, run } = setUp();
    const later = { ...denied, vettingCreateDate: "2026-11-05T00:00:00.5Z" };
    for (const live of [
      [denied, later],
      [later, denied],
    ]) {
      model.live = live;
      expect(await run(education)).toMatchObject({ vettingCreateDate: "2026-11-05T00:00:00Z" });
    }
  });
});
