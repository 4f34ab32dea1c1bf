import { setImmediate as turn } from "node:timers/promises";
import { runAll } from "../../../examples/fleet/pool";

const never = new AbortController().signal;

test("never more than allowed at the same time, and each item once, in order", async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    most = Math.max(most, ++running);
    for (let i = 0; i < (item * 7) % 5; i++) await turn();
    running--;
  };
  const items = Array.from({ length: 25 }, (_, n) => n);
  await runAll(items, 3, work, never);
  expect(begun).toEqual(items);
  expect(most).toBe(3);
});

test("after the stop, what is under way ends and nothing is begun", async () => {
  const stop = new AbortController();
  const ended: number[] = [];
  await runAll(
    [1, 2, 3, 4, 5],
    2,
    async (item) => {
      if (item === 2) stop.abort();
      await turn();
      ended.push(item);
    },
    stop.signal,
  );
  expect(ended).toEqual([1, 2]);
});

test("nothing to do is done", () => runAll([], 3, () => Promise.reject(new Error("never")), never));
