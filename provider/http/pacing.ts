/** When the next request may leave. One for each client, since Partner Center throttles by partner tenant. */
export interface Pacing {
  /** How many milliseconds to wait at `now`; 0 takes the turn. Ask again after the wait. */
  turn(now: number): number;
  /** The service asked everybody to wait. */
  pause(now: number, ms: number): void;
}

/**
 * Without a ceiling requests leave at once, until the service says 429. A ceiling spaces them evenly. Spans are never trusted to be
 * longer than they were asked for, so that a clock set back does not stop everything.
 */
export function createPacing(requestsPerMinute?: number): Pacing {
  const gap = requestsPerMinute === undefined ? 0 : 60_000 / requestsPerMinute;
  let paused = { until: Number.NEGATIVE_INFINITY, ms: 0 };
  let next = Number.NEGATIVE_INFINITY;
  return {
    turn(now) {
      const pause = Math.min(paused.until - now, paused.ms);
      const wait = Math.max(pause, Math.min(next - now, gap), 0);
      if (wait > 0) return Math.ceil(wait);
      next = now + gap;
      return 0;
    },
    pause(now, ms) {
      if (now + ms > paused.until || paused.until - now > paused.ms) paused = { until: now + ms, ms };
    },
  };
}
