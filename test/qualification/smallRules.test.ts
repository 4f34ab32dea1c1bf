import fc from "fast-check";
import { formatDuration, parseDuration } from "../../provider/qualification/approval";
import { asksAgain, changedKeys, newEvidence, normalWebsite, readWish } from "../../provider/qualification/arguments";
import { formatId, parseId } from "../../provider/qualification/identity";
import { requestIdOf } from "../../provider/qualification/intent";
import { canonicalName } from "../../provider/qualification/model";
import { type Memory, sentEvidence, unsentEvidence } from "../../provider/qualification/state";
import { createCriticalSections } from "../../provider/services/runtime";
import { customerId } from "../support/partnerCenterModel";

describe("an id", () => {
  test("is read without regard to case and written in one form", () => {
    expect(parseId(`${customerId.toUpperCase()}/government_community_cloud`)).toEqual({
      customerId,
      qualification: "GovernmentCommunityCloud",
    });
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom("Education", "Nonprofit", "Tribal"), (id, qualification) => {
        expect(parseId(formatId({ customerId: id, qualification }))).toEqual({ customerId: id, qualification });
      }),
    );
  });

  test.each(["", "x", customerId, `${customerId}/`, `${customerId}/Education/x`, "not-a-guid/Education", `../${customerId}/Education`])(
    "is not %j",
    (id) => {
      expect(parseId(id)).toBeUndefined();
    },
  );
});

describe("a website", () => {
  test.each([
    ["contoso.edu", "contoso.edu"],
    ["HTTPS://Contoso.EDU/", "contoso.edu"],
    ["http://contoso.edu", "contoso.edu"],
    ["https://contoso.edu/School/", "contoso.edu/School"],
    ["www.contoso.edu", "www.contoso.edu"],
    ["https://bücher.example", "xn--bcher-kva.example"],
  ])("%s is compared as %s", (text, normal) => {
    expect(normalWebsite(text)).toBe(normal);
  });

  test.each([
    "",
    " ",
    `contoso.edu/${"x".repeat(5_000)}`,
    "contoso",
    "ftp://contoso.edu",
    "https://user:pw@contoso.edu",
    "a b.edu",
    "127.0.0.1",
    "https://",
    "-x.edu",
  ])("%j is none", (text) => {
    expect(normalWebsite(text)).toBeUndefined();
  });

  test("is the same when it is normalised twice", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["http", "https"] }), (url) => {
        const once = normalWebsite(url);
        if (once !== undefined) expect(normalWebsite(once)).toBe(once);
      }),
    );
  });
});

describe("a change", () => {
  const base = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };

  test("is one of meaning, not of writing", () => {
    expect(changedKeys(base, readWish({ ...base, customerId: customerId.toUpperCase(), website: "https://CONTOSO.edu/" }))).toEqual([]);
    expect(changedKeys(base, { ...base, website: "fabrikam.edu", resubmit: "1" })).toEqual(["website", "resubmit"]);
  });

  test("asks anew by new evidence or a new, non-empty resubmit, not by taking something away", () => {
    expect(asksAgain(base, { ...base, website: "b.edu" })).toBe(true);
    expect(asksAgain(base, { ...base, resubmit: "1" })).toBe(true);
    expect(asksAgain({ ...base, resubmit: "1" }, { ...base, resubmit: "1" })).toBe(false);
    expect(asksAgain({ ...base, resubmit: "1" }, { ...base, resubmit: "" })).toBe(false);
    expect(asksAgain({ ...base, resubmit: "1" }, base)).toBe(false);
    const { website: _, ...without } = base;
    expect(asksAgain(base, without)).toBe(false);
    expect(newEvidence(without, base)).toEqual(["website"]);
  });

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

  test("is told as never sent where it differs from what the last request sent", () => {
    expect(unsentEvidence(stateOf(base, base))).toEqual([]);
    expect(unsentEvidence(stateOf({ ...base, website: "https://CONTOSO.edu/" }, base))).toEqual([]);
    // One digest stands for both, so that neither can be guessed by itself.
    expect(unsentEvidence(stateOf({ ...base, website: "new.edu" }, base))).toEqual(["educationSegment", "website"]);
    expect(unsentEvidence(stateOf(base, { educationSegment: "K12" }))).toEqual(["website"]);
    expect(unsentEvidence(stateOf({ ...base, validationCode: "x" }, base))).toEqual([]);
  });

  test("that only takes evidence away is nothing to send", () => {
    const { website: _, ...without } = base;
    expect(unsentEvidence(stateOf(without, base))).toEqual([]);
  });

  test("has sent nothing where no request is on record", () => {
    expect(unsentEvidence(stateOf(base))).toEqual(["educationSegment", "website"]);
    expect(unsentEvidence(stateOf({ customerId, qualification: "StateOwnedEntity" }))).toEqual([]);
  });

  test("leaves no text of the evidence in what is remembered", () => {
    const { memory } = stateOf(base, base);
    expect(JSON.stringify(memory)).not.toMatch(/K12|contoso/);
  });
});

describe("a request id", () => {
  const intent = { customerId, kind: "Education" as const, educationSegment: "K12", website: "contoso.edu", number: 1 };

  test("is a UUID that depends on the intent alone", () => {
    expect(requestIdOf(intent)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(requestIdOf({ ...intent })).toBe(requestIdOf(intent));
    const others = [
      { number: 2 },
      { website: "b.edu" },
      { resubmit: "1" },
      { educationSegment: "HigherEducation" },
      { kind: "StateOwnedEntity" as const },
    ];
    const ids = others.map((change) => requestIdOf({ ...intent, ...change }));
    expect(new Set([requestIdOf(intent), ...ids]).size).toBe(others.length + 1);
  });
});

describe("a duration", () => {
  test.each([
    ["45m", 2_700_000],
    ["1h30m", 5_400_000],
    ["500ms", 500],
    ["0.5s", 500],
  ])("%s is %d milliseconds", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
  test.each(["", "5", "m", "5 m", "-5m", "5d"])("%j is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
  test("is written the shortest usual way", () => {
    expect([300_000, 90_000, 3_600_000, 250].map(formatDuration)).toEqual(["5m", "90s", "1h", "250ms"]);
  });
});

test("a name is recognised in every spelling that the service has used", () => {
  expect(["education", "government_community_cloud", "governmentcommunitycloud", "Tribal"].map(canonicalName)).toEqual([
    "Education",
    "GovernmentCommunityCloud",
    "GovernmentCommunityCloud",
    "Tribal",
  ]);
});

test("work of one customer never overlaps, other customers do not wait, and a failure does not block", async () => {
  const alone = createCriticalSections();
  const log: string[] = [];
  const job = (key: string, name: string, ms: number, fails = false) =>
    alone(key, async () => {
      log.push(`${name}+`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      log.push(`${name}-`);
      if (fails) throw new Error(name);
    });
  await Promise.allSettled([job("a", "a1", 20, true), job("a", "a2", 1), job("b", "b1", 1)]);
  expect(log.indexOf("a1-")).toBeLessThan(log.indexOf("a2+"));
  expect(log.indexOf("b1-")).toBeLessThan(log.indexOf("a1-"));
});
