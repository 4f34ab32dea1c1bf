/** A place in the queue of requests. Both waits are told anew for each `now`, in milliseconds; with both 0 the request may leave. */
export interface Turn {
  /** What is left of the pause that the service has asked for. */
  pause(now: number): number;
  /** How long the requests before this one take by the ceiling. The queue stands still during a pause. */
  queue(now: number): number;
}

/** When the next request may leave. One for each client, since Partner Center throttles by partner tenant. */
export interface Pacing {
  /** Takes the next place in the queue. */
  turn(now: number): Turn;
  /** The service asked everybody to wait. */
  pause(now: number, ms: number): void;
}

/**
 * Without a ceiling requests leave at once, until the service says 429. A ceiling spaces them evenly, in the order in which they took
 * their places. Time is counted in steps that never run backwards, so that a clock set back does not stop everything.
 */
export function createPacing(requestsPerMinute?: number): Pacing {
  const gap = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
  /** How far the queue has moved on, and where its next free place is. */
  let moved = 0;
  let free = 0;
  let pause = 0;
  let seen: number | undefined;

  const advance = (now: number): void => {
    const passed = Math.max(now - (seen ?? now), 0);
    const paused = Math.min(passed, pause);
    pause -= paused;
    moved += passed - paused;
    seen = now;
  };

  return {
    turn(now) {
      advance(now);
      const place = Math.max(free, moved);
      free = place + gap;
      return {
        pause(at) {
          advance(at);
          return Math.ceil(pause);
        },
        queue(at) {
          advance(at);
          return Math.ceil(Math.max(place - moved, 0));
        },
      };
    },
    pause(now, ms) {
      advance(now);
      pause = Math.max(pause, ms);
    },
  };
}
