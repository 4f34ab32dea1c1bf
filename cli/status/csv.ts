import { plain } from "../plain";
import { type Separator, separators } from "./choices";
import { columns } from "./columns";
import type { Report } from "./report";

/** Without it a spreadsheet takes UTF-8 for the alphabet of the machine, and garbles every letter that is not English. */
const byteOrderMark = "\uFEFF";

/**
 * Separated values (RFC 4180), for spreadsheets.
 *
 * @param separator What the reader's spreadsheet expects: those in languages that write 1,5 for a half expect a semicolon.
 */
export function csv({ rows }: Report, separator: Separator = "comma"): string {
  const lines = [columns.map(({ key }) => key), ...rows.map((row) => columns.map(({ value }) => value(row)))];
  return `${byteOrderMark}${lines.map((cells) => `${cells.map(cell).join(separators[separator])}\r\n`).join("")}`;
}

function cell(value: string | number | undefined): string {
  if (typeof value === "number") return String(value);
  const text = harmless(plain(value ?? ""));
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A spreadsheet takes a cell that begins with one of these for a formula, and reckons with it (OWASP, "CSV Injection"; the full-width ones are taken
 * for the plain ones in some languages). An apostrophe says that it is text. One that expects another separator begins cells in the middle of ours,
 * where our quotes mean nothing to it: so behind each character that may be a separator, too.
 */
function harmless(text: string): string {
  return text.replace(/(^|[,;])([\s"]*)(?=[=+\-@＝＋－＠])/g, "$1$2'");
}
