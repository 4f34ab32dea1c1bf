/** What was given to the emulator (an option, a seed, a control request) cannot be used; the message says what and where. */
export class InvalidInput extends Error {
  override readonly name: string = "InvalidInput";
  /** Where in the input it is, as a path such as `customers[0].id`, if that is known. */
  readonly where: string | undefined;

  constructor(message: string, where?: string) {
    super(message);
    this.where = where;
  }
}

/** A JSON object whose keys are all known. `where` names it in errors. */
export function readObject(value: unknown, where: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new InvalidInput(`${where} must be an object.`, where);
  const stray = Object.keys(value).find((key) => !keys.includes(key));
  if (stray !== undefined)
    throw new InvalidInput(`${where} has an unknown key "${stray}". It takes: ${keys.join(", ")}.`, `${where}.${stray}`);
  return { ...value };
}

export function readText(value: unknown, where: string): string {
  if (typeof value !== "string" || value === "") throw new InvalidInput(`${where} must be a text that is not empty.`, where);
  return value;
}

export function readCount(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw new InvalidInput(`${where} must be a whole number of 0 or more.`, where);
  return value;
}

export function readChoice<T extends string>(value: unknown, where: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new InvalidInput(`${where} must be ${choices.map((choice) => `"${choice}"`).join(" or ")}.`, where);
  return found;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** `value` through `read`, or undefined where it is absent. */
export function optional<T>(value: unknown, where: string, read: (value: unknown, where: string) => T): T | undefined {
  return value === undefined ? undefined : read(value, where);
}

/** The object without the keys that are undefined. */
export function compact<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
