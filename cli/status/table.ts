import type { Terminal } from "../io";
import { plain } from "../plain";
import { type Assessed, type Attention, requestsText } from "./attention";
import { type Report, summary } from "./report";

type Column = readonly [title: string, cell: (row: Assessed) => string];

const days = (count: number | undefined): string => (count === undefined ? "" : `${count} d`);

const columns: readonly Column[] = [
  ["RESOURCE", ({ name }) => name ?? ""],
  ["CUSTOMER", ({ customerId }) => customerId],
  ["QUALIFICATION", ({ qualification }) => qualification],
  ["STATUS", ({ status }) => status],
  ["AGE", ({ ageDays }) => days(ageDays)],
  ["IN REVIEW", ({ workingDaysInReview }) => days(workingDaysInReview)],
  ["REQUESTS", (row) => (row.requestsUsed === undefined ? "" : requestsText(row))],
  ["NOTE", ({ note }) => note ?? ""],
];

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

/** Fewer columns than this are left for a note: then it is not shortened, and the terminal breaks the line. */
const leastNote = 20;

/** The table with its summary line. Columns that nothing is in are left out; on a terminal a long note is shortened. */
export function table(report: Report, terminal?: Terminal): string {
  const { rows } = report;
  if (rows.length === 0) return `${summary(report)}\n`;
  const shown = columns
    .map(([title, cell]) => ({ title, cells: rows.map((row) => plain(cell(row))) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const widths = shown.map(({ title, cells }) => Math.max(title.length, ...cells.map(length)));
  const line = (cells: readonly string[]): string => {
    const last = cells.length - 1;
    const text = cells.map((cell, i) => (i === last ? cell : cell + " ".repeat((widths[i] ?? 0) - length(cell)))).join("  ");
    return shorten(
      text.trimEnd(),
      widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0),
      terminal,
    );
  };
  const lines = rows.map((row, index) => coloured(line(shown.map(({ cells }) => cells[index] ?? "")), row, terminal));
  return `${[line(shown.map(({ title }) => title)), ...lines, "", summary(report)].join("\n")}\n`;
}

function shorten(text: string, before: number, terminal: Terminal | undefined): string {
  if (terminal === undefined || terminal.columns - before < leastNote || length(text) <= terminal.columns) return text;
  return `${[...text].slice(0, terminal.columns - 1).join("")}…`;
}

function coloured(text: string, { attention }: Assessed, terminal: Terminal | undefined): string {
  return terminal?.colour ? `\u001B[${colours[attention]}m${text}\u001B[0m` : text;
}

function length(text: string): number {
  return [...text].length;
}
