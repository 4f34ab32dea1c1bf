/**
 * What stands for a value that is not known yet. Pulumi's dynamic providers get it as this text, whatever the
 * property's type (facts: pulumi §0.5; pulumi/pulumi#6310).
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** A property bag without what is internal to Pulumi or to us: keys that begin with two underscores. */
export function publicKeys(bag: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(bag).filter((key) => !key.startsWith("__") && bag[key] !== undefined);
}
