import type { Clock } from "../ports";

/** The end of an operation: its own limit, or the caller's signal. */
export interface Deadline {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Aborted when the limit passes. */
  readonly limit: AbortSignal;
  /** Aborted when the limit passes or the caller gives up. */
  readonly either: AbortSignal;
  /** Ends the timer and lets go of the caller's signal. */
  end(): void;
}

export function startDeadline(clock: Clock, ms: number, signal?: AbortSignal): Deadline {
  const limit = new AbortController();
  const either = new AbortController();
  const give = (): void => either.abort();
  const cancel = clock.timer(ms, () => {
    limit.abort();
    either.abort();
  });
  if (signal?.aborted) either.abort();
  else signal?.addEventListener("abort", give, { once: true });
  return {
    at: clock.now() + ms,
    limit: limit.signal,
    either: either.signal,
    end() {
      cancel();
      signal?.removeEventListener("abort", give);
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
