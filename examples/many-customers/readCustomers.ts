import { readFileSync } from "node:fs";
import { readCsv } from "./csv";
import type { Cell, Problem, Row } from "./rows";

/** One customer of the file. */
export interface CustomerRow {
  /** The name of the resource. Stays the same when anything else changes. */
  readonly name: string;
  readonly customerId: string;
  readonly qualification: "Education" | "StateOwnedEntity";
  readonly educationSegment?: "K12" | "HigherEducation";
  readonly website?: string;
}

/**
 * Reads the customers of a file: YAML where its name ends in `.yaml` or `.yml`, else CSV.
 *
 * @throws Error whose message names every problem at once, each as `FILE:LINE:COLUMN: what is wrong`.
 */
export function readCustomers(file: string): CustomerRow[] {
  const { customers, problems } = parseCustomers(readFileSync(file, "utf8"), /\.ya?ml$/i.test(file) ? "yaml" : "csv");
  if (problems.length > 0) {
    throw new Error(problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"));
  }
  return customers;
}

/** The same for a text, without throwing. */
export function parseCustomers(
  text: string,
  format: "csv" | "yaml" = "csv",
): { readonly customers: CustomerRow[]; readonly problems: readonly Problem[] } {
  const { rows, problems: misread } = format === "yaml" ? readYaml(text) : readCsv(text);
  const problems = [...misread];
  const customers: CustomerRow[] = [];
  const seen = new Map<string, number>();
  const complain = ({ line, column }: Cell, message: string): void => {
    problems.push({ line, column, message });
  };
  const once = (key: string, at: Cell, what: string): void => {
    const before = seen.get(key);
    if (before !== undefined) complain(at, `${what} is in line ${before} already`);
    else seen.set(key, at.line);
  };

  for (const { name, customerId: id, qualification: kind, educationSegment: segment, website } of rows) {
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

/** Loaded where it is needed only: whoever has CSV alone needs no package for YAML. The compiler does not follow it either. */
function readYaml(text: string): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  const reader = require("./yaml") as { readonly readYaml: typeof readYaml };
  return reader.readYaml(text);
}

function education(name: string, customerId: string, educationSegment: "K12" | "HigherEducation", website: string): CustomerRow {
  return { name, customerId, qualification: "Education", educationSegment, ...(website === "" ? {} : { website }) };
}
