import { MultiBar, type SingleBar } from "cli-progress";
import { type Outcome, sumOf, type Tally } from "./outcome";
import type { Listener } from "./runFleet";
import type { Shard } from "./shards";
import { duration, endingLine, inWords, number } from "./summary";
import type { Watch } from "./watch";

export interface Progress extends Listener {
  /** Takes away what would be drawn again. */
  close(): void;
}

/** How often a terminal is drawn, and a file gets a line, in milliseconds. */
const often = { bars: 200, lines: 15_000 };

/** Shows how far a run is: on a terminal bars that are drawn again, elsewhere a line for each shard and one now and then. */
export function showProgress(
  operation: string,
  shards: readonly Shard[],
  stream: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  const running = new Map<Shard, Watch>();
  const ended: Outcome[] = [];
  const line = (): string => {
    const tally = sumOf([...ended.map((outcome) => outcome.tally), ...[...running.values()].map((each) => each.tally())]);
    return progressLine({ operation, shards, ended, tally, elapsed: now() - began });
  };
  const view = stream.isTTY ? barsOn(stream, shards, now) : linesOn(stream, now);
  return {
    began(shard, watch) {
      running.set(shard, watch);
      view.began(shard);
      view.changed(line, running);
    },
    changed: () => view.changed(line, running),
    ended(outcome) {
      running.delete(outcome.shard);
      ended.push(outcome);
      view.ended(outcome);
      view.changed(line, running);
    },
    close: () => view.close(),
  };
}

interface View {
  began(shard: Shard): void;
  changed(line: () => string, running: ReadonlyMap<Shard, Watch>): void;
  ended(outcome: Outcome): void;
  close(): void;
}

/** A bar for all and one for each shard that is under way. What went wrong stays above them. */
function barsOn(stream: NodeJS.WriteStream, shards: readonly Shard[], now: () => number): View {
  const bars = new MultiBar({
    stream,
    hideCursor: true,
    clearOnComplete: true,
    forceRedraw: true,
    fps: 5,
    gracefulExit: false,
    barsize: 20,
    linewrap: false,
    emptyOnZero: true,
    format: "{bar} {line}",
  });
  const all = bars.create(sumOfCustomers(shards), 0, { line: "" });
  const own = new Map<Shard, SingleBar>();
  let finished = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    began: (shard) => void own.set(shard, bars.create(shard.customers.length, 0, { line: shard.stack })),
    changed(line, running) {
      // To count takes as long as there are customers.
      if (now() - last < often.bars) return;
      last = now();
      let done = 0;
      for (const [shard, watch] of running) {
        const tally = watch.tally();
        done += tally.done;
        own.get(shard)?.update(tally.done, { line: `${shard.stack}  ${number(tally.done)} of ${number(shard.customers.length)}` });
      }
      all.update(finished + done, { line: line() });
    },
    ended(outcome) {
      finished += outcome.ending === "skipped" ? outcome.tally.total : outcome.tally.done;
      const bar = own.get(outcome.shard);
      if (bar) bars.remove(bar);
      own.delete(outcome.shard);
      last = Number.NEGATIVE_INFINITY;
      if (outcome.ending !== "ok" && outcome.ending !== "skipped") bars.log(`${endingLine(outcome)}\n`);
    },
    close() {
      // What was said last would be lost otherwise.
      bars.update();
      bars.stop();
    },
  };
}

function linesOn(stream: NodeJS.WriteStream, now: () => number): View {
  let last = now();
  return {
    began: () => {},
    changed(line) {
      if (now() - last < often.lines) return;
      last = now();
      stream.write(`${line()}\n`);
    },
    ended: (outcome) => void stream.write(`${endingLine(outcome)}\n`),
    close: () => {},
  };
}

function sumOfCustomers(shards: readonly Shard[]): number {
  return shards.reduce((sum, { customers }) => sum + customers.length, 0);
}

export interface Picture {
  readonly operation: string;
  readonly shards: readonly Shard[];
  readonly ended: readonly Outcome[];
  readonly tally: Tally;
  readonly elapsed: number;
}

/** How far all is, what has become of the customers, and how long the rest takes. */
export function progressLine({ operation, shards, ended, tally, elapsed }: Picture): string {
  const total = sumOfCustomers(shards);
  // What was finished before takes no time, so it says nothing about the rest.
  const before = ended.filter(({ ending }) => ending === "skipped").reduce((sum, outcome) => sum + outcome.tally.total, 0);
  const left = timeLeft({ done: tally.done, total: total - before, elapsed });
  const parts = [
    `${operation}: ${ended.length} of ${shards.length} shards`,
    `${number(tally.done + before)} of ${number(total)} qualifications`,
    inWords(tally),
    left === undefined ? "" : `${duration(left)} left`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** How long the rest takes, in milliseconds, if it goes on as it went; nothing while that would be a guess. */
export function timeLeft({
  done,
  total,
  elapsed,
}: {
  readonly done: number;
  readonly total: number;
  readonly elapsed: number;
}): number | undefined {
  if (done >= total) return 0;
  if (done === 0 || elapsed < 2_000) return undefined;
  return (elapsed / done) * (total - done);
}
