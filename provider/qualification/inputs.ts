/** The arguments of `CustomerQualification` as plain, known values: what `check` has passed. */
export interface QualificationInputs {
  readonly customerId: string;
  readonly qualification: string;
  readonly educationSegment?: string;
  readonly website?: string;
  readonly validationCode?: string;
  readonly resubmit?: string;
  readonly expectedDomain?: string;
}

/** Every argument, in the order of the documentation. */
export const inputKeys = [
  "customerId",
  "qualification",
  "educationSegment",
  "website",
  "validationCode",
  "resubmit",
  "expectedDomain",
] as const satisfies readonly (keyof QualificationInputs)[];
export type InputKey = (typeof inputKeys)[number];

/** The arguments that depend on each other, checked together. */
export const relatedKeys = ["qualification", "educationSegment", "website", "validationCode"] as const satisfies readonly InputKey[];

/** The arguments that are told to Microsoft. */
export const evidenceKeys = ["educationSegment", "website", "validationCode"] as const satisfies readonly InputKey[];

/** Reads the arguments out of a property bag; what is not a text is left out. */
export function pickInputs(bag: Readonly<Record<string, unknown>>): QualificationInputs {
  const picked: Partial<Record<InputKey, string>> = {};
  for (const key of inputKeys) {
    const value = bag[key];
    if (typeof value === "string") picked[key] = value;
  }
  return { ...picked, customerId: picked.customerId ?? "", qualification: picked.qualification ?? "" };
}
