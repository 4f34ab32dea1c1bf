import { duration, timeLeft } from "./eta";
import type { Outcome } from "./outcome";
import type { Shard } from "./plan";
import type { Listener } from "./runFleet";
import { sumOf, type Tally } from "./tally";
import { endingLine, inWords, number } from "./text";
import type { Watch } from "./watch";

/** Where progress goes. */
export interface Screen {
  /** Whether lines may be drawn again, as on a terminal. */
  readonly live: boolean;
  readonly columns: number;
  write(text: string): void;
}

export interface Progress extends Listener {
  /** Takes away what would be drawn again. */
  close(): void;
}

/** How often a terminal is drawn, and a file gets a line, in milliseconds. */
const often = { live: 200, plain: 15_000 };

/** Shows how far a run is: on a terminal a block that is drawn again, elsewhere a line for each shard and one now and then. */
export function showProgress(
  operation: string,
  shards: readonly Shard[],
  screen: Screen,
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  const running = new Map<Shard, Watch>();
  const ended: Outcome[] = [];
  let drawn = 0;
  let last = began;

  const wipe = (): void => {
    if (drawn > 0) screen.write(`\u001B[${drawn}A\u001B[0J`);
    drawn = 0;
  };
  const lines = (): readonly string[] => {
    const tally = sumOf([...ended.map((outcome) => outcome.tally), ...[...running.values()].map((each) => each.tally())]);
    return progressLines({ operation, shards, ended, running, tally, elapsed: now() - began });
  };
  const draw = (): void => {
    wipe();
    const block = lines();
    for (const line of block) screen.write(`${line.slice(0, screen.columns - 1)}\n`);
    drawn = block.length;
  };
  const tick = (): void => {
    if (now() - last < (screen.live ? often.live : often.plain)) return;
    last = now();
    if (screen.live) draw();
    else screen.write(`${lines()[0] ?? ""}\n`);
  };

  return {
    began(shard, watch) {
      running.set(shard, watch);
      tick();
    },
    changed: tick,
    ended(outcome) {
      running.delete(outcome.shard);
      ended.push(outcome);
      const good = outcome.ending === "ok" || outcome.ending === "skipped";
      if (!screen.live || !good) {
        wipe();
        screen.write(`${endingLine(outcome)}\n`);
      }
      if (screen.live) draw();
      else tick();
    },
    close: wipe,
  };
}

export interface Picture {
  readonly operation: string;
  readonly shards: readonly Shard[];
  readonly ended: readonly Outcome[];
  readonly running: ReadonlyMap<Shard, Pick<Watch, "tally">>;
  readonly tally: Tally;
  readonly elapsed: number;
}

/** The block: how far all is, what has become of the customers, and each shard that is under way. */
export function progressLines({ operation, shards, ended, running, tally, elapsed }: Picture): readonly string[] {
  const total = shards.reduce((sum, { customers }) => sum + customers.length, 0);
  // What was finished before takes no time, so it says nothing about the rest.
  const before = ended.filter(({ ending }) => ending === "skipped").reduce((sum, outcome) => sum + outcome.tally.total, 0);
  const left = timeLeft({ done: tally.done, total: total - before, elapsed });
  const parts = [
    `${operation}: ${ended.length} of ${shards.length} shards`,
    `${number(tally.done + before)} of ${number(total)} qualifications`,
    inWords(tally),
    left === undefined ? "" : `${duration(left)} left`,
  ];
  return [
    parts.filter((part) => part !== "").join(", "),
    ...[...running].map(([{ stack, customers }, watch]) => `  ${stack}  ${number(watch.tally().done)} of ${number(customers.length)}`),
  ];
}
