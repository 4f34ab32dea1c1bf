import { type Emulator, startEmulator } from "../../emulator";
import { APPROVAL_STUB, type DynamicProvider, startDynamicProvider } from "./support/dynamicProvider";

const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const id = `${customerId}/Education`;
const education = { customerId, qualification: "Education", educationSegment: "K12" };

let emulator: Emulator;
let provider: DynamicProvider;

beforeEach(async () => {
  emulator = await startEmulator();
  emulator.control.addCustomer({ id: customerId });
  provider = await startDynamicProvider({ env: { PARTNERCENTER_EMULATOR: emulator.url } });
});

afterEach(async () => {
  await provider.stop();
  await emulator.close();
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 500) throw new Error("waited too long");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const looks = (): number => emulator.control.requests({ method: "GET" }).length;

async function waitingGate(): Promise<{ ended: Promise<{ message: string; at: number }> }> {
  emulator.control.setQualifications(customerId, [{ qualification: "Education", vettingStatus: "InReview" }]);
  const ended = provider
    .as(APPROVAL_STUB)
    .create({ qualificationId: id, timeout: "1h", pollInterval: "10m" })
    .then(
      () => ({ message: "opened", at: performance.now() }),
      (error: Error) => ({ message: error.message, at: performance.now() }),
    );
  await until(() => looks() === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { ended };
}

test.each(["SIGINT", "SIGTERM"] as const)("%s ends a wait for approval at once, and the process after it", async (signal) => {
  const { ended } = await waitingGate();
  const sent = performance.now();
  provider.kill(signal);
  const { message, at } = await ended;
  expect(message).toContain("Interrupted before it was finished. Nothing is lost: run it again.");
  // In the process it takes no time (test/qualification/approval.test.ts); what is left is a busy machine's.
  expect(at - sent).toBeLessThan(1_000);
  expect(await provider.exited).toEqual({ code: 0, signal: null });
});

test("the engine's Cancel ends a wait for approval, and the process goes on", async () => {
  const { ended } = await waitingGate();
  await provider.cancel();
  expect((await ended).message).toContain("Interrupted before it was finished.");
  expect(await provider.diff(id, education, education)).toMatchObject({ changes: false });
});

test("SIGTERM ends a back-off", async () => {
  emulator.control.fault({
    match: { method: "GET", path: "/qualifications" },
    kind: "status",
    status: 429,
    headers: { "Retry-After": "60" },
    times: "always",
  });
  const ended = provider.create(education).then(
    () => "created",
    (error: Error) => error.message,
  );
  await until(() => looks() === 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  provider.kill("SIGTERM");
  expect(await ended).toMatch(/interrupted/i);
});

test("a request in flight is finished and recorded before the process ends", async () => {
  emulator.control.fault({ match: { method: "POST", path: "/qualifications" }, kind: "slow", delayMs: 400 });
  const created = provider.create(education);
  await until(() => emulator.control.requests({ method: "POST", path: "/qualifications" }).length === 1);
  provider.kill("SIGINT");
  expect((await created).outs).toMatchObject({ vettingStatus: "InReview", lastSubmission: { number: 1 } });
  expect(await provider.exited).toEqual({ code: 0, signal: null });
  expect(emulator.control.submissions()).toHaveLength(1);
});
