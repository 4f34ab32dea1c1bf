import { isGuid } from "../../provider/guid";
import { normalCustomerId } from "../../provider/qualification/identity";
import { type Cell, readTable } from "./csv";
import { decode } from "./decode";
import { located } from "./readCustomers";

/**
 * The customer ids of a file: one in each line, or the first column of a CSV file that has them. Empty lines, comments (`#`) and a header are left
 * out; nothing else is, so that no customer is left out in silence.
 *
 * @param file Its name, for messages.
 * @throws Error that names every line without an id, as `FILE:LINE:COLUMN: what is wrong`.
 */
export function customerIdsIn(bytes: Uint8Array, file: string): readonly string[] {
  const decoded = decode(bytes);
  if ("problem" in decoded) throw new Error(located(file, [decoded.problem]));
  const { rows: lines, problems } = readTable(decoded.text, isGuid);
  if (problems.length > 0) throw new Error(located(file, problems));
  const column = lines.find((cells) => cells.some(({ text }) => isGuid(text)))?.findIndex(({ text }) => isGuid(text)) ?? -1;
  if (column < 0)
    throw new Error(`${file}: there is no customer id in it. Write one GUID in each line, or a CSV file with a column of them.`);
  const rows = lines.slice(lines[0] !== undefined && isHeader(lines[0], column) ? 1 : 0);
  const wrong = rows.flatMap((cells) => {
    const { text, at } = cells[column] ?? { text: "", at: cells[0]?.at ?? { line: 1, column: 1 } };
    return isGuid(text) ? [] : [{ ...at, message: `${JSON.stringify(text)} is no customer id` }];
  });
  if (wrong.length > 0) throw new Error(located(file, wrong));
  return [...new Set(rows.map((cells) => normalCustomerId(cells[column]?.text ?? "")))];
}

/** Words above the ids. What may be an id with a slip in it is none: neither eight hexadecimal digits or hyphens in a row, nor a number. */
function isHeader(cells: readonly Cell[], column: number): boolean {
  const words = /[^\s0-9a-f{}-]/i.test(cells[column]?.text ?? "");
  return words && !cells.some(({ text }) => /[0-9a-f-]{8}/i.test(text));
}
