import { readFileSync } from "node:fs";
import { type Cell, type Problem, parseCsv } from "./csv";

/** One line of the file. */
export interface CustomerRow {
  /** The name of the resource. Stays the same when anything else changes. */
  readonly name: string;
  readonly customerId: string;
  readonly qualification: "Education" | "StateOwnedEntity";
  readonly educationSegment?: "K12" | "HigherEducation";
  readonly website?: string;
}

const columns = ["name", "customerId", "qualification", "educationSegment", "website"] as const;
type Column = (typeof columns)[number];

/**
 * Reads the customers of a file.
 *
 * @throws Error whose message names every problem at once, each as `FILE:LINE:COLUMN: what is wrong`.
 */
export function readCustomers(file: string): CustomerRow[] {
  const { customers, problems } = parseCustomers(readFileSync(file, "utf8"));
  if (problems.length > 0) {
    throw new Error(problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"));
  }
  return customers;
}

/** The same for a text, without throwing. */
export function parseCustomers(text: string): { readonly customers: CustomerRow[]; readonly problems: readonly Problem[] } {
  const parsed = parseCsv(text);
  const problems = [...parsed.problems];
  const customers: CustomerRow[] = [];
  const seen = new Map<string, number>();
  const [header = [], ...rows] = parsed.rows;
  const complain = (at: Pick<Cell, "line" | "column">, message: string): void => {
    problems.push({ line: at.line, column: at.column, message });
  };

  for (const cell of header) if (!isColumn(cell.text)) complain(cell, `there is no column "${cell.text}"; they are ${columns.join(", ")}`);
  for (const name of ["name", "customerId", "qualification"] as const) {
    if (!header.some((cell) => cell.text === name)) complain({ line: 1, column: 1 }, `the column "${name}" is missing`);
  }
  if (problems.length > 0) return { customers, problems };

  for (const row of rows) {
    const [first] = row;
    if (!first) continue;
    const cell = (name: Column): Cell => row[header.findIndex(({ text }) => text === name)] ?? { ...(row.at(-1) ?? first), text: "" };
    const once = (key: string, at: Cell, what: string): void => {
      const before = seen.get(key);
      if (before !== undefined) complain(at, `${what} is in line ${before} already`);
      else seen.set(key, at.line);
    };
    const [name, id, kind, segment, website] = columns.map(cell) as [Cell, Cell, Cell, Cell, Cell];

    if (row.length > header.length)
      complain(row[header.length] ?? first, `the line has ${row.length} cells, the first one ${header.length}`);
    if (name.text === "") complain(name, "the name is missing");
    else once(`name ${name.text}`, name, `the name "${name.text}"`);
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id.text)) complain(id, `"${id.text}" is not a GUID`);
    else once(`${id.text.toLowerCase()} ${kind.text}`, id, `${kind.text} for this customer`);

    if (kind.text === "Education") {
      if (segment.text !== "K12" && segment.text !== "HigherEducation") complain(segment, "Education needs K12 or HigherEducation");
      else customers.push(education(name.text, id.text, segment.text, website.text));
    } else if (kind.text === "StateOwnedEntity") {
      for (const cell of [segment, website]) if (cell.text !== "") complain(cell, `"${cell.text}" belongs to Education only`);
      customers.push({ name: name.text, customerId: id.text, qualification: kind.text });
    } else {
      complain(
        kind,
        `"${kind.text}" must be Education or StateOwnedEntity; GovernmentCommunityCloud cannot be undone, so it is declared by hand`,
      );
    }
  }
  return { customers, problems };
}

function education(name: string, customerId: string, educationSegment: "K12" | "HigherEducation", website: string): CustomerRow {
  return { name, customerId, qualification: "Education", educationSegment, ...(website === "" ? {} : { website }) };
}

function isColumn(text: string): text is Column {
  return columns.some((column) => column === text);
}
