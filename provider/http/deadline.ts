import type { Clock } from "../ports";

/** The end of an operation: its own limit, or the caller's signal. */
export interface Deadline {
  /** The whole limit, in milliseconds. */
  readonly ms: number;
  /** Aborted when the limit has passed. */
  readonly limit: AbortSignal;
  /** Aborted when the limit has passed or the caller gives up. */
  readonly either: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  /** Does work on whose time the limit does not count. */
  suspended<T>(work: () => Promise<T>): Promise<T>;
  /** Ends the timer and lets go of the caller's signal. */
  end(): void;
}

export function startDeadline(clock: Clock, ms: number, signal?: AbortSignal): Deadline {
  const limit = new AbortController();
  const either = new AbortController();
  let at = clock.now() + ms;
  const start = (): (() => void) =>
    clock.timer(Math.max(at - clock.now(), 0), () => {
      limit.abort();
      either.abort();
    });
  let cancel = start();
  const giveUp = (): void => either.abort();
  if (signal?.aborted) either.abort();
  else signal?.addEventListener("abort", giveUp, { once: true });
  return {
    ms,
    limit: limit.signal,
    either: either.signal,
    left: () => at - clock.now(),
    async suspended(work) {
      cancel();
      const left = at - clock.now();
      try {
        return await work();
      } finally {
        at = clock.now() + left;
        cancel = start();
      }
    },
    end() {
      cancel();
      signal?.removeEventListener("abort", giveUp);
    },
  };
}

/** Resolves with the work's result, or rejects as soon as the signal is aborted; the work itself goes on. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) {
      work.catch(() => {});
      abort();
      return;
    }
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
