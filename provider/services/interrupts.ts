import { setMaxListeners } from "node:events";
import { fstatSync } from "node:fs";
import { PartnerCenterError } from "../errors";

/** How long an answer gets to leave the process after the last operation has ended, in milliseconds. */
const lastWords = 100;

/** The longest that a process stays after it was told to go, in milliseconds: longer than any operation takes with its read-back. */
const longestStay = 5 * 60_000;

export interface Interrupts {
  /** Ends every wait. A request that changes something is finished and recorded all the same. */
  readonly signal: AbortSignal;
  /** Keeps the process alive until the work has ended, whatever asks it to go. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  /** The engine's `Cancel` call, its answer to the first Ctrl-C: waits end, and the engine goes on. */
  cancel(): void;
}

/**
 * What may ask a provider's process to stop, beside the engine's `Cancel` call, which each front hears in its own way:
 *
 * - SIGINT or SIGTERM: waits end, what is in flight is finished, then the process ends;
 * - the end of standard input, which the engine holds open: the engine was killed, and nobody will end us.
 */
export function listenForInterrupts(): Interrupts {
  const interrupted = new AbortController();
  // Each operation in flight listens. Node takes more than ten for a leak, and says so on stderr, which Pulumi shows.
  setMaxListeners(0, interrupted.signal);
  let running = 0;
  let leaving = false;

  const endWaits = (): void => {
    if (interrupted.signal.aborted) return;
    interrupted.abort(
      new PartnerCenterError("Interrupted before it was finished.", { kind: "interrupted", remedy: "Nothing is lost: run it again." }),
    );
  };
  const goWhenIdle = (): void => {
    if (leaving && running === 0) setTimeout(() => running === 0 && process.exit(0), lastWords);
  };
  const leave = (): void => {
    if (!leaving) setTimeout(() => process.exit(1), longestStay).unref();
    leaving = true;
    endWaits();
    goWhenIdle();
  };

  // With the engine gone nobody reads what is printed. Pulumi's own handler would print that failure, too, and so on for ever.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("SIGINT", leave);
  process.on("SIGTERM", leave);
  onEngineGone(leave);

  return {
    signal: interrupted.signal,
    cancel: endWaits,
    async busy(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        goWhenIdle();
      }
    },
  };
}

function onEngineGone(leave: () => void): void {
  try {
    const input = fstatSync(0);
    if (!input.isFIFO() && !input.isSocket()) return;
  } catch {
    return;
  }
  process.stdin.on("end", leave).on("error", leave).resume();
  process.stdin.unref();
}
