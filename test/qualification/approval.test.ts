import { waitForApproval } from "../../provider/qualification/approval";
import type { QualificationEntry } from "../../provider/qualification/model";
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
