import type { Assumptions } from "./assumptions";

/** One switch as data: what the documentation and `--assumptions` print. */
export interface AssumptionEntry<T = Assumptions[keyof Assumptions]> {
  /** The value when nothing is said. */
  readonly default: T;
  /** The values it takes: a list, or a range of whole numbers; `off` says that null (no limit, never) is one too. */
  readonly values: readonly T[] | { readonly min: number; readonly max: number; readonly off?: true };
  /** What it decides. */
  readonly meaning: string;
  /** The page that says so, or "judgement" and why. */
  readonly source: string;
  /**
   * What would settle it at the real service: reading what is there (`partnercenter probe`), one request in the integration sandbox (`probe --sandbox`),
   * another request that changes something, or nothing, since it is the emulator's own.
   */
  readonly settledBy: "reading" | "sandbox" | "writing" | "nothing";
}

const flag = [true, false] as const;
const verdict = ["refuse", "allow"] as const;
const anyMs = { min: 0, max: 2 ** 31 - 1 } as const;
const postPage = "update-customer-qualification-asynchronous";
const getPage = "get-customer-qualification-asynchronous, 07/28/2023";

/** Every assumption with its default, values, meaning and source. */
export const assumptionCatalogue: { readonly [K in keyof Assumptions]: AssumptionEntry<Assumptions[K]> } = {
  postContract: {
    default: "2023-05",
    values: ["2023-05", "2021-02", "any"],
    meaning:
      "The contract of POST /qualifications: evidence in the body (2023-05), the code as ?code= and no segment (2021-02), or whichever fits",
    source: `${postPage}: the new body is mandatory since 17 May 2023; the page of 02/16/2021 had the old one`,
    settledBy: "writing",
  },
  legacyEndpoint: {
    default: true,
    values: flag,
    meaning: "Serve GET and PUT /qualification (contract 2018-09)",
    source: "judgement: api-change-log announces its end for February 2021, but 21Vianet knows nothing else",
    settledBy: "reading",
  },
  autoCreateCustomers: {
    default: false,
    values: flag,
    meaning: "An unknown customer id makes a customer of this partner",
    source: "judgement: convenience for use by hand, the service answers 404",
    settledBy: "nothing",
  },
  listShape: {
    default: "array",
    values: ["array", "wrapper"],
    meaning: 'GET /qualifications answers a bare array, or {"qualifications":[…]}',
    source: `${getPage} (array, corrected 2021-03-23); swagger of 2020-12 (wrapper)`,
    settledBy: "reading",
  },
  emptyShape: {
    default: "array",
    values: ["array", "null", "none"],
    meaning: 'A customer without qualification: [], null, or [{"qualification":"None"}]',
    source: "judgement: not documented; the .NET samples take the list as possibly empty",
    settledBy: "reading",
  },
  dateField: {
    default: "vettingCreateDate",
    values: ["vettingCreateDate", "vettingCreatedDate"],
    meaning: "The name of the date field",
    source: `judgement: swagger, .NET model, POST and GCC samples have the first; the Education samples of ${getPage} the second`,
    settledBy: "reading",
  },
  dateFormat: {
    default: "asDocumented",
    values: ["asDocumented", "seconds"],
    meaning:
      "asDocumented: whole seconds after a POST, milliseconds in a list, seven digits and +00:00 for GCC; seconds: whole seconds and Z everywhere",
    source: `the samples of ${postPage} and ${getPage}`,
    settledBy: "reading",
  },
  approvedEducationDate: {
    default: "omit",
    values: ["omit", "keep"],
    meaning: "Whether a list still shows the date of an Education once it is approved",
    source: `${getPage}: the Approved sample has no date, the InReview and Denied ones have`,
    settledBy: "reading",
  },
  bom: {
    default: true,
    values: flag,
    meaning: "JSON answers of success begin with a UTF-8 byte order mark; errors and the answer of PATCH never do",
    source:
      "recorded sessions of microsoft/Partner-Center-PowerShell (2019): all five whole exchanges; the Content-Length of 28 documented samples, 2016-12 to 2020-03",
    settledBy: "reading",
  },
  postAnswer: {
    default: "object",
    values: ["object", "wrapper", "array"],
    meaning: 'An accepted POST: 201 and one object, 200 and {"qualifications":[…]}, or 201 and an array of one',
    source: `${postPage} (object); swagger of 2020-12 (wrapper); array is a judgement`,
    settledBy: "sandbox",
  },
  repeatedPost: {
    default: "conflict",
    values: ["conflict", "echo"],
    meaning: "A POST for a qualification in review, approved or set: 409, or 201 with what is there, changing nothing",
    source: "judgement: not documented",
    settledBy: "writing",
  },
  educationWithGcc: {
    default: "refuse",
    values: verdict,
    meaning: "Education on a GCC customer, and GCC on an Education customer that was not denied",
    source: "judgement from a comment in the .NET FeatureSamples: the two cannot be combined",
    settledBy: "writing",
  },
  gccOnNonprofit: {
    default: "refuse",
    values: verdict,
    meaning: "GCC on a Nonprofit customer",
    source: `judgement: ${postPage} wants a customer without a qualification`,
    settledBy: "writing",
  },
  gccOnStateOwnedEntity: {
    default: "allow",
    values: verdict,
    meaning: "GCC on a StateOwnedEntity customer",
    source: `judgement: ${getPage} shows both together, without saying in which order`,
    settledBy: "writing",
  },
  gccAfterDenial: {
    default: "allow",
    values: verdict,
    meaning: "GCC on a customer whose Education was denied",
    source: "judgement: a denied customer has no qualification; not documented",
    settledBy: "writing",
  },
  othersOnNonprofit: {
    default: "allow",
    values: verdict,
    meaning: "Education or StateOwnedEntity on a Nonprofit customer",
    source: "judgement: not documented",
    settledBy: "writing",
  },
  strayFields: {
    default: "ignore",
    values: ["ignore", "refuse"],
    meaning: "A segment, website or code where the posted qualification takes none",
    source: "judgement: an ASP.NET model ignores what it does not use",
    settledBy: "writing",
  },
  ruleStatus: {
    default: 400,
    values: [400, 403, 409],
    meaning: "HTTP status of a refused transition or validation code",
    source: "judgement: not documented",
    settledBy: "writing",
  },
  ruleCode: {
    default: 800002,
    values: { min: 1, max: 999999 },
    meaning: "The `code` of a refused transition, validation code or vetting request",
    source: "judgement: error-codes, 06/15/2023, has none for qualifications; 800002 is its general one for invalid input",
    settledBy: "writing",
  },
  vettingRequestCap: {
    default: 3,
    values: { min: 1, max: 1000, off: true },
    meaning: "How many Education requests a customer has in all",
    source: "customers/sell-to-education-customers, newest: verification may be requested up to three times",
    settledBy: "writing",
  },
  capCounts: {
    default: "accepted",
    values: ["accepted", "all"],
    meaning: "Whether refused Education requests count toward the cap too",
    source: "judgement: not documented",
    settledBy: "writing",
  },
  capStatus: {
    default: 400,
    values: [400, 403],
    meaning: "HTTP status of the request after the last allowed one",
    source: "judgement: not documented",
    settledBy: "writing",
  },
  gccVetting: {
    default: "Approved",
    values: ["Approved", "InReview"],
    meaning: "The state in which GCC begins",
    source: `judgement: the code stands for a vetting that is done, and the only sample (${getPage}) is Approved`,
    settledBy: "writing",
  },
  legacyGccName: {
    default: "government_community_cloud",
    values: ["government_community_cloud", "governmentcommunitycloud"],
    meaning: "How the legacy endpoint spells GCC in its answers",
    source:
      "swagger of 2020-12; the .NET SDK reads the second as None; update-customer-qualification-synchronous, 12/07/2020, has it all the same",
    settledBy: "reading",
  },
  unknownCustomerShape: {
    default: "B",
    values: ["A", "B"],
    meaning: "The error shape of a customer that does not exist (404, code 60003)",
    source: "judgement: error-codes, 06/15/2023, has the code; the customers service answers in shape B",
    settledBy: "reading",
  },
  mfaRefusal: {
    default: "900421",
    values: ["900421", "emptyBody", "10001", "off"],
    meaning: "A user token without the MFA claim: 401 with a code, 401 with an empty body, or let through",
    source:
      "error-codes, newest, and partner.microsoft.com, FY26 Q4 (900421, enforced since June 2026); partner-security-requirements-mandating-mfa, 05/26/2023 (empty); 10001 was seen in 2020",
    settledBy: "reading",
  },
  replayRequestIds: {
    default: true,
    values: flag,
    meaning: "A write whose MS-RequestId was answered before gets that answer again and changes nothing",
    source: "headers, 6/7/2022: MS-RequestId makes a request idempotent",
    settledBy: "sandbox",
  },
  replayRefusals: {
    default: true,
    values: flag,
    meaning: "Refusals are replayed too",
    source: "judgement: headers, 6/7/2022, wants a new id after any response, a business failure included",
    settledBy: "writing",
  },
  replayWindowSeconds: {
    default: 86_400,
    values: { min: 0, max: 31_536_000 },
    meaning: "For how many seconds an answer is replayed",
    source: "judgement: not documented",
    settledBy: "writing",
  },
  readLagMs: {
    default: 0,
    values: anyMs,
    meaning: "How many milliseconds GET /qualifications lags behind what was written",
    source: "judgement: the API is called asynchronous, a lag is not documented",
    settledBy: "sandbox",
  },
  vanishAfterDenialMs: {
    default: null,
    values: { ...anyMs, off: true },
    meaning: "After how many milliseconds a denied entry leaves the list",
    source: "sell-to-education-customers, 09/16/2022: after a refresh of the portal a denied customer shows None",
    settledBy: "writing",
  },
  requestsPerMinute: {
    default: null,
    values: { min: 1, max: 1_000_000, off: true },
    meaning: "Requests per minute and partner before 429 with Retry-After",
    source: "api-throttling-guidance, 7/18/2022 (shape, header); qualifications are not in its list",
    settledBy: "reading",
  },
};
