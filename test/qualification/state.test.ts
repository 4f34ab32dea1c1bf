import { readWish } from "../../provider/qualification/arguments";
import { type Memory, sentEvidence, unsentEvidence } from "../../provider/qualification/state";
import { customerId } from "../support/partnerCenterModel";

describe("evidence that was declared and not sent", () => {
  const base = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };

  const memoryOf = (sent?: object): Memory => {
    const evidence = sent && sentEvidence("r", sent);
    if (!sent) return {};
    return { lastSubmission: { requestId: "r", correlationId: "c", number: 1 }, ...(evidence ? { sent: evidence } : {}) };
  };
  const stateOf = (declared: object, sent?: object) => ({
    wish: readWish(declared as Record<string, unknown>),
    observed: { qualification: "Education" },
    memory: memoryOf(sent),
  });

  test("is what differs from what the last request sent", () => {
    expect(unsentEvidence(stateOf(base, base))).toEqual([]);
    expect(unsentEvidence(stateOf({ ...base, website: "https://CONTOSO.edu/" }, base))).toEqual([]);
    // One digest stands for both, so that neither can be guessed by itself.
    expect(unsentEvidence(stateOf({ ...base, website: "new.edu" }, base))).toEqual(["educationSegment", "website"]);
    expect(unsentEvidence(stateOf(base, { educationSegment: "K12" }))).toEqual(["website"]);
    expect(unsentEvidence(stateOf({ ...base, validationCode: "x" }, base))).toEqual([]);
  });

  test("is nothing where evidence was only taken away", () => {
    const { website: _, ...without } = base;
    expect(unsentEvidence(stateOf(without, base))).toEqual([]);
  });

  test("is everything where no request is on record", () => {
    expect(unsentEvidence(stateOf(base))).toEqual(["educationSegment", "website"]);
    expect(unsentEvidence(stateOf({ customerId, qualification: "StateOwnedEntity" }))).toEqual([]);
  });

  test("leaves no text in what is remembered", () => {
    const { memory } = stateOf(base, base);
    expect(JSON.stringify(memory)).not.toMatch(/K12|contoso/);
  });
});
