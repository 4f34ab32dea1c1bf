import { PartnerCenterError, type ProblemKind } from "../../provider/errors";
import { approvalProblems, formatDuration, parseDuration, waitForApproval } from "../../provider/qualification/approval";
import type { QualificationEntry } from "../../provider/qualification/model";
import { systemPorts } from "../../provider/systemPorts";
import { contract2018, customerId, PartnerCenterModel, RecordedDiagnostics } from "../support/partnerCenterModel";
import { VirtualClock } from "../support/virtualClock";

const tracked = { customerId, qualification: "Education" };
const education = (vettingStatus: string, vettingReason?: string): QualificationEntry => ({
  qualification: "Education",
  vettingStatus,
  ...(vettingReason ? { vettingReason } : {}),
});

function gate(live: QualificationEntry[], model = new PartnerCenterModel()) {
  model.live = live;
  const clock = new VirtualClock();
  const diagnostics = new RecordedDiagnostics();
  const wait = waitForApproval(tracked, { timeout: 60_000, pollInterval: 10_000 }, model, clock, diagnostics);
  wait.catch(() => undefined);
  return { model, clock, diagnostics, wait };
}

test("opens at once for an approved qualification", async () => {
  const { model, wait } = gate([education("Approved")]);
  expect(await wait).toEqual(education("Approved"));
  expect(model.reads).toBe(1);
});

test("opens when Microsoft approves, one poll later", async () => {
  const { model, clock, wait } = gate([education("InReview")]);
  await clock.advance(15_000);
  model.live = [education("Approved")];
  await clock.advance(10_000);
  expect(await wait).toEqual(education("Approved"));
  expect(model.reads).toBe(3);
});

test("throws on a denial, with the reason", async () => {
  const { wait } = gate([education("Denied", "Not an Academic Domain")]);
  await expect(wait).rejects.toThrow(/was denied: Not an Academic Domain\. Change the evidence or resubmit/);
});

test("throws at the deadline, saying that nothing is lost", async () => {
  const { model, clock, wait } = gate([education("InReview")]);
  await clock.advance(60_000);
  await expect(wait).rejects.toThrow(/still InReview after 1m\. .*run again later, nothing is lost/);
  expect(model.reads).toBe(7);
});

test("looks twice before it says that nothing is listed", async () => {
  const { model, clock, wait } = gate([]);
  await clock.advance(2_000);
  await expect(wait).rejects.toThrow("is not listed by Partner Center");
  expect(model.reads).toBe(2);
});

test("ends a wait as soon as it is interrupted", async () => {
  const model = new PartnerCenterModel();
  model.live = [education("InReview")];
  const interrupt = new AbortController();
  const wait = waitForApproval(
    tracked,
    { timeout: 60_000, pollInterval: 10_000 },
    model,
    new VirtualClock(),
    new RecordedDiagnostics(),
    interrupt.signal,
  );
  setImmediate(() => interrupt.abort(new Error("interrupted")));
  await expect(wait).rejects.toThrow("interrupted");
});

test("refuses to wait under a contract that tells no decision", async () => {
  const { wait } = gate([{ qualification: "Education" }], new PartnerCenterModel(contract2018));
  await expect(wait).rejects.toThrow("does not tell what Microsoft decided");
});

describe("an outage while the gate waits", () => {
  test("is waited out, and told", async () => {
    const { model, clock, diagnostics, wait } = gate([education("InReview")]);
    await clock.advance(5_000);
    model.failure = new PartnerCenterError("It answered 503.", { kind: "unavailable", remedy: "Run again later." });
    await clock.advance(25_000);
    model.failure = undefined;
    model.live = [education("Approved")];
    await clock.advance(10_000);
    expect(await wait).toEqual(education("Approved"));
    expect(diagnostics.warnings).toEqual(
      expect.arrayContaining([expect.stringMatching(/the wait for its approval goes on\. It answered 503/)]),
    );
  });

  test("that lasts to the deadline is told as the outage, and nothing is lost", async () => {
    const { model, clock, wait } = gate([education("InReview")]);
    model.failure = new PartnerCenterError("It answered 503.", { kind: "unavailable" });
    await clock.advance(61_000);
    await expect(wait).rejects.toThrow(/could not be read within 1m\. It answered 503\. Run again later: nothing is lost/);
  });

  test.each<ProblemKind>(["authentication", "mfa", "configuration", "notPartnerCenter", "interrupted"])(
    "is none where waiting does not help: %s ends the wait at once",
    async (kind) => {
      const model = new PartnerCenterModel();
      model.failure = new PartnerCenterError("No.", { kind });
      await expect(gate([], model).wait).rejects.toThrow("No.");
      expect(model.reads).toBe(1);
    },
  );
});

describe("the durations of a gate", () => {
  const problems = (more: object): string[] => approvalProblems({ qualificationId: `${customerId}/Education`, ...more });
  test.each([
    ["pollInterval", "600h", /pollInterval: must be at most "168h"/],
    ["timeout", "2000h", /timeout: must be at most "168h"/],
    ["timeout", `${"9".repeat(400)}h`, /timeout: must be at most/],
    ["pollInterval", "100ms", /pollInterval: must be at least "1s"/],
    ["pollInterval", "0s", /pollInterval: must be at least "1s"/],
    ["timeout", "soon", /timeout: must be a duration/],
    ["timeout", 45, /timeout: must be a duration/],
  ])("%s %s is refused", (key, value, problem) => {
    expect(problems({ [key]: value })).toEqual([expect.stringMatching(problem)]);
  });
  test.each([{}, { timeout: "168h", pollInterval: "1s" }, { timeout: "0s" }, { timeout: null }])("%j is fine", (more) => {
    expect(problems(more)).toEqual([]);
  });
});

test("a timer that is longer than Node's longest does not fire at once", async () => {
  let fired = false;
  const cancel = systemPorts.timer(2 ** 31, () => {
    fired = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  cancel();
  expect(fired).toBe(false);
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
