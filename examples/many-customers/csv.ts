import { type Cell, type Column, columns, isColumn, type Problem, type Row, requiredColumns } from "./rows";

/** The customers of a CSV file whose first line names the columns, in any order. */
export function readCsv(text: string): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  const parsed = parseCsv(text);
  const problems = [...parsed.problems];
  const [header = [], ...lines] = parsed.rows;
  const complain = ({ line, column }: Pick<Cell, "line" | "column">, message: string): void => {
    problems.push({ line, column, message });
  };
  for (const cell of header) if (!isColumn(cell.text)) complain(cell, `there is no column "${cell.text}"; they are ${columns.join(", ")}`);
  for (const name of requiredColumns) {
    if (!header.some((cell) => cell.text === name)) complain({ line: 1, column: 1 }, `the column "${name}" is missing`);
  }
  if (problems.length > 0) return { rows: [], problems };

  const rows = lines.map((cells): Row => {
    const surplus = cells[header.length];
    if (surplus) complain(surplus, `the line has ${cells.length} cells, the first one ${header.length}`);
    const missing = { line: 1, column: 1, ...cells.at(-1), text: "" };
    const cell = (name: Column): Cell => cells[header.findIndex(({ text }) => text === name)] ?? missing;
    return {
      name: cell("name"),
      customerId: cell("customerId"),
      qualification: cell("qualification"),
      educationSegment: cell("educationSegment"),
      website: cell("website"),
    };
  });
  return { rows, problems };
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
