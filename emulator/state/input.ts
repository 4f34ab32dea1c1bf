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

export function readCount(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0)
    throw new InvalidInput(`${where} must be a whole number of 0 or more.`, where);
  return value;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return guid.test(text);
}
