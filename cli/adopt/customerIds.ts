import { isGuid } from "../../provider/guid";
import { normalCustomerId } from "../../provider/qualification/identity";
import { type Line, readLines, type Separator } from "./csv";

/**
 * The customer ids of a file: one in each line, or the first column of a CSV file that has them. Empty lines, comments (`#`) and a header are left
 * out; nothing else is, so that no customer is left out in silence.
 *
 * @param file Its name, for messages.
 * @throws Error that names every line without an id, as `FILE:LINE: what is wrong`.
 */
export function customerIdsIn(text: string, file: string): readonly string[] {
  const lines = readLines(text, separatorOf(text));
  const column = lines.find(({ cells }) => cells.some(isGuid))?.cells.findIndex(isGuid) ?? -1;
  if (column < 0)
    throw new Error(`${file}: there is no customer id in it. Write one GUID in each line, or a CSV file with a column of them.`);
  const rows = lines.slice(lines[0] !== undefined && isHeader(lines[0], column) ? 1 : 0);
  const wrong = rows.flatMap(({ cells, line, problem }) => {
    const id = cells[column] ?? "";
    if (problem !== undefined) return [`${file}:${line}: ${problem}`];
    return isGuid(id) ? [] : [`${file}:${line}: ${JSON.stringify(id)} is no customer id`];
  });
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  return [...new Set(rows.map(({ cells }) => normalCustomerId(cells[column] ?? "")))];
}

/** What stands beside the first id, be it quoted or not. */
function separatorOf(text: string): Separator {
  const id = /(?:([,;\t]) *"?)?\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b(?:"? *([,;\t]))?/i.exec(text);
  return (id?.[1] ?? id?.[2] ?? ",") as Separator;
}

/** Words above the ids. What may be an id with a slip in it is none: neither eight hexadecimal digits or hyphens in a row, nor a number. */
function isHeader({ cells, problem }: Line, column: number): boolean {
  const words = /[^\s0-9a-f{}-]/i.test(cells[column] ?? "");
  return problem === undefined && words && !cells.some((cell) => /[0-9a-f-]{8}/i.test(cell));
}
