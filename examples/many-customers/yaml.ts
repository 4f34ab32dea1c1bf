import type { Node, Pair } from "yaml";
import { type Cell, type Column, columns, isColumn, type Problem, type Row, requiredColumns } from "./rows";

// Found from the folder of the program, too: the fleet, which takes its reader from here, has a node_modules of its own.
const { isMap, isScalar, isSeq, LineCounter, parseDocument } = require(
  require.resolve("yaml", { paths: [__dirname, process.cwd()] }),
) as typeof import("yaml");

/** The customers of a YAML file: a list, each with its keys. */
export function readYaml(text: string): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = [];
  const at = (offset: number): Pick<Cell, "line" | "column"> => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const complain = (offset: number, message: string): void => {
    problems.push({ ...at(offset), message });
  };
  for (const { pos, message } of [...document.errors, ...document.warnings]) complain(pos[0], message);
  const list = document.contents;
  if (problems.length > 0) return { rows: [], problems };
  if (!isSeq(list)) {
    complain(startOf(list) ?? 0, "the file must be a list: a line with - for each customer");
    return { rows: [], problems };
  }

  const rows = list.items.flatMap((item): Row[] => {
    const begin = startOf(item as Node | null) ?? startOf(list) ?? 0;
    if (!isMap(item)) {
      complain(begin, `each customer has keys; they are ${columns.join(", ")}`);
      return [];
    }
    const pairs = item.items as Pair<Node, Node | null>[];
    for (const { key } of pairs) {
      if (!isColumn(textOf(key))) complain(startOf(key) ?? begin, `there is no key "${textOf(key)}"; they are ${columns.join(", ")}`);
    }
    for (const name of requiredColumns) if (!pairs.some(({ key }) => textOf(key) === name)) complain(begin, `the key "${name}" is missing`);
    const cell = (name: Column): Cell => {
      const pair = pairs.find(({ key }) => textOf(key) === name);
      const offset = startOf(pair?.value) ?? startOf(pair?.key) ?? begin;
      if (pair?.value && !isScalar(pair.value)) complain(offset, `${name} must be a text`);
      return { text: textOf(pair?.value), ...at(offset) };
    };
    return [
      {
        name: cell("name"),
        customerId: cell("customerId"),
        qualification: cell("qualification"),
        educationSegment: cell("educationSegment"),
        website: cell("website"),
      },
    ];
  });
  return problems.length > 0 ? { rows: [], problems } : { rows, problems };
}

/** What stands there, as it is written: a name such as 0123 stays one. Empty where nothing does. */
function textOf(node: Node | null | undefined): string {
  if (!isScalar(node) || node.value === null) return "";
  return (typeof node.value === "string" ? node.value : (node.source ?? String(node.value))).trim();
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
