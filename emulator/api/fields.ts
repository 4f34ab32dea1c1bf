/** The fields of a JSON object by their names in lower case, or undefined if the text is none: ASP.NET reads names without regard to case. */
export function readFields(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).map(([key, each]) => [key.toLowerCase(), each]));
}
