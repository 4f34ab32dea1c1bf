import { fstatSync } from "node:fs";
import { Server } from "node:net";
import { PartnerCenterError } from "../errors";

/** How long an answer gets to leave the process after the last operation has ended, in milliseconds. */
const lastWords = 100;

export interface Interrupts {
  /** Ends every wait. A request that changes something is finished and recorded all the same. */
  readonly signal: AbortSignal;
  /** Keeps the process alive until the work has ended, whatever asks it to go. */
  busy<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * What may ask a dynamic-provider process to stop:
 *
 * - SIGINT or SIGTERM: waits end, what is in flight is finished, then the process ends;
 * - the engine's `Cancel` call, its answer to the first Ctrl-C, which Pulumi's own server ignores (facts: pulumi §0.10): waits
 *   end, and the engine goes on;
 * - the end of standard input, which the engine holds open: the engine was killed, and nobody will end us.
 */
export function listenForInterrupts(): Interrupts {
  const interrupted = new AbortController();
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
    leaving = true;
    endWaits();
    goWhenIdle();
  };

  process.on("SIGINT", leave);
  process.on("SIGTERM", leave);
  onEngineCancel(endWaits);
  onEngineGone(leave);

  return {
    signal: interrupted.signal,
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

const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Listens beside Pulumi's own gRPC server in this process, which is an HTTP/2 server of Node's. Where it is not found, Ctrl-C waits for the
 * operations' own limits, as in every dynamic provider.
 */
function onEngineCancel(cancel: () => void): void {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?: () => unknown[] };
  for (const handle of handles?.call(process) ?? []) {
    if (!(handle instanceof Server)) continue;
    handle.on("stream", (_stream: unknown, headers: Readonly<Record<string, unknown>>) => {
      if (headers[":path"] === cancelPath) cancel();
    });
  }
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
