import type { Terminal } from "../io";
import { plain } from "../plain";
import { clip, pad, widthOf, wrap } from "../width";
import type { Assessed, Attention } from "./attention";
import { tableColumns } from "./columns";
import { type Report, summary } from "./report";

/** ANSI colours: red, yellow, cyan, green. */
const colours: Readonly<Record<Attention, number>> = {
  denied: 31,
  notlisted: 31,
  unreadable: 31,
  overdue: 33,
  inreview: 36,
  other: 33,
  approved: 32,
};

/** Fewer columns than this are not enough for a note: then it gets lines of its own. */
const leastNote = 20;

/** What may be left out where a terminal is too narrow, in this order. What the resource is called says which it is. */
const dispensable = ["customerDomain", "customerId"];

/** The table in parts, so that a screen can show as many rows as fit. No text has a line feed in it; each is as wide as the terminal at most. */
export interface TableParts {
  readonly head: readonly string[];
  /** What needs a person comes first. */
  readonly rows: readonly (readonly string[])[];
  readonly foot: readonly string[];
}

/** The table with its summary line. Columns that nothing is in are left out; a terminal that is narrow gets blocks of `name: value`. */
export function table(report: Report, terminal?: Terminal): string {
  const { head, rows, foot } = tableParts(report, terminal);
  return [...head, ...rows.flat(), ...(rows.length === 0 ? [] : [""]), ...foot, ""].join("\n");
}

export function tableParts(report: Report, terminal?: Terminal): TableParts {
  const filled = filledColumns(report.rows);
  const layout = terminal === undefined ? { columns: filled, notes: "inline" as const } : layoutFor(filled, terminal.columns);
  const colour = (lines: readonly string[], { attention }: Assessed): readonly string[] =>
    terminal?.colour ? lines.map((text) => `\u001B[${colours[attention]}m${text}\u001B[0m`) : lines;
  const width = terminal?.columns ?? Number.POSITIVE_INFINITY;
  const rows = report.rows.map((row, index) =>
    colour(layout === undefined ? blockOf(filled, index, width) : lineOf(layout, index, width), row),
  );
  const head = layout === undefined || rows.length === 0 ? [] : [titlesOf(layout)];
  return { head, rows, foot: terminal === undefined ? [summary(report)] : wrap(summary(report), width) };
}

interface Filled {
  readonly key: string;
  readonly title: string;
  readonly cells: readonly string[];
  readonly width: number;
}

interface Layout {
  readonly columns: readonly Filled[];
  readonly notes: "inline" | "below";
}

function filledColumns(rows: readonly Assessed[]): readonly Filled[] {
  return tableColumns().flatMap(({ key, title, text }) => {
    const cells = rows.map((row) => plain(text(row)));
    if (cells.every((cell) => cell === "")) return [];
    return [{ key, title, cells, width: Math.max(widthOf(title), ...widthsOf(cells)) }];
  });
}

/** As few as are needed: thousands of arguments are too many for one call. */
function widthsOf(cells: readonly string[]): readonly number[] {
  return [...new Set(cells.map(widthOf))];
}

/** The first layout that fits into a width; undefined where none does. */
function layoutFor(columns: readonly Filled[], width: number): Layout | undefined {
  for (let left = 0; left <= dispensable.length; left++) {
    const without = dispensable.slice(0, left);
    const kept = columns.filter(({ key }) => !without.includes(key));
    // Without a name for each, an id is all that says which customer a line is about.
    if (without.includes("customerId") && kept[0]?.key !== "resource") return undefined;
    const others = kept.filter(({ key }) => key !== "note");
    const used = others.reduce((sum, each) => sum + each.width + 2, -2);
    if (others.length < kept.length && used + 2 + leastNote <= width) return { columns: kept, notes: "inline" };
    if (used <= width) return { columns: kept, notes: "below" };
  }
  return undefined;
}

function titlesOf({ columns, notes }: Layout): string {
  return joined(
    columns.filter(({ key }) => notes === "inline" || key !== "note"),
    ({ title }) => title.toUpperCase(),
  );
}

function lineOf({ columns, notes }: Layout, index: number, width: number): readonly string[] {
  const cellOf = ({ cells }: Filled): string => cells[index] ?? "";
  if (notes === "inline") return [clip(joined(columns, cellOf), width)];
  const note = columns.find(({ key }) => key === "note");
  const line = joined(
    columns.filter((column) => column !== note),
    cellOf,
  );
  const below = note === undefined || cellOf(note) === "" ? [] : wrap(cellOf(note), width - 2).map((text) => `  ${text}`);
  return [line, ...below];
}

function joined(columns: readonly Filled[], text: (column: Filled) => string): string {
  return columns
    .map((column) => pad(text(column), column.width))
    .join("  ")
    .trimEnd();
}

/** `name: value`, one a line. A value that does not fit behind its name stands below it. */
function blockOf(columns: readonly Filled[], index: number, width: number): readonly string[] {
  const lines = columns.flatMap(({ title, cells }) => {
    const cell = cells[index] ?? "";
    if (cell === "") return [];
    const line = `${title}: ${cell}`;
    return widthOf(line) <= width ? [line] : [`${title}:`, ...wrap(cell, width - 2).map((text) => `  ${text}`)];
  });
  return [...lines, ""];
}
