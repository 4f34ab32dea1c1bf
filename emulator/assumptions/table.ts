import { describeValues } from "./apply";
import { type AssumptionEntry, assumptionCatalogue } from "./catalogue";

/** One assumption as a row for people. */
export interface AssumptionRow {
  readonly name: string;
  readonly default: AssumptionEntry["default"];
  /** The values it takes, in words. */
  readonly values: string;
  readonly meaning: string;
  readonly source: string;
  /** What would settle it at the real service. */
  readonly settledBy: AssumptionEntry["settledBy"];
}

/** The catalogue as rows: what the documentation is made of. */
export function assumptionRows(): readonly AssumptionRow[] {
  const entries: Readonly<Record<string, AssumptionEntry>> = assumptionCatalogue;
  return Object.entries(entries).map(([name, entry]) => ({
    name,
    default: entry.default,
    values: describeValues(entry),
    meaning: entry.meaning,
    source: entry.source,
    settledBy: entry.settledBy,
  }));
}

/** The catalogue as text: each assumption a short paragraph. */
export function assumptionText(): string {
  const paragraphs = assumptionRows().map(
    (row) => `${row.name} = ${JSON.stringify(row.default)}\n  ${row.meaning}.\n  Values: ${row.values}\n  Source: ${row.source}\n`,
  );
  return paragraphs.join("\n");
}
