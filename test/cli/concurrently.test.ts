import { concurrently } from "../../cli/concurrently";

const numbers = Array.from({ length: 30 }, (_, index) => index);
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("every item once, at most eight at a time, in order", async () => {
  let [running, most] = [0, 0];
  const results = await concurrently(numbers, async (number) => {
    most = Math.max(most, ++running);
    await tick();
    running--;
    return number * 2;
  });
  expect(results).toEqual(numbers.map((number) => number * 2));
  expect(most).toBe(8);
});

test("the first failure ends it: what is under way is told, and nothing is begun after it", async () => {
  const [begun, ended]: [number[], number[]] = [[], []];
  const work = (number: number, signal: AbortSignal): Promise<void> => {
    begun.push(number);
    if (number === 3) return Promise.reject(new Error("of all"));
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(ended.push(number))));
  };
  await expect(concurrently(numbers, work)).rejects.toThrow("of all");
  await tick();
  expect(ended).toEqual([0, 1, 2, 4, 5, 6, 7]);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test("its signal ends it, also before it has begun", async () => {
  const controller = new AbortController();
  const work = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const running = concurrently(numbers, work, controller.signal);
  controller.abort(new Error("Ctrl-C"));
  await expect(running).rejects.toThrow("Ctrl-C");
  await expect(concurrently(numbers, work, controller.signal)).rejects.toThrow("Ctrl-C");
});
