import { ref } from "../openapi/operation";
import { readObject } from "../state/input";
import { readSpeed } from "../time/clock";
import { readDuration } from "../time/duration";
import type { ControlRoute } from "./route";

/** The clock that vetting, tokens, lagging reads and throttling go by. */
export const clockRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/clock",
    summary: "The emulator's time and its speed",
    gives: ref("Clock"),
    run: ({ control }) => control.clock(),
  },
  {
    method: "POST",
    path: "/clock/advance",
    summary: 'Step the clock: {by: "2d" or milliseconds}',
    takes: ref("Advance"),
    gives: ref("Clock"),
    run: ({ control, body }) => control.advanceClock(readDuration(readObject(body, "The body", ["by"])["by"], "by")),
  },
  {
    method: "PUT",
    path: "/clock/speed",
    summary: 'Let time run faster, or stand still: {speed: 60 or "60x", 0}',
    takes: ref("Speed"),
    gives: ref("Clock"),
    run: ({ control, body }) => control.setClockSpeed(readSpeed(readObject(body, "The body", ["speed"])["speed"], "speed")),
  },
];
