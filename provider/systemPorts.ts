import { randomUUID } from "node:crypto";
import type { Ports } from "./ports";

/** The world as it is: the machine's clock, timers and randomness. */
export const systemPorts: Ports = {
  now: () => Date.now(),
  timer(ms, fire) {
    const handle = setTimeout(fire, ms);
    return () => clearTimeout(handle);
  },
  random: () => Math.random(),
  uuid: () => randomUUID(),
};
