import { pad, widthOf } from "../width";
import { type Concern, type Ending, keysOfTally, type Outcome, sumOf, type Tally } from "./outcome";

const words: Readonly<Record<keyof Tally, string>> = {
  total: "declared",
  done: "done",
  submitted: "submitted",
  adopted: "adopted",
  changed: "changed",
  decided: "newly decided",
  forgotten: "forgotten",
  inReview: "in review",
  approved: "approved",
  denied: "denied",
  notListed: "not listed",
  failed: "failed",
};

export const marks: Readonly<Record<Ending, string>> = { ok: "✓", failed: "✗", locked: "✗", skipped: "-", waiting: "…" };

export const number = (value: number): string => value.toLocaleString("en-US");

/** `12 submitted, 12 in review`; what is zero is left out. */
export function inWords(tally: Tally): string {
  const parts = keysOfTally.filter((key) => key !== "total" && key !== "done" && tally[key] > 0);
  return parts.map((key) => `${number(tally[key])} ${words[key]}`).join(", ") || "nothing to do";
}

/** One line for a shard that has ended. */
export function endingLine({ shard, ending, tally, milliseconds }: Outcome): string {
  const what = {
    ok: inWords(tally),
    failed: inWords(tally),
    locked: "locked by another run",
    skipped: "finished before",
    waiting: "not begun",
  };
  const after = ending === "skipped" || ending === "waiting" ? "" : ` (${duration(milliseconds)})`;
  return `${marks[ending]} ${shard.stack}  ${what[ending]}${after}`;
}

/** How many rows a table may have before those that went well are left out. */
const mostRows = 24;
const mostErrors = 5;

/** What is printed at the end. */
export function summary(outcomes: readonly Outcome[], milliseconds: number): readonly string[] {
  const total = sumOf(outcomes.map(({ tally }) => tally));
  const columns = keysOfTally.filter((key) => key === "total" || key === "done" || total[key] > 0);
  const odd = outcomes.filter(({ ending }) => ending !== "ok" && ending !== "skipped");
  const shown = outcomes.length <= mostRows ? outcomes : outcomes.filter((each) => odd.includes(each) || each.concerns.length > 0);
  const row = (name: string, tally: Tally, ending: string): readonly string[] => [
    name,
    ...columns.map((key) => number(tally[key])),
    ending,
  ];
  const name = shown.length < outcomes.length && shown.length > 0 ? `all ${outcomes.length} shards` : `${outcomes.length} shards`;
  const table = [
    ["", ...columns.map((key) => words[key]), ""],
    ...shown.map(({ shard, tally, ending }) => row(shard.stack, tally, ending)),
    row(name, total, duration(milliseconds)),
  ];
  const errors = odd.flatMap(({ shard, errors }) => [
    ...errors.slice(0, mostErrors).map((error) => `${shard.stack}: ${error}`),
    ...(errors.length > mostErrors ? [`${shard.stack}: … and ${errors.length - mostErrors} more`] : []),
  ]);
  const concerns = outcomes.flatMap((each) => each.concerns.map((concern) => ({ stack: each.shard.stack, ...concern })));
  const blocks = [align(table), errors, align(concerns.map(concernRow), "left")].filter((block) => block.length > 0);
  return blocks.flatMap((block, at) => (at === 0 ? block : ["", ...block]));
}

function concernRow({ status, name, customerId, stack }: Concern & { readonly stack: string }): readonly string[] {
  return [words[status], name, customerId, stack];
}

/** Columns of one width: the first one to the left, numbers to the right, the last one as it is. */
export function align(rows: readonly (readonly string[])[], middle: "left" | "right" = "right"): readonly string[] {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, widthOf(cell))), []);
  return rows.map((row) => {
    const cells = row.map((cell, at) => {
      if (at === row.length - 1) return cell;
      return at === 0 || middle === "left" ? pad(cell, widths[at] ?? 0) : cell.padStart(widths[at] ?? 0);
    });
    return cells.join("  ").trimEnd();
  });
}

/** `45 s`, `3 min 20 s`, `2 h 05 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
