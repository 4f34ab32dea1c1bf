/**
 * The qualifications that a customer can have. Source: the enum `CustomerQualification` of the Partner Center .NET SDK 3.4.0
 * (`Models/Customers/CustomerQualification.cs`), whose order is also the number that the 2018-09 contract sends.
 */
export const qualificationNames = ["None", "Education", "Nonprofit", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;

/**
 * The kinds that a partner can ask for. `None` and `Nonprofit` "cannot be set" (both seed documents); StateOwnedEntity
 * joined on 2021-05-17 (`update-customer-qualification-asynchronous`, Partner Center docs).
 */
export const kinds = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;
/** A qualification that a partner can ask for. */
export type Kind = (typeof kinds)[number];

/** Source: `update-customer-qualification-asynchronous` (06/28/2022), property EducationSegment. */
export const educationSegments = ["K12", "HigherEducation"] as const;
/** What kind of school an academic customer is. */
export type EducationSegment = (typeof educationSegments)[number];

/**
 * One qualification as Partner Center lists it. `qualification` and `vettingStatus` are open sets: a documented name in its
 * documented spelling where we know it, else the text as the service sent it.
 */
export interface QualificationEntry {
  readonly qualification: string;
  /** `InReview`, `Approved`, `Denied` or other text; absent where nothing is vetted. */
  readonly vettingStatus?: string;
  /** Why it was denied, in the service's words. */
  readonly vettingReason?: string;
  /** ISO 8601, UTC, with the whole fraction of its seconds: what the service said is compared in full. */
  readonly vettingCreateDate?: string;
}

/** A date of an entry as the state writes it, and people read it: in whole seconds. */
export function wholeSeconds(date: string): string {
  return date.replace(/\.\d+Z$/, "Z");
}

/** What is told to Microsoft about a customer when a qualification is asked for. */
export interface Evidence {
  readonly educationSegment?: string;
  readonly website?: string;
  readonly validationCode?: string;
}

/** One of the codes of a partner that may tag Government Community Cloud customers. */
export interface ValidationCode {
  /** The value to send as `validationCode`. */
  readonly validationId: string;
  readonly organizationName?: string;
  /** How many customers may still be tagged with it; absent where the service does not say. */
  readonly remainingCreates?: number;
}

/** What the guard `expectedDomain` compares. */
export interface Customer {
  readonly id: string;
  /** `companyProfile.domain`. */
  readonly domain?: string;
  /** Further verified domains, where the service tells them. */
  readonly customDomains?: readonly string[];
  readonly companyName?: string;
}

/** Compares names without regard to case and underscores: the service has used `Education`, `education` and `government_community_cloud`. */
export function sameName(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** The documented spelling of a qualification's name, or the text itself where it is none of the documented ones. */
export function canonicalName(text: string): string {
  return qualificationNames.find((name) => sameName(name, text)) ?? text;
}

/** The settable kind that a text names, or undefined. */
export function asKind(text: string): Kind | undefined {
  return kinds.find((kind) => sameName(kind, text));
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
