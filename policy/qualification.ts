/** What the rules look at. A policy sees plain values: the SDK unwraps secrets before it asks one. */
export interface Seen {
  readonly type: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
}

// Not taken from the class: that would load the SDK and every resource for one text. A test holds the two together.
const types = {
  dynamic: "pulumi-nodejs:dynamic/partnercenter:CustomerQualification",
  plugin: "partnercenter:index:CustomerQualification",
} as const;

export function isQualification(resource: Seen): boolean {
  return isOfThePlugin(resource) || resource.type === types.dynamic;
}

/** The plugin answers the validation code as a secret whatever the program says; a dynamic provider cannot. */
export function isOfThePlugin(resource: Seen): boolean {
  return resource.type === types.plugin;
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
