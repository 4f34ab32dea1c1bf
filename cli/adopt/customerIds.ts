import { isGuid, normalCustomerId } from "../../provider/qualification/identity";

/**
 * The customer ids of a file: one in each line, or the first column of a CSV file that has them. Empty lines, comments (`#`) and lines above the
 * first id, a header, are left out.
 *
 * @param file Its name, for messages.
 * @throws Error that names every line without an id, as `FILE:LINE: what is wrong`.
 */
export function customerIdsIn(text: string, file: string): readonly string[] {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n|\r/)
    .map((content, index) => ({ cells: cellsOf(content), line: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== "") && !cells[0]?.startsWith("#"));
  const first = lines.findIndex(({ cells }) => cells.some(isGuid));
  const column = lines[first]?.cells.findIndex(isGuid) ?? -1;
  if (column < 0)
    throw new Error(`${file}: there is no customer id in it. Write one GUID in each line, or a CSV file with a column of them.`);
  const rows = lines.slice(first).map(({ cells, line }) => ({ id: cells[column] ?? "", line }));
  const wrong = rows.filter(({ id }) => !isGuid(id));
  if (wrong.length > 0) throw new Error(wrong.map(({ id, line }) => `${file}:${line}: ${JSON.stringify(id)} is no customer id`).join("\n"));
  return [...new Set(rows.map(({ id }) => normalCustomerId(id)))];
}

/** Cells between commas, semicolons or tabs; a quoted one may hold them. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|[,;\t])[ ]*(?:"((?:[^"]|"")*)"[^,;\t]*|([^,;\t]*))/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? "").trim(),
  );
}
