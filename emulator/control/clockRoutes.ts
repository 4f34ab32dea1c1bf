import { ref } from "../openapi/operation";
import { readSpeed } from "../time/clock";
import { readDuration } from "../time/duration";
import type { ControlRoute } from "./route";
import { takes } from "./takes";

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
    gives: ref("Clock"),
    ...takes("Advance", ({ control }, { by }) => control.advanceClock(readDuration(by, "by"))),
  },
  {
    method: "PUT",
    path: "/clock/speed",
    summary: 'Let time run faster, or stand still: {speed: 60 or "60x", 0}',
    gives: ref("Clock"),
    ...takes("Speed", ({ control }, { speed }) => control.setClockSpeed(readSpeed(speed, "speed"))),
  },
];
