import { InvalidInput } from "../state/input";
import type { Assumptions } from "./assumptions";
import { type AssumptionEntry, assumptionCatalogue } from "./catalogue";

/** The assumptions that hold when nothing is said. */
export const defaultAssumptions: Assumptions = Object.freeze(defaults());

/**
 * `base` with the given ones changed. Keys that are undefined change nothing.
 *
 * @throws InvalidInput naming an unknown assumption, or a value it does not take and those it does.
 */
export function applyAssumptions(base: Assumptions, patch: Readonly<Record<string, unknown>>): Assumptions {
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
  for (const [name, value] of changes) {
    const entry = catalogueEntry(name);
    if (entry === undefined)
      throw new InvalidInput(
        `There is no assumption "${name}". There are: ${Object.keys(assumptionCatalogue).join(", ")}.`,
        `assumptions.${name}`,
      );
    if (!takes(entry, value))
      throw new InvalidInput(
        `The assumption "${name}" takes ${describeValues(entry)}, not ${JSON.stringify(value)}.`,
        `assumptions.${name}`,
      );
  }
  return { ...base, ...Object.fromEntries(changes) };
}

/** The values an assumption takes, in words. */
export function describeValues(entry: AssumptionEntry): string {
  const { values } = entry;
  if ("min" in values) return `a whole number from ${values.min} to ${values.max}${values.off ? " or null" : ""}`;
  return values.map((value) => JSON.stringify(value)).join(" | ");
}

function catalogueEntry(name: string): AssumptionEntry | undefined {
  const entries: Readonly<Record<string, AssumptionEntry>> = assumptionCatalogue;
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function takes(entry: AssumptionEntry, value: unknown): boolean {
  const { values } = entry;
  if (!("min" in values)) return values.some((allowed) => allowed === value);
  if (value === null) return values.off === true;
  return typeof value === "number" && Number.isInteger(value) && value >= values.min && value <= values.max;
}

function defaults(): Assumptions {
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(assumptionCatalogue).map(([name, entry]) => [name, entry.default]),
  );
  // The catalogue has an entry of the right type for each assumption: its own type says so.
  return values as unknown as Assumptions;
}
