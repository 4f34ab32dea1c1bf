/** What the rules look at. A policy sees plain values: the SDK unwraps secrets before it asks one. */
export interface Seen {
  readonly type: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
}

// Not taken from the class: that would load the SDK and every resource for one text. A test holds the two together.
/** The types of both fronts: the dynamic provider's and the plugin's. */
const types: readonly string[] = ["pulumi-nodejs:dynamic/partnercenter:CustomerQualification", "partnercenter:index:CustomerQualification"];

export function isQualification(resource: Seen): boolean {
  return types.includes(resource.type);
}

/** The argument or output as text; absent where it is not set. */
export function text(resource: Seen, name: string): string | undefined {
  const value = resource.props[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The stack's name, which every URN holds: `urn:pulumi:STACK::PROJECT::…`. */
export function stackOf({ urn }: Seen): string {
  return urn.split(":")[2] ?? "";
}

/** The project's name, from the URN. */
export function projectOf({ urn }: Seen): string {
  return urn.split("::")[1] ?? "";
}
