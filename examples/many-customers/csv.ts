/** One cell, and where it begins. Lines and columns count from 1, columns in characters. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Something in the file that cannot be used. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Rows of comma-separated values (RFC 4180). Empty lines are left out; a quoted cell may hold commas, line ends and `""`. */
export function parseCsv(text: string): { readonly rows: readonly (readonly Cell[])[]; readonly problems: readonly Problem[] } {
  const rows: Cell[][] = [];
  const problems: Problem[] = [];
  const pattern = /("(?:[^"]|"")*"?|[^,\r\n]*)([^,\r\n]*)(,|\r?\n|\r|$)/y;
  const source = text.replace(/^\uFEFF/, "");
  let row: Cell[] = [];
  let line = 1;
  let column = 1;
  while (pattern.lastIndex < source.length || row.length > 0) {
    const [all = "", value = "", rest = "", end = ""] = pattern.exec(source) ?? [];
    const quoted = value.startsWith('"');
    if (quoted && (value.length === 1 || !value.endsWith('"'))) problems.push({ line, column, message: "the quote is never closed" });
    else if (rest !== "") problems.push({ line, column, message: "there is text behind the closing quote" });
    row.push({ text: (quoted ? value.slice(1, -1).replaceAll('""', '"') : value).trim(), line, column });

    const lines = value.split(/\r?\n|\r/);
    line += lines.length - 1;
    column = (lines.length > 1 ? 1 : column) + (lines.at(-1) ?? "").length + rest.length + end.length;
    if (end === ",") continue;
    if (row.some((cell) => cell.text !== "")) rows.push(row);
    row = [];
    line += 1;
    column = 1;
    if (all === "") break;
  }
  return { rows, problems };
}
