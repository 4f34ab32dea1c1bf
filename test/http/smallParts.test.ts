import { startDeadline } from "../../provider/http/deadline";
import { classify, type Outcome, readBody } from "../../provider/http/outcome";
import { createPacing } from "../../provider/http/pacing";
import { VirtualClock } from "../support/virtualClock";

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

describe("pacing", () => {
  /** What a new request has to wait for at a time: the pause and the queue. */
  const waits = (pacing: ReturnType<typeof createPacing>, now: number): [number, number] => {
    const turn = pacing.turn(now);
    return [turn.pause(now), turn.queue(now)];
  };
  test("lets everything go at once, until somebody is told to wait", () => {
    const pacing = createPacing();
    expect([waits(pacing, 0), waits(pacing, 0)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    pacing.pause(0, 5000);
    expect([waits(pacing, 0)[0], waits(pacing, 4999)[0], waits(pacing, 5000)[0]]).toEqual([5000, 1, 0]);
  });
  test("the longest pause counts", () => {
    const pacing = createPacing();
    pacing.pause(0, 5000);
    pacing.pause(0, 1000);
    expect(waits(pacing, 2000)[0]).toBe(3000);
    pacing.pause(2000, 10_000);
    expect(waits(pacing, 2000)[0]).toBe(10_000);
  });
  test("a clock set back by a day does not stop everything for a day", () => {
    const pacing = createPacing(60);
    const day = 86_400_000;
    expect(waits(pacing, day)).toEqual([0, 0]);
    pacing.pause(day, 5000);
    expect(waits(pacing, 0)).toEqual([5000, 1000]);
    expect(waits(pacing, 5000)).toEqual([0, 2000]);
  });
  test("a ceiling gives each request a place of its own, in the order of asking", () => {
    const pacing = createPacing(120);
    expect([0, 0, 0, 700, 5000].map((now) => waits(pacing, now)[1])).toEqual([0, 500, 1000, 800, 0]);
  });
  test("a place that was taken is kept, and the queue stands still while the service wants a pause", () => {
    const pacing = createPacing(60);
    const turns = [0, 0, 0].map((now) => pacing.turn(now));
    pacing.pause(500, 10_000);
    expect(turns.map((turn) => [turn.pause(500), turn.queue(500)])).toEqual([
      [10_000, 0],
      [10_000, 500],
      [10_000, 1500],
    ]);
    // The pause is over: still one second between two of them.
    expect(turns.map((turn) => [turn.pause(10_500), turn.queue(10_500)])).toEqual([
      [0, 0],
      [0, 500],
      [0, 1500],
    ]);
  });
});

describe("a deadline", () => {
  test("does not count the time of work that it is suspended for", async () => {
    const clock = new VirtualClock();
    const deadline = startDeadline(clock, 1000);
    await clock.advance(400);
    let finish: () => void = () => {};
    const work = deadline.suspended(() => new Promise<void>((resolve) => (finish = resolve)));
    await clock.advance(60_000);
    expect(deadline.limit.aborted).toBe(false);
    finish();
    await work;
    expect(deadline.left()).toBe(600);
    await clock.advance(599);
    expect(deadline.limit.aborted).toBe(false);
    await clock.advance(1);
    expect([deadline.limit.aborted, deadline.either.aborted]).toEqual([true, true]);
  });
  test("ends with the caller's signal too, also while it is suspended", async () => {
    const clock = new VirtualClock();
    const caller = new AbortController();
    const deadline = startDeadline(clock, 1000, caller.signal);
    const work = deadline.suspended(() => new Promise<void>((resolve) => deadline.either.addEventListener("abort", () => resolve())));
    caller.abort();
    await work;
    expect([deadline.limit.aborted, deadline.either.aborted]).toEqual([false, true]);
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
