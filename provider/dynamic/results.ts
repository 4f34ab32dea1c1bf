/**
 * What goes back to Pulumi: plain data without `undefined`, since one `undefined` anywhere makes the
 * answer fail after the side effect has happened (facts: pulumi §0.8).
 */
export type Properties = Record<string, unknown>;

export function toProperties(value: object): Properties {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, property]) => property !== undefined)
      .map(([key, property]) => [key, isRecord(property) ? toProperties(property) : property]),
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The form of the state that this release writes. Its absence tells a `get`, which hands `read` the arguments alone. */
const stateFormat = 1;
const formatKey = "__format";

export function withFormat(properties: Properties): Properties {
  return { ...properties, [formatKey]: stateFormat };
}

export function wasWrittenByUs(properties: Readonly<Record<string, unknown>>): boolean {
  return properties[formatKey] !== undefined;
}
