import fc from "fast-check";
import { decide, rules, type Situation } from "../../provider/qualification/decide";
import { kinds, type QualificationEntry, qualificationNames } from "../../provider/qualification/model";
import { contract2018, contract2023 } from "../support/partnerCenterModel";

const first = (wish: string, ...live: QualificationEntry[]): Situation => ({ wish, live, contract: contract2023, asksAgain: false });
const later = (
  wish: string,
  live: QualificationEntry[],
  known: Partial<NonNullable<Situation["known"]>> = {},
  asksAgain = false,
): Situation => ({
  wish,
  live,
  contract: contract2023,
  known: { wasListed: true, lastNumber: 1, ...known },
  asksAgain,
});
const education = (vettingStatus: string): QualificationEntry => ({ qualification: "Education", vettingStatus });
const gcc = (vettingStatus = "Approved"): QualificationEntry => ({ qualification: "GovernmentCommunityCloud", vettingStatus });
const soe: QualificationEntry = { qualification: "StateOwnedEntity" };

describe("the decision table", () => {
  test.each<[string, Situation, string, string]>([
    ["refuses None", first("None"), "refuse", "cannot-be-set"],
    ["refuses Nonprofit, whatever is live", first("Nonprofit", { qualification: "Nonprofit" }), "refuse", "cannot-be-set"],
    ["submits what a customer without qualification asks for", first("Education"), "submit", "first"],
    ["adopts a qualification in review", first("Education", education("InReview")), "adopt", "adopt"],
    ["adopts an approved one", first("Education", education("Approved")), "adopt", "adopt"],
    ["adopts one in a state nobody knows", first("Education", education("Escalated")), "adopt", "adopt"],
    ["adopts a state-owned entity", first("StateOwnedEntity", soe), "adopt", "adopt"],
    ["adopts a denial on a create", first("Education", education("Denied")), "keep", "denied"],
    ["keeps a denial while nobody asks", later("Education", [education("Denied")]), "keep", "denied"],
    ["resubmits a denial when asked", later("Education", [education("Denied")], {}, true), "submit", "ask-again"],
    ["keeps what vanished while nobody asks", later("Education", []), "keep", "not-listed"],
    ["resubmits what vanished when asked", later("Education", [], {}, true), "submit", "ask-again"],
    ["sets a vanished state-owned entity again", later("StateOwnedEntity", []), "submit", "first"],
    [
      "asks nothing where a later request than the known one was denied: it may have been this one",
      later(
        "Education",
        [{ ...education("Denied"), vettingCreateDate: "2026-11-02T00:00:00Z" }],
        { accountedDate: "2026-11-01T00:00:00Z" },
        true,
      ),
      "keep",
      "denied-since",
    ],
    [
      "asks again where the denial is the one that is known",
      later(
        "Education",
        [{ ...education("Denied"), vettingCreateDate: "2026-11-01T00:00:00Z" }],
        { accountedDate: "2026-11-01T00:00:00Z" },
        true,
      ),
      "submit",
      "ask-again",
    ],
    ["refuses a fourth request", later("Education", [education("Denied")], { lastNumber: 3 }, true), "refuse", "requests-used-up"],
    ["refuses a fourth request also for what vanished", later("Education", [], { lastNumber: 3 }, true), "refuse", "requests-used-up"],
    ["refuses Education beside GCC", first("Education", gcc()), "refuse", "excluded"],
    ["lets Education be asked for beside a denied GCC", first("Education", gcc("Denied")), "submit", "undocumented"],
    ["refuses GCC beside Education in review", first("GovernmentCommunityCloud", education("InReview")), "refuse", "excluded-gcc"],
    ["refuses GCC beside Nonprofit", first("GovernmentCommunityCloud", { qualification: "Nonprofit" }), "refuse", "excluded-gcc"],
    ["lets GCC be asked for beside a denied Education", first("GovernmentCommunityCloud", education("Denied")), "submit", "undocumented"],
    ["submits GCC on a state-owned entity with a warning", first("GovernmentCommunityCloud", soe), "submit", "gcc-on-state-owned"],
    ["adds a state-owned entity to Education", first("StateOwnedEntity", education("Approved")), "submit", "add-state-owned"],
    ["adds a state-owned entity to GCC", first("StateOwnedEntity", gcc()), "submit", "add-state-owned"],
    ["adds Education to a state-owned entity", first("Education", soe), "submit", "add-education"],
    ["leaves Education after Nonprofit to the service", first("Education", { qualification: "Nonprofit" }), "submit", "undocumented"],
    [
      "refuses StateOwnedEntity under an older contract",
      { ...first("StateOwnedEntity"), contract: contract2018 },
      "refuse",
      "not-in-contract",
    ],
    ["adopts StateOwnedEntity under an older contract", { ...first("StateOwnedEntity", soe), contract: contract2018 }, "adopt", "adopt"],
  ])("%s", (_, situation, action, rule) => {
    expect(decide(situation)).toMatchObject({ action, rule });
  });

  test("counts a denial that somebody else caused as the first request", () => {
    expect(decide(later("Education", [education("Denied")], { lastNumber: 0 }, true))).toMatchObject({ number: 2 });
    expect(decide(later("Education", [education("Denied")], { lastNumber: 2 }, true))).toMatchObject({ number: 3 });
    expect(decide(first("Education"))).toMatchObject({ number: 1 });
  });

  test("warns where a request is one of three, or undocumented", () => {
    expect(decide(later("Education", [education("Denied")], {}, true))).toMatchObject({
      warning: expect.stringContaining("at least request 2 of the 3"),
    });
    expect(decide(first("Education", { qualification: "Nonprofit" }))).toMatchObject({ warning: expect.stringContaining("Nonprofit") });
  });

  const entry = fc.record(
    {
      qualification: fc.constantFrom(...qualificationNames.slice(1), "Tribal"),
      vettingStatus: fc.constantFrom("InReview", "Approved", "Denied", "Escalated"),
      vettingCreateDate: fc.constantFrom("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
    },
    { requiredKeys: ["qualification"] },
  );
  const situation: fc.Arbitrary<Situation> = fc
    .record({
      wish: fc.constantFrom<string>(...qualificationNames, "Tribal"),
      live: fc.uniqueArray(entry, { maxLength: 3, selector: (e) => e.qualification }),
      contract: fc.constantFrom(contract2023, contract2018),
      known: fc.option(
        fc.record({
          wasListed: fc.boolean(),
          lastNumber: fc.integer({ min: 0, max: 5 }),
          accountedDate: fc.constant("2026-11-01T00:00:00Z"),
        }),
        { nil: undefined },
      ),
      asks: fc.boolean(),
    })
    .map(({ known, asks, ...rest }) => ({ ...rest, ...(known ? { known } : {}), asksAgain: known !== undefined && asks }));

  test("never submits what is live and not denied, what cannot be set, what the contract lacks, or a fourth time", () => {
    fc.assert(
      fc.property(situation, (s) => {
        const decision = decide(s);
        if (decision.action !== "submit") return;
        expect(kinds).toContain(s.wish);
        expect(s.contract.settable).toContain(s.wish);
        const own = s.live.find((e) => e.qualification === s.wish);
        expect(own === undefined || own.vettingStatus === "Denied").toBe(true);
        if (own) expect(s.asksAgain).toBe(true);
        if (s.known?.wasListed && s.wish !== "StateOwnedEntity") expect(s.asksAgain).toBe(true);
        if (s.asksAgain && own) expect(decision.number).toBeLessThanOrEqual(3);
      }),
      { numRuns: 2000 },
    );
  });

  test("gives every refusal a remedy, and every row words and a source", () => {
    fc.assert(
      fc.property(situation, (s) => {
        const decision = decide(s);
        if (decision.action === "refuse") expect(decision.remedy.length).toBeGreaterThan(20);
      }),
    );
    for (const row of rules) expect([row.wish, row.live, row.decision, row.source].every((text) => text.length > 2)).toBe(true);
  });

  test("reaches every row of the table", () => {
    const reached = new Set<string>();
    for (const s of fc.sample(situation, 20_000)) reached.add(decide(s).rule);
    expect([...reached].sort()).toEqual(rules.map((row) => row.rule).sort());
  });
});
