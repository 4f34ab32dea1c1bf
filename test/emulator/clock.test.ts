import fc from "fast-check";
import type { Emulator } from "../../emulator";
import { AdjustableClock, readSpeed } from "../../emulator/time/clock";
import { formatDuration, parseDuration } from "../../emulator/time/duration";
import { call, contosoId, list, post, withEmulator } from "./support";

const start = Date.parse("2026-01-02T03:04:05Z");

async function withStoppedClock(test: (emulator: Emulator, real: { now: number }) => Promise<void>): Promise<void> {
  const real = { now: start };
  await withEmulator({ clock: { now: () => real.now }, clockSpeed: 0 }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    await test(emulator, real);
  });
}

test("a clock that stands still moves when it is stepped", async () => {
  await withStoppedClock(async (emulator, real) => {
    emulator.control.play("approve after 1d");
    await post(emulator, { qualification: "Education", educationSegment: "K12" });
    real.now += 1e9;
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "InReview" }]);
    expect(emulator.control.advanceClock("1d")).toEqual({ now: "2026-01-03T03:04:05.000Z", speed: 0 });
    expect(await list(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
  });
});

test("a faster clock makes minutes of seconds, tokens expire by it, and a reset brings it back", async () => {
  await withStoppedClock(async (emulator, real) => {
    const { control } = emulator;
    control.setClockSpeed(60);
    real.now += 1000;
    expect(control.clock()).toEqual({ now: "2026-01-02T03:05:05.000Z", speed: 60 });
    control.setClockSpeed(1);
    real.now += 1000;
    expect(control.clock().now).toBe("2026-01-02T03:05:06.000Z");
    control.advanceClock("3d");
    control.reset();
    expect(control.clock()).toEqual({ now: new Date(real.now).toISOString(), speed: 0 });
    control.advanceClock(100 * 365 * 86_400_000);
    expect((await call(emulator, "GET", "/v1/customers")).status).toBe(401);
  });
});

test("it is read and set over HTTP", async () => {
  await withStoppedClock(async (emulator) => {
    const send = (method: string, path: string, body?: unknown): ReturnType<typeof call> =>
      call(emulator, method, `/_emulator/clock${path}`, { token: null, body });
    expect((await send("POST", "/advance", { by: "90s" })).json).toEqual({ now: "2026-01-02T03:05:35.000Z", speed: 0 });
    expect((await send("PUT", "/speed", { speed: "60x" })).json).toMatchObject({ speed: 60 });
    expect((await send("GET", "")).json).toEqual(emulator.control.clock());
    expect((await send("POST", "/advance", { by: "soon" })).json).toEqual({
      error: 'by must be a time such as "500ms", "2s", "5m", "1h" or "3d", or a number of milliseconds.',
    });
    for (const [path, body] of [
      ["/advance", { by: -1 }],
      ["/advance", { by: 9e15 }],
      ["/speed", { speed: -1 }],
      ["/speed", { speed: "fast" }],
    ] as const)
      expect((await send(path === "/speed" ? "PUT" : "POST", path, body)).status).toBe(400);
  });
});

test("time never runs backwards, whatever is done to the clock", () => {
  const step = fc.oneof(
    fc.record({ pass: fc.nat(1e6) }),
    fc.record({ advance: fc.nat(1e9) }),
    fc.record({ speed: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let real = start;
      const clock = new AdjustableClock({ now: () => real });
      for (const each of steps) {
        const before = clock.now();
        if ("pass" in each) real += each.pass;
        else if ("advance" in each) clock.advance(each.advance);
        else clock.setSpeed(each.speed);
        expect(clock.now()).toBeGreaterThanOrEqual(before);
        expect(Number.isInteger(clock.now())).toBe(true);
      }
    }),
  );
});

test("what a duration is written as is read as the same", () => {
  fc.assert(fc.property(fc.nat(86_400_000 * 9), (ms) => expect(parseDuration(formatDuration(ms))).toBe(ms)));
  expect(["1.5h", "2 s", "5min", "10", "-1s", "1y"].map(parseDuration)).toEqual([
    5_400_000,
    2000,
    300_000,
    undefined,
    undefined,
    undefined,
  ]);
  expect(["60x", "0", 1, "1.5x"].map((each) => readSpeed(each, "speed"))).toEqual([60, 0, 1, 1.5]);
});
