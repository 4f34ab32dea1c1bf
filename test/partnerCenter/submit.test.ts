import fc from "fast-check";
import type { Outcome } from "../../provider/http/outcome";
import { fateOf, tookEffect } from "../../provider/partnerCenter/submit";
import type { QualificationEntry } from "../../provider/qualification/model";

const answered = (status: number, body = "", headers: Record<string, string> = {}): Outcome => ({
  kind: "answered",
  status,
  reason: "",
  headers,
  body: Buffer.from(body),
});

describe("what became of a request that changes something", () => {
  test.each<[string, Outcome, string]>([
    ["a yes", answered(201), "accepted"],
    ["a yes without a body", answered(204), "accepted"],
    ["half of a yes", { kind: "dropped", status: 201 }, "accepted"],
    ["a yes that trickles in", { kind: "timedOut", limit: 60_000, status: 200 }, "accepted"],
    ["a yes that is too large", { kind: "unreadable", why: "too large", status: 200 }, "accepted"],
    ["a no", answered(400), "refused"],
    ["a no of a proxy", answered(404, "<html>"), "refused"],
    ["half of a no", { kind: "dropped", status: 409 }, "refused"],
    ["no connection", { kind: "notSent", why: "connection", code: "ECONNREFUSED" }, "untouched"],
    ["no such host", { kind: "notSent", why: "name", code: "ENOTFOUND" }, "untouched"],
    ["no trust", { kind: "notSent", why: "tls", code: "CERT_HAS_EXPIRED" }, "untouched"],
    ["a pause", { kind: "notSent", why: "paused", ms: 1 }, "untouched"],
    ["no token in time", { kind: "notSent", why: "preparing", limit: 1 }, "untouched"],
    ["no token", { kind: "notSent", why: "unprepared", error: new Error("no") }, "untouched"],
    ["an interrupt before it left", { kind: "aborted" }, "untouched"],
    ["a time-out", { kind: "timedOut", limit: 30_000 }, "unknown"],
    ["a dropped connection", { kind: "dropped", code: "ECONNRESET" }, "unknown"],
    ["half of a failure", { kind: "dropped", status: 500 }, "unknown"],
    ["a failure in broken compression", { kind: "unreadable", why: "broken compression", status: 503 }, "unknown"],
    ["a token that is not accepted", answered(401), "untouched"],
    ["a token without MFA", answered(401, '{"code":900421,"description":"x"}'), "refused"],
    ["a token without MFA, in words", answered(401, "MFA required. (10001)"), "refused"],
    ["half of a 401", { kind: "dropped", status: 401 }, "untouched"],
  ])("%s", (_name, outcome, fate) => {
    expect(fateOf(outcome)).toBe(fate);
  });

  test.each([
    [[200, 201, 202, 299], "accepted"],
    [[301, 302, 307, 308, 401, 429, 501, 505], "untouched"],
    [[408, 500, 502, 503, 504, 507, 520, 599, 600, 999], "unknown"],
    [[400, 402, 403, 404, 405, 406, 407, 409, 410, 412, 413, 415, 422, 431], "refused"],
  ])("%j: %s", (statuses, fate) => {
    for (const status of statuses) expect([status, fateOf(answered(status))]).toEqual([status, fate]);
  });

  test("is told by the status alone, but for a 401", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 999 }), fc.string(), fc.string(), (status, body, header) => {
        fc.pre(status !== 401);
        expect(fateOf(answered(status, body, { "www-authenticate": header }))).toBe(fateOf({ kind: "dropped", status }));
      }),
    );
  });
});

describe("a request is to be seen", () => {
  const denied: QualificationEntry = {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingReason: "Not an Academic Domain",
    vettingCreateDate: "2026-11-01T10:00:00.123Z",
  };
  test.each<[string, QualificationEntry | undefined, QualificationEntry | undefined, boolean]>([
    ["where there is an entry and was none", undefined, denied, true],
    ["not where there is none", denied, undefined, false],
    ["not where nothing has changed", denied, { ...denied }, false],
    ["in another status", denied, { ...denied, vettingStatus: "InReview" }, true],
    ["in another reason", denied, { ...denied, vettingReason: "Not an Education Customer" }, true],
    ["in a date that is later by a moment", denied, { ...denied, vettingCreateDate: "2026-11-01T10:00:00.1230001Z" }, true],
  ])("%s", (_name, before, after, seen) => {
    expect(tookEffect(before, after)).toBe(seen);
  });
});
