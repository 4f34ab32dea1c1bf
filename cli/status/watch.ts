import { type Clock, sleep } from "../../provider/ports";
import type { CliIo, Terminal } from "../io";
import { clip, wrap } from "../width";
import { changes, type Seen, seenIn } from "./changes";
import type { Report } from "./report";
import { table, tableParts } from "./table";

/** A screen of its own, without a cursor, so that what the terminal showed before comes back (xterm: DECSET 1049 and 25). */
const [enter, leave] = ["\u001B[?1049h\u001B[?25l", "\u001B[?25h\u001B[?1049l"];
const [home, erase] = ["\u001B[H", "\u001B[J"];
const usualRows = 24;

/**
 * Requests a minute that a watch makes at most. Partner Center allows 500 for each partner ("get-started/rate-limiting"); half of them are left to
 * deployments (judgement).
 */
const requestsAMinute = 250;

/** Milliseconds until the next look: what was asked for, or as many as its requests need. */
export function waitAfter(report: Report, seconds: number): number {
  const asked = report.source === "partnerCenter" ? new Set(report.rows.map(({ customerId }) => customerId)).size : 0;
  return Math.max(seconds * 1000, Math.ceil((asked * 60_000) / requestsAMinute));
}

/** Where a watch is shown. */
interface View {
  show(report: Report, wait: number): void;
  /** A look that failed. */
  fail(message: string): void;
  close(): void;
}

/**
 * Looks again and again until the signal. A terminal shows the latest table on a screen of its own, as many rows as fit, what needs a person first;
 * elsewhere the first look is printed, then a line for each change. A look that fails says so and does not end the watch, unless it is the first.
 *
 * @returns The exit code of the last look that succeeded.
 */
export async function watch(
  lookOnce: () => Promise<Report>,
  { io, clock, seconds, signal }: { readonly io: CliIo; readonly clock: Clock; readonly seconds: number; readonly signal: AbortSignal },
): Promise<number> {
  let [view, last]: [View?, Report?] = [];
  try {
    while (!signal.aborted) {
      try {
        last = await lookOnce();
        if (signal.aborted) break;
        view ??= io.terminal?.onResize === undefined ? linesOn(io) : screenOn(io, io.terminal, io.terminal.onResize);
        view.show(last, waitAfter(last, seconds));
      } catch (error) {
        if (signal.aborted) break;
        if (view === undefined) throw error;
        view.fail(`${timeOf(new Date(clock.now()).toISOString())} ${error instanceof Error ? error.message : String(error)}`);
      }
      await sleep(clock, last === undefined ? seconds * 1000 : waitAfter(last, seconds), signal).catch(() => {});
    }
  } finally {
    view?.close();
  }
  return last?.exitCode ?? 0;
}

function linesOn(io: CliIo): View {
  let seen: Seen | undefined;
  return {
    show(report) {
      if (seen === undefined) io.out(table(report, io.terminal));
      else for (const line of changes(seen, report)) io.out(`${line}\n`);
      seen = seenIn(report);
    },
    fail: (message) => io.err(`${message}\n`),
    close: () => {},
  };
}

function screenOn(io: CliIo, terminal: Terminal, onResize: NonNullable<Terminal["onResize"]>): View {
  let [draw, trouble]: [() => void, string?] = [() => {}];
  const ignoreResizes = onResize(() => draw());
  io.out(enter);
  return {
    show(report, wait) {
      trouble = undefined;
      draw = () => io.out(screen(report, wait, trouble, terminal));
      draw();
    },
    fail(message) {
      trouble = message;
      draw();
    },
    close() {
      ignoreResizes();
      io.out(leave);
    },
  };
}

/** A screen full: nothing of it scrolls away. */
function screen(report: Report, wait: number, trouble: string | undefined, terminal: Terminal): string {
  const { columns, rows: height = usualRows } = terminal;
  const { head, rows, foot } = tableParts(report, terminal);
  const again = `${timeOf(report.at)}, again every ${Math.round(wait / 100) / 10} s. Ctrl-C ends it.`;
  const below = ["", ...foot, ...(trouble === undefined ? [] : wrap(trouble, columns)), ...wrap(again, columns)];
  // However low the window is, half of it is for what needs a person.
  const bottom = below.slice(0, Math.max(0, Math.floor(height / 2) - head.length));
  const room = Math.max(1, height - head.length - bottom.length);
  const shown = fitting(rows, room, columns);
  const lines = [...head, ...shown, ...bottom].slice(0, height);
  return `${home}${lines.map((line) => `${line}\u001B[K`).join("\r\n")}${erase}`;
}

/** As many whole rows as fit; where some do not, the last line says how many. */
function fitting(rows: readonly (readonly string[])[], room: number, columns: number): readonly string[] {
  const all = rows.flat();
  if (all.length <= room) return all;
  const lines: string[] = [];
  let shown = 0;
  for (const row of rows) {
    if (shown > 0 && lines.length + row.length > room - 1) break;
    lines.push(...row);
    shown++;
  }
  return [...lines.slice(0, Math.max(1, room - 1)), clip(`… and ${rows.length - shown} more, less urgent`, columns)];
}

function timeOf(iso: string): string {
  return `${iso.slice(0, 19)}Z`;
}
