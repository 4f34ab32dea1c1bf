/**
 * What the client relies on beside the emulator's assumptions, and how an answer can differ from it. `values[0]` is what is expected. Everything that
 * a report can say of it is in `values`, or `other`.
 */
export interface Expectation {
  readonly values: readonly string[];
  readonly meaning: string;
  /** The page that says so, or "judgement". */
  readonly source: string;
}

const headersPage = "headers, 6/7/2022";

export const expectations = {
  echoesRequestId: { values: ["yes", "no"], meaning: "The answer has the `MS-RequestId` of the request", source: headersPage },
  echoesCorrelationId: { values: ["yes", "no"], meaning: "The answer has the `MS-CorrelationId` of the request", source: headersPage },
  mfaHeader: {
    values: ["header", "none"],
    meaning: "`ValidateMfa: true` is answered by the header `isMfaCompliant`",
    source: "three public clients read it there; announced for all APIs as of 30 September 2025",
  },
  contentType: {
    values: ["application/json; charset=utf-8", "application/json"],
    meaning: "The content type of a success",
    source: "recorded sessions of microsoft/Partner-Center-PowerShell",
  },
  keyCase: {
    values: ["camelCase", "PascalCase"],
    meaning: "How the keys of qualifications are written",
    source: "get-customer-qualification-asynchronous, 07/28/2023: the samples",
  },
  kinds: {
    values: ["known", "unknown"],
    meaning: "Whether the names of qualifications are the documented ones, as they are spelt",
    source: "the enum CustomerQualification of the .NET SDK 3.4.0",
  },
  statuses: {
    values: ["known", "unknown"],
    meaning: "Whether the vetting statuses are the documented ones, as they are spelt",
    source: "api-change-log, 10/13/2022: Approved, Denied, InReview, etc.",
  },
  reasons: {
    values: ["known", "unknown"],
    meaning: "Whether the reasons of denials are the documented ones",
    source: "api-change-log, 10/13/2022",
  },
  dates: {
    values: ["read", "unread"],
    meaning: "Whether the dates of qualifications can be read, in whatever format",
    source: "judgement: ISO 8601 with any fraction and offset, and the format of api-change-log",
  },
  otherFields: {
    values: ["none", "some"],
    meaning: "Whether a qualification has fields that are not documented",
    source: "get-customer-qualification-asynchronous, 07/28/2023",
  },
  errorCode: {
    values: ["number", "text", "none"],
    meaning: "How an error writes its `code`",
    source: "all captures (number); error-codes, 06/15/2023 (text)",
  },
  errorMark: {
    values: ["no", "yes"],
    meaning: "Whether an error begins with a byte order mark",
    source: "recorded sessions of microsoft/Partner-Center-PowerShell",
  },
  unknownCustomer: {
    values: ["404 with 60003", "404 with 1000", "404", "403", "400", "200"],
    meaning: "The answer for a customer that does not exist: the only one that lets a resource leave the state",
    source: "error-codes, 06/15/2023",
  },
  malformedId: {
    values: ["400 with 2000", "400", "404", "403", "200"],
    meaning: "The answer for an id that is no GUID",
    source: "seen in issues of Microsoft's repositories",
  },
  withoutRelationship: {
    values: ["403 with 20002", "403", "404", "400", "200"],
    meaning: "The answer for a customer without relationship",
    source: "error-codes, 06/15/2023",
  },
  validationCodes: {
    values: ["array"],
    meaning: "The shape of the validation codes",
    source: "get-a-partner-s-validation-codes, 6/3/2022",
  },
  validationId: {
    values: ["text", "number"],
    meaning: "How `validationId` is written",
    source: "get-a-partner-s-validation-codes, 6/3/2022 (text); utility-resources, 9/21/2022 (number)",
  },
  page: { values: ["collection"], meaning: "The shape of a page of customers", source: "get-a-list-of-customers" },
  pageSize: {
    values: ["kept", "exceeded"],
    meaning: "Whether a page has at most as many customers as were asked for",
    source: "get-a-list-of-customers",
  },
  nextPage: {
    values: ["token", "none"],
    meaning: "Whether a page names the next one by `MS-ContinuationToken`, where there is one",
    source: "get-invoice-unbilled-reconlineitems; get-a-list-of-customers shows no next page",
  },
  secondPage: { values: ["continues", "refused"], meaning: "What `seekOperation=Next` answers", source: "SeekOperation of the .NET SDK" },
  domainFilter: {
    values: ["narrows", "ignored", "refused"],
    meaning: "What a filter by the beginning of the domain does",
    source: "get-a-customer-by-name",
  },
  customer: { values: ["id and domain", "id"], meaning: "What a customer has", source: "customer-resources, 07/28/2023" },
} as const satisfies Readonly<Record<string, Expectation>>;

export type ExpectationName = keyof typeof expectations;
