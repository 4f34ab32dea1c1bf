import { createPacing } from "../../provider/http/pacing";

describe("pacing", () => {
  /** What a new request has to wait for at a time: the pause and the queue. */
  const waits = (pacing: ReturnType<typeof createPacing>, now: number): [number, number] => {
    const turn = pacing.turn(now);
    return [turn.pause(now), turn.queue(now)];
  };
  test("lets everything go at once, until somebody is told to wait", () => {
    const pacing = createPacing();
    expect([waits(pacing, 0), waits(pacing, 0)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    pacing.pause(0, 5000);
    expect([waits(pacing, 0)[0], waits(pacing, 4999)[0], waits(pacing, 5000)[0]]).toEqual([5000, 1, 0]);
  });
  test("the longest pause counts", () => {
    const pacing = createPacing();
    pacing.pause(0, 5000);
    pacing.pause(0, 1000);
    expect(waits(pacing, 2000)[0]).toBe(3000);
    pacing.pause(2000, 10_000);
    expect(waits(pacing, 2000)[0]).toBe(10_000);
  });
  test("a clock set back by a day does not stop everything for a day", () => {
    const pacing = createPacing(60);
    const day = 86_400_000;
    expect(waits(pacing, day)).toEqual([0, 0]);
    pacing.pause(day, 5000);
    expect(waits(pacing, 0)).toEqual([5000, 1000]);
    expect(waits(pacing, 5000)).toEqual([0, 2000]);
  });
  test("a ceiling gives each request a place of its own, in the order of asking", () => {
    const pacing = createPacing(120);
    expect([0, 0, 0, 700, 5000].map((now) => waits(pacing, now)[1])).toEqual([0, 500, 1000, 800, 0]);
  });
  test("a place that was taken is kept, and the queue stands still while the service wants a pause", () => {
    const pacing = createPacing(60);
    const turns = [0, 0, 0].map((now) => pacing.turn(now));
    pacing.pause(500, 10_000);
    expect(turns.map((turn) => [turn.pause(500), turn.queue(500)])).toEqual([
      [10_000, 0],
      [10_000, 500],
      [10_000, 1500],
    ]);
    // The pause is over: still one second between two of them.
    expect(turns.map((turn) => [turn.pause(10_500), turn.queue(10_500)])).toEqual([
      [0, 0],
      [0, 500],
      [0, 1500],
    ]);
  });
});
