import fc from "fast-check";
import type { Outcome } from "../../provider/http/outcome";
import { decideRetry, type RetryQuestion } from "../../provider/http/retry";

const answered = (status: number, headers: Record<string, string> = {}): Outcome => ({
  kind: "answered",
  status,
  reason: "",
  headers,
  body: new Uint8Array(),
});

const ask = (outcome: Outcome, more: Partial<RetryQuestion> = {}) =>
  decideRetry({
    attempt: 1,
    outcome,
    now: 1_000_000,
    random: 0.5,
    left: 180_000,
    ...more,
  });

const outcomes = {
  timeOut: { kind: "timedOut", limit: 30_000 },
  dropped: { kind: "dropped", code: "ECONNRESET" },
  halfOf200: { kind: "dropped", status: 200 },
  trickling201: { kind: "timedOut", limit: 60_000, status: 201 },
  halfOf500: { kind: "dropped", status: 500 },
  halfOf400: { kind: "dropped", status: 400 },
  tooLarge: { kind: "unreadable", why: "too large", status: 200 },
  bombOf503: { kind: "unreadable", why: "broken compression", status: 503 },
  refused: { kind: "notSent", why: "connection", code: "ECONNREFUSED" },
  noName: { kind: "notSent", why: "name", code: "ENOTFOUND" },
  tls: { kind: "notSent", why: "tls", code: "CERT_HAS_EXPIRED" },
  paused: { kind: "notSent", why: "paused", ms: 3_600_000 },
  preparing: { kind: "notSent", why: "preparing", limit: 180_000 },
  unprepared: { kind: "notSent", why: "unprepared", error: new Error("no token") },
  aborted: { kind: "aborted" },
} as const satisfies Record<string, Outcome>;

describe("what a status means", () => {
  test.each([
    200, 201, 202, 204, 299, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 412, 413, 415, 417, 422, 431, 501,
    505, 600,
  ])("%i stands", (status) => {
    expect(ask(answered(status))).toEqual({ do: "finish" });
  });

  test.each([408, 429, 500, 502, 503, 504, 507, 511, 520, 599])("%i is worth another try", (status) => {
    expect(ask(answered(status))).toEqual({ do: "resend", afterMs: 250 });
  });
});

describe("what a broken connection means", () => {
  test.each<[keyof typeof outcomes, string]>([
    ["timeOut", "resend"],
    ["dropped", "resend"],
    ["halfOf200", "resend"],
    ["trickling201", "resend"],
    ["halfOf500", "resend"],
    ["halfOf400", "finish"],
    ["tooLarge", "finish"],
    ["bombOf503", "resend"],
    ["refused", "resend"],
    ["noName", "finish"],
    ["tls", "finish"],
    ["paused", "finish"],
    ["preparing", "finish"],
    ["unprepared", "finish"],
    ["aborted", "finish"],
  ])("%s: %s", (name, what) => {
    expect(ask(outcomes[name]).do).toBe(what);
  });
});

describe("how long to wait", () => {
  test.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
  ])("before sending again after sending %i: up to %i ms, all of it random", (attempt, most) => {
    expect(ask(answered(503), { attempt, random: 0 })).toEqual({ do: "resend", afterMs: 0 });
    expect(ask(answered(503), { attempt, random: 0.999999 })).toEqual({ do: "resend", afterMs: most });
  });

  test("Retry-After is a floor, on every status that is tried again", () => {
    for (const status of [408, 429, 500, 503]) {
      expect(ask(answered(status, { "retry-after": "7" }))).toEqual({ do: "resend", afterMs: 7000 });
      expect(ask(answered(status, { "retry-after": "0" }))).toEqual({ do: "resend", afterMs: 250 });
    }
  });

  test("a date in Retry-After is measured against the clock", () => {
    const now = Date.UTC(2026, 0, 1);
    const at = (seconds: number) => new Date(now + seconds * 1000).toUTCString();
    expect(ask(answered(503, { "retry-after": at(9) }), { now, left: 60_000 })).toEqual({ do: "resend", afterMs: 9000 });
    expect(ask(answered(503, { "retry-after": at(-9) }), { now, left: 60_000 })).toEqual({ do: "resend", afterMs: 250 });
  });

  test("nonsense in Retry-After is ignored", () => {
    expect(ask(answered(503, { "retry-after": "soon" }))).toEqual({ do: "resend", afterMs: 250 });
  });

  test("Retry-After on a final status changes nothing", () => {
    expect(ask(answered(403, { "retry-after": "1" }))).toEqual({ do: "finish" });
  });
});

describe("when it ends", () => {
  test("after four sendings", () => {
    expect(ask(answered(503), { attempt: 3 }).do).toBe("resend");
    expect(ask(answered(503), { attempt: 4 })).toMatchObject({ do: "giveUp", because: "attempts" });
    expect(ask(answered(429), { attempt: 4 })).toMatchObject({ do: "giveUp", because: "attempts" });
  });

  test("at once, where the wait would pass the deadline, and the wait is named", () => {
    expect(ask(answered(429, { "retry-after": "3600" }))).toEqual({ do: "giveUp", because: "deadline", afterMs: 3_600_000 });
    expect(ask(answered(429, { "retry-after": "180" }))).toEqual({ do: "giveUp", because: "deadline", afterMs: 180_000 });
    expect(ask(answered(429, { "retry-after": "179" }))).toEqual({ do: "resend", afterMs: 179_000 });
  });
});

const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant("answered" as const),
    status: fc.integer({ min: 100, max: 999 }),
    reason: fc.string(),
    headers: fc.oneof(
      fc.constant({}),
      fc.string().map((value) => ({ "retry-after": value })),
      fc.nat().map((value) => ({ "retry-after": String(value) })),
    ),
    body: fc.constant(new Uint8Array()),
  }),
  fc.constantFrom(...Object.values(outcomes)),
);
const anyQuestion = fc.record({
  attempt: fc.integer({ min: 0, max: 10 }),
  outcome: anyOutcome,
  now: fc.integer(),
  random: fc.double({ min: 0, max: 0.9999999, noNaN: true }),
  left: fc.integer(),
});

describe("for every question", () => {
  test("no wait passes the deadline, is shorter than Retry-After in seconds, or longer than needed", () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const decision = decideRetry(question);
        if (!("afterMs" in decision)) return;
        expect(Number.isInteger(decision.afterMs) && decision.afterMs >= 0).toBe(true);
        if (decision.do !== "giveUp") expect(decision.afterMs).toBeLessThan(question.left);
        const asked = question.outcome.kind === "answered" ? question.outcome.headers["retry-after"] : undefined;
        if (asked !== undefined && /^\d{1,4}$/.test(asked)) expect(decision.afterMs).toBeGreaterThanOrEqual(Number(asked) * 1000);
        if (asked === undefined) expect(decision.afterMs).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  test("four sendings are the most", () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const decision = decideRetry({ ...question, attempt: Math.max(question.attempt, 4) });
        expect(["finish", "giveUp"]).toContain(decision.do);
      }),
    );
  });
});
