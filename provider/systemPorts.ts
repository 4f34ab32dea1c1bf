import { randomUUID } from "node:crypto";
import type { Ports } from "./ports";

/** Node's timers hold a span of at most so many milliseconds, some 24 days; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

/** The world as it is: the machine's clock, timers and randomness. */
export const systemPorts: Ports = {
  now: () => Date.now(),
  timer(ms, fire) {
    let handle: NodeJS.Timeout;
    const wait = (left: number): void => {
      handle = left > longestTimer ? setTimeout(() => wait(left - longestTimer), longestTimer) : setTimeout(fire, left);
    };
    wait(ms);
    return () => clearTimeout(handle);
  },
  random: () => Math.random(),
  uuid: () => randomUUID(),
};
