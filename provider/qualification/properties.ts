import type { InputKey } from "./arguments";

/** What one argument or output is, for editors, schemas and documents: Markdown, whole sentences. */
export interface PropertyText {
  readonly text: string;
  /** Pulumi keeps it encrypted. Default false. */
  readonly secret?: true;
}

/** Every argument of `CustomerQualification`, in words. */
export const argumentTexts: Readonly<Record<InputKey, PropertyText>> = {
  customerId: {
    text: "The customer's tenant id, a GUID: the Microsoft ID on the customer's Account page in Partner Center. Required; a change replaces the resource.",
  },
  qualification: {
    text: "The qualification to ask for. Required; a change replaces the resource, where it is allowed at all.",
  },
  educationSegment: { text: 'For Education: what kind of school, `"K12"` or `"HigherEducation"`. Required for Education.' },
  website: {
    text: "For Education: the customer's website, a bare host name such as `contoso.edu` or an http(s) URL. Optional, recommended: it speeds the vetting up. The case of the host, the scheme and closing slashes do not count.",
  },
  validationCode: {
    text: "For GovernmentCommunityCloud: one of the partner's validation codes, kept secret. Required for GovernmentCommunityCloud.",
    secret: true,
  },
  resubmit: {
    text: "A text of your choice. Changing it to a new, non-empty value asks for a new vetting of a request that was denied or is no longer listed. A customer has three requests in all. Default: none.",
  },
  expectedDomain: {
    text: "A domain of the customer, such as `contoso.onmicrosoft.com`: a guard against a wrong GUID. Before a request is sent, the customer is fetched, and another domain is an error. Default: no guard.",
  },
};

/** What `CustomerQualification` tells, beside its arguments. */
export const outputTexts = {
  qualification: {
    text: "The qualification as declared; after a refresh the live one: `None`, `Education`, `Nonprofit`, `GovernmentCommunityCloud`, `StateOwnedEntity`, or another text that the service sends.",
  },
  vettingStatus: {
    text: "`InReview`, `Approved`, `Denied`, any other text that the service sends, or `NotListed`: it was vetted or in review, and Partner Center lists it no longer. `null` where nothing is vetted (StateOwnedEntity, contract 2018-09).",
  },
  vettingReason: { text: "Why it was denied, in the service's words; for `NotListed`, in ours; else `null`." },
  vettingCreateDate: { text: "When the request was made. ISO 8601, UTC, whole seconds. `null` where the service does not say." },
  approved: {
    text: "Whether the declared qualification is approved, or live where nothing is vetted. `null` under contract 2018-09.",
  },
  lastSubmission: {
    text: "The last request that this resource sent: what support asks for. `null` where it never sent one.",
  },
} as const satisfies Record<string, PropertyText>;

/** What `lastSubmission` holds. */
export const submissionTexts = {
  requestId: { text: "`MS-RequestId` of the request." },
  correlationId: { text: "`MS-CorrelationId` of its last sending." },
  number: { text: "Which of the customer's requests it was at least, counted from 1." },
} as const satisfies Record<string, PropertyText>;

/** Every argument of `QualificationApproval`, in words. */
export const approvalArgumentTexts = {
  qualificationId: { text: "The `id` of the `CustomerQualification` to wait for. Required; a change replaces the gate." },
  timeout: { text: 'How long one `pulumi up` waits, a duration such as `"45m"`, at most `"168h"`. Default `"5m"`.' },
  pollInterval: { text: 'How often Partner Center is asked, a duration from `"1s"` to `"168h"`. Default `"15s"`.' },
} as const satisfies Record<string, PropertyText>;

/** What `QualificationApproval` tells, beside its arguments. */
export const approvalOutputTexts = {
  vettingStatus: { text: "`Approved`; `null` where nothing is vetted." },
  vettingCreateDate: { text: "When the request was made. ISO 8601, UTC, whole seconds. `null` where the service does not say." },
} as const satisfies Record<string, PropertyText>;
