import { askAll, probeLimits } from "../../../cli/probe/ask";
import type { Exchange } from "../../../cli/probe/exchange";
import type { Question } from "../../../cli/probe/questions";
import { ofRate } from "../../../cli/probe/settle";
import type { Outcome } from "../../../provider/http/outcome";
import { customer } from "../support/stack";
import { jumpingClock } from "./support";

function* endless(): Generator<Question, void, Exchange> {
  for (;;) yield { name: "qualifications", path: "/v1/customers/x/qualifications" };
}
const answered = (status: number, body = "[]", headers: Record<string, string> = {}): Outcome => ({
  kind: "answered",
  status,
  reason: "",
  headers,
  body: Buffer.from(body),
});

/** Asks without end; `reply` answers the request of this number, and may let time pass. */
async function ask(reply: (index: number, clock: ReturnType<typeof jumpingClock>) => Outcome, slowMs = 0) {
  const clock = jumpingClock(0);
  let index = 0;
  const asked = await askAll(endless(), {
    send: async (question) => {
      if (slowMs > 0) await new Promise<void>((resolve) => clock.timer(slowMs, resolve));
      return { question, requestId: customer(1), correlationId: customer(2), mfa: true, outcome: reply(index++, clock) };
    },
    clock,
    most: probeLimits.requests,
    signal: new AbortController().signal,
  });
  return { ...asked, took: clock.now() };
}

test("no more than 60 are sent, a second apart, also where some are asked again", async () => {
  expect(await ask(() => answered(200))).toMatchObject({ ended: "limit", requests: 60, took: 59_000 });
  const again = await ask((index) => (index === 5 || index === 6 ? answered(429, "{}", { "retry-after": "10" }) : answered(200)));
  expect(again).toMatchObject({ ended: "limit", requests: 60, took: 59_000 + 2 * 9_000 });
});

test("ten minutes are the end, however slow the answers are", async () => {
  const { ended, requests, took } = await ask(() => answered(200), 25_000);
  expect({ ended, requests }).toEqual({ ended: "timeLimit", requests: 24 });
  expect(took).toBe(600_000);
});

test("three silences in a row end it; an answer between them begins the count anew", async () => {
  expect(await ask(() => ({ kind: "dropped" }))).toMatchObject({ ended: "noAnswer", requests: 3 });
  const dropped: Outcome = { kind: "dropped" };
  expect(await ask((index) => (index % 3 === 2 ? answered(404, "{}") : dropped))).toMatchObject({ ended: "limit", requests: 60 });
});

test("a refused sign-in is the end at once", async () => {
  expect(await ask((index) => answered(index === 4 ? 401 : 200))).toMatchObject({ ended: "signInRefused", requests: 5 });
});

describe("what the rate of the requests says", () => {
  const through = (...seconds: readonly number[]) => seconds.map((second) => ({ at: second * 1000, throttled: false }));
  const refused = (second: number) => ({ at: second * 1000, throttled: true });
  const values = (...sendings: Parameters<typeof ofRate>) => ofRate(...sendings).map((each) => ("value" in each ? each.value : undefined));

  test("without a 429 no limit, once for each request", () => {
    expect(values(through(0, 1, 2))).toEqual([null, null, null]);
  });
  test("with one the requests of the minute before it, and not those before that minute", () => {
    expect(values([...through(0, 1, 70, 71, 72), refused(73)])).toEqual([3]);
  });
  test("of several the least", () => {
    expect(values([...through(0, 1, 2), refused(3), ...through(70), refused(71)])).toEqual([1, 1]);
  });
  test("where nothing went through, no rate is known", () => {
    expect(values([refused(0)])).toEqual(["other"]);
  });
});
