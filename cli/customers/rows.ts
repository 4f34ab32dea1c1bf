import { didYouMean } from "../../provider/didYouMean";
import { type InputKey, inputKeys } from "../../provider/qualification/arguments";
import { type Cell, readTable } from "./csv";
import type { Place, Problem } from "./decode";
import { readItems } from "./yaml";

/** `name` and the arguments of the resource. GovernmentCommunityCloud does not come from a file, nor does its code. */
export const columns = ["name", ...inputKeys.filter((key) => key !== "validationCode")] as readonly Column[];
export type Column = "name" | Exclude<InputKey, "validationCode">;
const required: readonly Column[] = ["name", "customerId", "qualification"];

/** One customer of the file, in whatever form it is written. */
export interface Row {
  /** What is not there is an empty text, at the place where it is missed. */
  cell(column: Column): Cell;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly problems: readonly Problem[];
}

/** The customers of a CSV file whose first line names the columns, in any order. */
export function rowsOfCsv(text: string): Rows {
  const { rows: lines, problems: misread } = readTable(text, (cell) => cell === "customerId");
  if (misread.length > 0) return { rows: [], problems: misread };
  const [header = [], ...rest] = lines;
  const problems = namesThatAreNone(header, "column");
  const missing = required.filter((name) => !header.some(({ text: each }) => each === name));
  if (missing.length > 0) problems.push({ ...(header[0]?.at ?? start), message: missingNames(missing, "column") });
  if (problems.length > 0) return { rows: [], problems };
  const rows = rest.map((cells): Row => {
    const surplus = cells[header.length];
    if (surplus) problems.push({ ...surplus.at, message: `the line has ${cells.length} cells, the first one ${header.length}` });
    const at = cells.at(-1)?.at ?? start;
    return { cell: (column) => cells[header.findIndex(({ text: each }) => each === column)] ?? { text: "", at } };
  });
  return { rows, problems };
}

/** The customers of a YAML file: a list, each with its keys. */
export function rowsOfYaml(text: string): Rows {
  const { items, problems: misread } = readItems(text);
  const problems = [...misread];
  const rows = items.map(({ begin, keys }): Row => {
    const whose = keys.find(({ key }) => key.text === "name")?.value.text;
    const missing = required.filter((name) => !keys.some(({ key }) => key.text === name));
    problems.push(
      ...namesThatAreNone(
        keys.map(({ key }) => key),
        "key",
        whose,
      ),
    );
    if (missing.length > 0) problems.push({ ...begin.at, message: of(whose, missingNames(missing, "key")) });
    return { cell: (column) => keys.find(({ key }) => key.text === column)?.value ?? { text: "", at: begin.at } };
  });
  return { rows: problems.length > 0 ? [] : rows, problems };
}

const start: Place = { line: 1, column: 1 };

function namesThatAreNone(names: readonly Cell[], what: "column" | "key", whose?: string): Problem[] {
  return names
    .filter(({ text }) => !columns.some((column) => column === text))
    .map(({ text, at }) => ({
      ...at,
      message: of(whose, `there is no ${what} "${text}"; they are ${columns.join(", ")}${didYouMean(text, columns)}`),
    }));
}

function missingNames(names: readonly string[], what: "column" | "key"): string {
  const quoted = names.map((name) => `"${name}"`).join(", ");
  return names.length === 1 ? `the ${what} ${quoted} is missing` : `the ${what}s ${quoted} are missing`;
}

/** Names the resource that a message is about, where it has a name. */
export function of(resource: string | undefined, message: string): string {
  return resource === undefined || resource === "" ? message : `${resource}: ${message}`;
}
