import { normalCustomerId } from "./identity";
import { canonicalName } from "./model";

/** A property bag as Pulumi hands it over: the arguments, or the state. */
export type Bag = Readonly<Record<string, unknown>>;

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

/** The arguments that are told to Microsoft. */
export const evidenceKeys = ["educationSegment", "website", "validationCode"] as const satisfies readonly InputKey[];

/**
 * What stands for a value that is not known yet. Both fronts hand it over as this text, whatever the property's
 * type (facts: pulumi §0.5; pulumi/pulumi#6310).
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

/** The keys of a bag without what is internal to Pulumi or to us (keys that begin with two underscores) and without what is absent. */
export function publicKeys(bag: Bag): string[] {
  return Object.keys(bag).filter((key) => !key.startsWith("__") && bag[key] !== undefined && bag[key] !== null);
}

/**
 * A declaration in its normal form: each value as it is compared, sent and made part of a request id. The form is made once, where a
 * call comes in, and travels from there.
 */
export interface Wish extends QualificationInputs {
  /** The same as the program wrote it: what the state keeps. */
  readonly declared: QualificationInputs;
}

/** Reads a declaration out of a bag. What is not a text is left out. */
export function readWish(bag: Bag): Wish {
  const declared: Partial<Record<InputKey, string>> = {};
  const normal: Partial<Record<InputKey, string>> = {};
  for (const key of inputKeys) {
    const value = bag[key];
    if (typeof value !== "string") continue;
    declared[key] = value;
    normal[key] = normalForm[key](value);
  }
  const required = { customerId: "", qualification: "" };
  return { ...required, ...normal, declared: { ...required, ...declared } };
}

/**
 * How each argument looks in its normal form. A value of the wrong form stays as it is: `check` has told of it. Request ids and the digest of what was
 * sent are made from normal forms (`intent.ts`), so a change here gives requests that are under way another id, and calls evidence of old states unsent.
 */
export const normalForm: Readonly<Record<InputKey, (value: string) => string>> = {
  customerId: normalCustomerId,
  qualification: canonicalName,
  educationSegment: (value) => value,
  website: (value) => normalWebsite(value) ?? value,
  // A blank around a code comes from a file or a prompt; Microsoft's codes hold none (get-a-partner-s-validation-codes, 6/3/2022).
  validationCode: (value) => value.trim(),
  resubmit: (value) => value,
  expectedDomain: (value) => value.toLowerCase(),
};

/** The longest website, in characters. Judgement: what browsers and servers agree on; a school's is some 30. */
const longestWebsite = 2_000;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A website as it is compared and sent: host in lower case, path as written but without closing slashes, no scheme, no `www.` removed.
 * Every documented sample is written so (`contoso.edu`, update-customer-qualification-asynchronous, 06/28/2022).
 * Undefined where the text is neither a bare host name nor an http(s) URL.
 */
export function normalWebsite(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > longestWebsite || /\s/.test(trimmed)) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  if (url.username !== "" || url.password !== "" || !isHostName(url.hostname)) return undefined;
  return `${url.host}${url.pathname}${url.search}`.replace(/\/+$/, "");
}

function isHostName(host: string): boolean {
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  return labels.length >= 2 && host.length <= 253 && labels.every((part) => label.test(part)) && !/^\d+$/.test(last);
}

/** The arguments in which two declarations differ in meaning: the case of a host, the scheme and closing slashes do not count. */
export function changedKeys(before: QualificationInputs, after: QualificationInputs): InputKey[] {
  return inputKeys.filter((key) => before[key] !== after[key]);
}

/** What is new to tell Microsoft. Evidence that was removed is nothing to send. */
export function newEvidence(before: QualificationInputs, after: QualificationInputs): InputKey[] {
  return evidenceKeys.filter((key) => after[key] !== undefined && before[key] !== after[key]);
}

/** Whether a person asks for a new vetting: by new evidence, or by a new, non-empty `resubmit`. */
export function asksAgain(before: QualificationInputs, after: QualificationInputs): boolean {
  return newEvidence(before, after).length > 0 || (Boolean(after.resubmit) && after.resubmit !== before.resubmit);
}
