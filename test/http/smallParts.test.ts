import { readBody } from "../../provider/http/body";
import { classify } from "../../provider/http/classify";
import type { Outcome } from "../../provider/http/outcome";
import { createPacing } from "../../provider/http/pacing";
import { budgetNumbers, createRetryBudget } from "../../provider/http/retryBudget";
import { createSharedFlights } from "../../provider/http/sharedFlight";

describe("classify", () => {
  test.each<[Parameters<typeof classify>[0], Outcome]>([
    [
      { code: "ENOTFOUND", syscall: "getaddrinfo" },
      { kind: "notSent", why: "name", code: "ENOTFOUND" },
    ],
    [{ code: "EAI_AGAIN" }, { kind: "notSent", why: "name", code: "EAI_AGAIN" }],
    [
      { code: "ECONNREFUSED", syscall: "connect", address: "127.0.0.1:1" },
      { kind: "notSent", why: "connection", code: "ECONNREFUSED", address: "127.0.0.1:1" },
    ],
    [
      { code: "ETIMEDOUT", syscall: "connect" },
      { kind: "notSent", why: "connection", code: "ETIMEDOUT" },
    ],
    [
      { code: "EHOSTUNREACH", syscall: "connect" },
      { kind: "notSent", why: "connection", code: "EHOSTUNREACH" },
    ],
    [
      { code: "EHOSTUNREACH", syscall: "read" },
      { kind: "dropped", code: "EHOSTUNREACH" },
    ],
    [{ code: "ECONNRESET" }, { kind: "dropped", code: "ECONNRESET" }],
    [
      { code: "EPIPE", syscall: "write" },
      { kind: "dropped", code: "EPIPE" },
    ],
    [{ code: "unknown" }, { kind: "dropped", code: "unknown" }],
    [{ code: "HPE_INVALID_CONSTANT" }, { kind: "dropped", code: "HPE_INVALID_CONSTANT" }],
    [{ code: "CERT_HAS_EXPIRED" }, { kind: "notSent", why: "tls", code: "CERT_HAS_EXPIRED" }],
    [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, { kind: "notSent", why: "tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT" }],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID" }, { kind: "notSent", why: "tls", code: "ERR_TLS_CERT_ALTNAME_INVALID" }],
    [
      { code: "ECONNRESET", status: 201 },
      { kind: "dropped", status: 201, code: "ECONNRESET" },
    ],
    [
      { code: "Z_DATA_ERROR", status: 200 },
      { kind: "unreadable", why: "broken compression", status: 200 },
    ],
  ])("%j", (failure, outcome) => {
    expect(classify(failure)).toEqual(outcome);
  });
});

describe("the retry budget", () => {
  const failed: Outcome = { kind: "dropped" };
  const timedOut: Outcome = { kind: "timedOut", limit: 1 };
  test("is spent by retries, faster by time-outs, and earned back slowly", () => {
    const budget = createRetryBudget();
    for (let i = 0; i < budgetNumbers.capacity / budgetNumbers.cost; i++) expect(budget.take(failed)).toBe(true);
    expect(budget.allows(failed)).toBe(false);
    expect(budget.take(failed)).toBe(false);
    for (let i = 0; i < 5; i++) budget.succeeded();
    expect(budget.allows(failed)).toBe(true);
    expect(budget.allows(timedOut)).toBe(false);
    for (let i = 0; i < 5; i++) budget.succeeded();
    expect(budget.allows(timedOut)).toBe(true);
  });
  test("never grows beyond its size", () => {
    const budget = createRetryBudget();
    for (let i = 0; i < 1000; i++) budget.succeeded();
    let taken = 0;
    while (budget.take(failed)) taken++;
    expect(taken).toBe(budgetNumbers.capacity / budgetNumbers.cost);
  });
});

describe("pacing", () => {
  test("lets everything go at once, until somebody is told to wait", () => {
    const pacing = createPacing();
    expect([pacing.turn(0), pacing.turn(0), pacing.turn(0)]).toEqual([0, 0, 0]);
    pacing.pause(0, 5000);
    expect([pacing.turn(0), pacing.turn(4999), pacing.turn(5000)]).toEqual([5000, 1, 0]);
  });
  test("the longest pause counts", () => {
    const pacing = createPacing();
    pacing.pause(0, 5000);
    pacing.pause(0, 1000);
    expect(pacing.turn(2000)).toBe(3000);
    pacing.pause(2000, 10_000);
    expect(pacing.turn(2000)).toBe(10_000);
  });
  test("a clock set back by a day does not stop everything for a day", () => {
    const pacing = createPacing(60);
    const day = 86_400_000;
    pacing.pause(day, 5000);
    expect(pacing.turn(0)).toBe(5000);
    expect(pacing.turn(day + 5000)).toBe(0);
    expect(pacing.turn(0)).toBeLessThanOrEqual(5000);
  });
  test("a ceiling spaces requests evenly", () => {
    const pacing = createPacing(120);
    expect([pacing.turn(0), pacing.turn(0), pacing.turn(500), pacing.turn(501), pacing.turn(1000)]).toEqual([0, 500, 0, 499, 0]);
  });
});

describe("shared flights", () => {
  const pending = () => {
    let land: (value: string) => void = () => {};
    let fail: (error: unknown) => void = () => {};
    const result = new Promise<string>((resolve, reject) => {
      land = resolve;
      fail = reject;
    });
    return { result, land, fail };
  };

  test("whoever asks while it runs gets the same answer; the next one flies anew", async () => {
    const flights = createSharedFlights<string>();
    const first = pending();
    const start = jest.fn(() => first.result);
    const both = Promise.all([flights.join("a", start), flights.join("a", start)]);
    first.land("answer");
    expect(await both).toEqual(["answer", "answer"]);
    expect(start).toHaveBeenCalledTimes(1);
    await flights.join("a", start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  test("another key is another flight, and a failure is everybody's", async () => {
    const flights = createSharedFlights<string>();
    const first = pending();
    const a = flights.join("a", () => first.result);
    const b = flights.join("a", () => first.result);
    const c = flights.join("c", async () => "c");
    first.fail(new Error("no"));
    await expect(a).rejects.toThrow("no");
    await expect(b).rejects.toThrow("no");
    expect(await c).toBe("c");
  });

  test("one who leaves does not end it for the others; the last one does", async () => {
    const flights = createSharedFlights<string>();
    const first = pending();
    let signal: AbortSignal | undefined;
    const start = (given: AbortSignal) => {
      signal = given;
      return first.result;
    };
    const [one, two] = [new AbortController(), new AbortController()];
    const a = flights.join("a", start, one.signal);
    const b = flights.join("a", start, two.signal);
    one.abort();
    await expect(a).rejects.toBeDefined();
    expect(signal?.aborted).toBe(false);
    two.abort();
    await expect(b).rejects.toBeDefined();
    expect(signal?.aborted).toBe(true);
    expect(await flights.join("a", async () => "anew")).toBe("anew");
    first.fail(new Error("nobody listens"));
  });

  test("what has landed is not ended", async () => {
    const flights = createSharedFlights<string>();
    const signals: AbortSignal[] = [];
    await flights.join("a", async (signal) => {
      signals.push(signal);
      return "answer";
    });
    await expect(
      flights.join("b", async (signal) => {
        signals.push(signal);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });
});

test.each([
  [Buffer.from('\ufeff{"a":1}'), { kind: "json", json: { a: 1 } }],
  [Buffer.from(""), { kind: "empty" }],
  [Buffer.from("\ufeff  \r\n"), { kind: "empty" }],
  [Buffer.from("null"), { kind: "json", json: null }],
  [Buffer.from("<!DOCTYPE html><p>Sign in"), { kind: "html" }],
  [Buffer.from("Bad Gateway"), { kind: "text", text: "Bad Gateway" }],
  [Buffer.from('{"qualification":"Edu'), { kind: "text", text: '{"qualification":"Edu' }],
  [Buffer.from([0xff, 0xfe, 0x00]), { kind: "text", text: "\ufffd\ufffd\u0000" }],
])("the body of %j", (bytes, body) => {
  expect(readBody(bytes)).toEqual(body);
});
