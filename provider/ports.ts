/**
 * What the runtime needs of the world. Everything that is not a pure decision reaches time, chance and
 * identifiers through these ports, so that a simulation can run the real code in virtual time.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. May jump: a span is only ever compared, never assumed to be positive. */
  now(): number;
  /** Calls `fire` once after `ms` milliseconds; the returned function cancels it. */
  timer(ms: number, fire: () => void): () => void;
}

export interface Ports extends Clock {
  /** A number in [0, 1). */
  random(): number;
  /** A version 4 UUID in lower case. */
  uuid(): string;
}

/** Waits `ms` milliseconds, or rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = (): void => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.timer(ms, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}
