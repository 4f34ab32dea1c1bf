import { type Clock, sleep } from "../../provider/ports";
import type { CliIo } from "../io";
import { changes, type Seen, seenIn } from "./changes";
import type { Report } from "./report";
import { table } from "./table";

const clear = "\u001B[2J\u001B[3J\u001B[H";

/**
 * Looks again and again until the signal. A terminal shows the latest table; elsewhere the first look is printed, then a line for each change. A
 * look that fails says so and does not end the watch, unless it is the first.
 *
 * @returns The exit code of the last look that succeeded.
 */
export async function watch(
  lookOnce: () => Promise<Report>,
  { io, clock, seconds, signal }: { readonly io: CliIo; readonly clock: Clock; readonly seconds: number; readonly signal: AbortSignal },
): Promise<number> {
  let seen: Seen | undefined;
  let exitCode = 0;
  while (!signal.aborted) {
    try {
      const report = await lookOnce();
      exitCode = report.exitCode;
      if (io.terminal !== undefined)
        io.out(`${clear}${table(report, io.terminal)}\n${report.at.slice(0, 19)}Z, again every ${seconds} s. Ctrl-C ends it.\n`);
      else if (seen === undefined) io.out(table(report));
      else for (const line of changes(seen, report)) io.out(`${line}\n`);
      seen = seenIn(report);
    } catch (error) {
      if (signal.aborted) break;
      if (seen === undefined) throw error;
      io.err(`${new Date(clock.now()).toISOString().slice(0, 19)}Z ${error instanceof Error ? error.message : String(error)}\n`);
    }
    await sleep(clock, seconds * 1000, signal).catch(() => {});
  }
  return exitCode;
}
