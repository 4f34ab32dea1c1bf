import { startDeadline } from "../../provider/http/deadline";
import { VirtualClock } from "../support/virtualClock";

describe("a deadline", () => {
  test("does not count the time of work that it is suspended for", async () => {
    const clock = new VirtualClock();
    const deadline = startDeadline(clock, 1000);
    await clock.advance(400);
    let finish: () => void = () => {};
    const work = deadline.suspended(() => new Promise<void>((resolve) => (finish = resolve)));
    await clock.advance(60_000);
    expect(deadline.limit.aborted).toBe(false);
    finish();
    await work;
    expect(deadline.left()).toBe(600);
    await clock.advance(599);
    expect(deadline.limit.aborted).toBe(false);
    await clock.advance(1);
    expect([deadline.limit.aborted, deadline.either.aborted]).toEqual([true, true]);
  });
  test("ends with the caller's signal too, also while it is suspended", async () => {
    const clock = new VirtualClock();
    const caller = new AbortController();
    const deadline = startDeadline(clock, 1000, caller.signal);
    const work = deadline.suspended(() => new Promise<void>((resolve) => deadline.either.addEventListener("abort", () => resolve())));
    caller.abort();
    await work;
    expect([deadline.limit.aborted, deadline.either.aborted]).toEqual([false, true]);
  });
});
