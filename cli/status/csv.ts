import { requestLimit } from "../../provider/qualification/vetting";
import { plain } from "../plain";
import type { Assessed } from "./attention";
import type { Report } from "./report";

const columns: readonly (readonly [name: string, cell: (row: Assessed) => string | number | undefined])[] = [
  ["resource", ({ name }) => name],
  ["customerId", ({ customerId }) => customerId],
  ["qualification", ({ qualification }) => qualification],
  ["status", ({ status }) => status],
  ["attention", ({ attention }) => attention],
  ["requestedAt", ({ requestedAt }) => requestedAt],
  ["ageDays", ({ ageDays }) => ageDays],
  ["workingDaysInReview", ({ workingDaysInReview }) => workingDaysInReview],
  ["requestsUsed", ({ requestsUsed }) => requestsUsed],
  ["requestLimit", () => requestLimit],
  ["note", ({ note }) => note],
];

/** Comma-separated values (RFC 4180), for spreadsheets. */
export function csv({ rows }: Report): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/** A spreadsheet would take a text that begins with one of these for a formula, and reckon with it. */
function quoted(cell: string | number | undefined): string {
  if (typeof cell === "number") return String(cell);
  const text = plain(cell ?? "");
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
