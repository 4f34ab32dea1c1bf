import { evidenceKeys, type InputKey, inputKeys, type QualificationInputs } from "./inputs";
import { canonicalName } from "./model";
import { normalWebsite } from "./website";

/** The arguments in which two declarations differ in meaning: case, scheme and closing slashes do not count. */
export function changedKeys(before: Partial<QualificationInputs>, after: Partial<QualificationInputs>): InputKey[] {
  return inputKeys.filter((key) => normal(key, before[key]) !== normal(key, after[key]));
}

/** What is new to tell Microsoft: evidence that was removed is nothing to send. */
export function newEvidence(before: Partial<QualificationInputs>, after: Partial<QualificationInputs>): InputKey[] {
  const changed = changedKeys(before, after);
  return evidenceKeys.filter((key) => changed.includes(key) && after[key] !== undefined);
}

/** Whether a person asks for a new vetting: by new evidence, or by a new, non-empty `resubmit`. */
export function asksAgain(before: Partial<QualificationInputs>, after: Partial<QualificationInputs>): boolean {
  return newEvidence(before, after).length > 0 || (Boolean(after.resubmit) && after.resubmit !== before.resubmit);
}

/** Evidence that is declared, but differs from what the last request really sent. Without a request nothing can be told. */
export function unsentEvidence(
  declared: Partial<QualificationInputs>,
  sent: { readonly educationSegment?: string; readonly website?: string } | undefined,
): InputKey[] {
  if (!sent) return [];
  return newEvidence({ ...(declared.validationCode === undefined ? {} : { validationCode: declared.validationCode }), ...sent }, declared);
}

function normal(key: InputKey, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  switch (key) {
    case "customerId":
    case "expectedDomain":
      return value.toLowerCase();
    case "website":
      return normalWebsite(value) ?? value;
    case "qualification":
      return canonicalName(value);
    default:
      return value;
  }
}
