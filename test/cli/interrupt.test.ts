import { unlessAborted, untilInterrupted } from "../../cli/interrupt";

const listeners = (): number[] => ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => signal.addEventListener("abort", () => resolve()));

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s ends the work, and the exit code says so, whatever it answers or throws", async (name, code) => {
  const before = listeners();
  const answers = untilInterrupted(async (signal) => {
    await aborted(signal);
    return 0;
  });
  process.emit(name);
  expect(await answers).toBe(code);
  const throws = untilInterrupted(async (signal) => {
    await aborted(signal);
    throw new Error("interrupted");
  });
  process.emit(name);
  expect(await throws).toBe(code);
  expect(listeners()).toEqual(before);
});

test("without an interruption it is as if it were not there", async () => {
  const before = listeners();
  expect(await untilInterrupted(async () => 2)).toBe(2);
  await expect(untilInterrupted(() => Promise.reject(new Error("of its own")))).rejects.toThrow("of its own");
  expect(listeners()).toEqual(before);
});

test("a second one is left to the process, which it ends", async () => {
  const before = listeners();
  const work = untilInterrupted(async (signal) => {
    await aborted(signal);
    return process.listenerCount("SIGINT");
  });
  process.emit("SIGINT");
  expect(listeners()[0]).toBe(before[0]);
  expect(await work).toBe(130);
});

test("work that pays no attention to a signal is not waited for", async () => {
  const controller = new AbortController();
  const work = unlessAborted(new Promise(() => {}), controller.signal);
  controller.abort(new Error("enough"));
  await expect(work).rejects.toThrow("enough");
  await expect(unlessAborted(new Promise(() => {}), controller.signal)).rejects.toThrow("enough");
  expect(await unlessAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
});
