import { readFileSync } from "node:fs";
import { problemsOf as problemsOfArguments } from "../../provider/qualification/argumentSchema";
import { inputKeys } from "../../provider/qualification/arguments";
import { normalCustomerId } from "../../provider/qualification/identity";
import type { Cell } from "./csv";
import { decode, type Problem } from "./decode";
import { type Column, columns, of, type Row, rowsOfCsv, rowsOfYaml } from "./rows";

/** One customer of a file: the resource's name, and its arguments. */
export interface CustomerRow {
  /** The name of the resource. Stays the same when anything else changes. */
  readonly name: string;
  /** The customer's tenant id, a GUID. */
  readonly customerId: string;
  readonly qualification: "Education" | "StateOwnedEntity";
  /** For Education. */
  readonly educationSegment?: "K12" | "HigherEducation";
  /** For Education: a bare host name or an http(s) URL. */
  readonly website?: string;
  /** A new text asks for a new vetting of what was denied or is no longer listed. */
  readonly resubmit?: string;
  /** A domain of the customer: a guard against a wrong GUID. */
  readonly expectedDomain?: string;
}

/** A file of customers that cannot be used. */
export class CustomerFileError extends Error {
  override readonly name = "CustomerFileError";
  /** By this mark Pulumi knows a `RunError`, of which it prints the message alone, without a stack (pulumi/sdk/nodejs/errors.ts). */
  readonly __pulumiRunError = true;
}

/**
 * Reads the customers of a file: a list in YAML where its name ends in `.yaml` or `.yml`, else CSV whose first line names the columns. CSV may be separated by commas,
 * semicolons or tabs, begin with `sep=;` or `#TYPE`, and be UTF-8 or UTF-16, as Excel and PowerShell write it. The arguments are checked by the rules of
 * `CustomerQualification`.
 *
 * @param file Its path. Messages name it as it is given.
 * @throws CustomerFileError whose message names every problem at once, each as `FILE:LINE:COLUMN: RESOURCE: what is wrong`.
 */
export function readCustomers(file: string): CustomerRow[] {
  const { customers, problems } = parseCustomers(readBytes(file), /\.ya?ml$/i.test(file) ? "yaml" : "csv");
  if (problems.length > 0) throw new CustomerFileError(located(file, problems));
  return customers;
}

/** Problems with their file, as editors and terminals can follow them, in the order of the file. */
export function located(file: string, problems: readonly Problem[]): string {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return sorted.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n");
}

/**
 * @param name What messages call the file. Default: its path.
 * @throws Error with a sentence, where the file cannot be read.
 */
export function readBytes(file: string, name = file): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    const why = { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "its permissions forbid it" }[code] ?? code;
    throw new CustomerFileError(`${name} cannot be read: ${why}.`);
  }
}

/** The same for the bytes of a file, without throwing. */
export function parseCustomers(
  bytes: Uint8Array,
  format: "csv" | "yaml" = "csv",
): { readonly customers: CustomerRow[]; readonly problems: readonly Problem[] } {
  const decoded = decode(bytes);
  if ("problem" in decoded) return { customers: [], problems: [decoded.problem] };
  const { rows, problems: misread } = format === "yaml" ? rowsOfYaml(decoded.text) : rowsOfCsv(decoded.text);
  const wrong = [...misread, ...rows.flatMap(problemsOf), ...repetitions(rows)];
  return { customers: wrong.length > 0 ? [] : rows.map(customerOf), problems: wrong };
}

function customerOf(row: Row): CustomerRow {
  const filled = columns.map((column) => [column, row.cell(column).text] as const).filter(([, text]) => text !== "");
  return Object.fromEntries(filled) as unknown as CustomerRow;
}

/** What is asked of the arguments of a new resource today: contract 2023-05. The older ones ask for less. */
const context = { creating: true, contract: { requiresSegment: true } } as const;
const all = new Set<string>(inputKeys);

const kindsOfFile = ["Education", "StateOwnedEntity"];

/** What the core says of the arguments, each at its place. */
function problemsOf(row: Row): Problem[] {
  const { name, ...args } = customerOf(row);
  const tell = ({ at }: Cell, message: string): Problem => ({ ...at, message: of(name, message) });
  const nameless = name === undefined ? [tell(row.cell("name"), "the name is missing")] : [];
  if (args.qualification !== undefined && !kindsOfFile.includes(args.qualification)) {
    const cell = row.cell("qualification");
    if (cell.text === "GovernmentCommunityCloud") {
      const why = "qualification: GovernmentCommunityCloud cannot be undone, so it does not come from a file; declare it in a program";
      return [...nameless, tell(cell, why)];
    }
  }
  const wrong = problemsOfArguments(args, all, context).map((problem) => {
    const column = columns.find((each) => problem.startsWith(`${each}: `)) ?? "name";
    return tell(row.cell(column), problem);
  });
  return [...nameless, ...wrong];
}

/** A name, or a kind of one customer, that is there twice. */
function repetitions(rows: readonly Row[]): Problem[] {
  const seen = new Map<string, number>();
  const once = (key: string, { at }: Cell, message: string): Problem[] => {
    const before = seen.get(key);
    if (before !== undefined) return [{ ...at, message: `${message} is in line ${before} already` }];
    seen.set(key, at.line);
    return [];
  };
  return rows.flatMap((row) => {
    const [name, id, kind] = (["name", "customerId", "qualification"] satisfies Column[]).map((column) => row.cell(column)) as [
      Cell,
      Cell,
      Cell,
    ];
    return [
      ...(name.text === "" ? [] : once(`name ${name.text}`, name, `the name "${name.text}"`)),
      ...(id.text === "" ? [] : once(`${normalCustomerId(id.text)} ${kind.text}`, id, of(name.text, `${kind.text} for this customer`))),
    ];
  });
}
