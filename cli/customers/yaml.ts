import type { Node, Pair } from "yaml";
import type { Cell } from "./csv";
import type { Problem } from "./decode";

/** One item of the list: its keys as they are written, and where it begins. */
export interface Item {
  readonly begin: Cell;
  readonly keys: readonly { readonly key: Cell; readonly value: Cell }[];
}

/** The items of a YAML file, which is a list of maps with texts. */
export function readItems(text: string): { readonly items: readonly Item[]; readonly problems: readonly Problem[] } {
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = require("yaml") as typeof import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = [];
  const cell = (offset: number, value = ""): Cell => {
    const { line, col } = lines.linePos(offset);
    return { text: value, at: { line, column: col } };
  };
  const complain = (offset: number, message: string): void => {
    problems.push({ ...cell(offset).at, message });
  };
  /** What stands there, as it is written: a name such as 0123 stays one. Empty where nothing does. */
  const textOf = (node: Node | null | undefined): string => {
    if (!isScalar(node) || node.value === null) return "";
    return (typeof node.value === "string" ? node.value : (node.source ?? String(node.value))).trim();
  };
  for (const { pos, message } of [...document.errors, ...document.warnings]) complain(pos[0], message);
  const list = document.contents;
  if (problems.length === 0 && !isSeq(list)) complain(startOf(list) ?? 0, "the file must be a list: a line with - for each customer");
  if (problems.length > 0 || !isSeq(list)) return { items: [], problems };

  const items = list.items.flatMap((item): Item[] => {
    const begin = startOf(item as Node | null) ?? startOf(list) ?? 0;
    if (!isMap(item)) {
      complain(begin, "each customer has keys, such as name: contoso");
      return [];
    }
    const keys = (item.items as Pair<Node, Node | null>[]).map(({ key, value }) => {
      const offset = startOf(value) ?? startOf(key) ?? begin;
      if (value && !isScalar(value)) complain(offset, `${textOf(key)} must be a text`);
      return { key: cell(startOf(key) ?? begin, textOf(key)), value: cell(offset, textOf(value)) };
    });
    return [{ begin: cell(begin), keys }];
  });
  return { items: problems.length > 0 ? [] : items, problems };
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
