/**
 * Reads JSON of which only the meaning is certain: documents and captures disagree on the case of keys (`Qualification` in
 * the tables of the documentation, `qualification` in its samples).
 */
export function field(object: object, ...names: readonly string[]): unknown {
  for (const name of names) {
    for (const [key, value] of Object.entries(object)) {
      if (key.toLowerCase() === name.toLowerCase() && value !== null && value !== undefined) return value;
    }
  }
  return undefined;
}

/** A field's text, trimmed; absent where it is empty or not a text. */
export function textField(object: object, ...names: readonly string[]): string | undefined {
  const value = field(object, ...names);
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}
