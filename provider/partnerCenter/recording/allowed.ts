import { cloudHosts } from "../../config/clouds";
import { educationSegments, qualificationNames } from "../../qualification/model";
import { errorCatalogue, partnerCenterErrors } from "../errorCatalogue";

/**
 * All that may leave a recorded exchange or a shared report in the words of the service or of the program. What is not named here is told by
 * its shape alone. Names are compared without regard to case and underscores, as the service itself mixes them, and are kept in the spelling that was met.
 */

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

/** Fields of the documented bodies, and of the captures in the facts. Sources: Partner Center's REST resources, Entra's v2 protocols, RFC 6749 and 8628. */
const fields = [
  // Qualifications and validation codes.
  "qualification qualifications vettingStatus vettingReason vettingCreateDate vettingCreatedDate educationSegment website validationCode",
  "partnerId organizationName validationId maxCreates remainingCreates eTag",
  // Customers and collections.
  "id commerceId tenantId domain companyName companyProfile billingProfile relationshipToPartner allowDelegatedAccess customDomains",
  "userCredentials userName password associatedPartnerId enableGDAPByDefault culture language email defaultAddress address firstName lastName",
  "phoneNumber addressLine1 addressLine2 city state postalCode country region",
  "totalCount items continuationToken links self next previous uri method headers key value attributes objectType",
  // Errors, in all the forms that were seen.
  "code description message data source errorName errorMessage isRetryable parameters errorMessageExtended statusCode status type title detail",
  // Sign-in.
  "error error_description error_codes error_uri suberror timestamp trace_id correlation_id claims",
  "token_type access_token refresh_token id_token id_token_hint scope resource expires_in ext_expires_in expires_on not_before client_info foci",
  "grant_type client_id client_secret client_assertion client_assertion_type redirect_uri code_verifier device_code user_code verification_uri interval",
  // The search of customers.
  "Field Operator",
].flatMap((line) => line.split(" "));

const oauthErrors = [
  ...errorCatalogue.map(({ code }) => code).filter((code) => /^[a-z_]+$/.test(code)),
  ..."authorization_pending slow_down invalid_request invalid_scope invalid_resource unsupported_grant_type server_error login_required".split(
    " ",
  ),
];

/** What a field may say, by its name. */
const values: Readonly<Record<string, readonly string[]>> = {
  qualification: qualificationNames,
  vettingStatus: ["None", "InReview", "Approved", "Denied"],
  // Source: `developer/api-change-log`, which lists them.
  vettingReason: [
    "Not an Education Customer",
    "No longer an Education Customer",
    "Not an Education Customer - After Review",
    "Restricted being an Education Customer",
    "Not an Academic Domain",
    "Not an eligible Library",
    "Not an eligible Museum",
  ],
  educationSegment: educationSegments,
  relationshipToPartner: ["None", "Unknown", "Reseller", "Advisor", "Syndication", "MicrosoftSupport", "NonDelegatedPartner"],
  objectType: ["Collection", "Customer", "CustomerCompanyProfile", "CustomerBillingProfile", "Address", "Qualification"],
  method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  source: ["PartnerFD", "PartnerAPI"],
  key: ["MS-ContinuationToken", "MS-RequestId", "MS-CorrelationId"],
  error: oauthErrors,
  suberror: [
    "basic_action",
    "additional_action",
    "message_only",
    "consent_required",
    "user_password_expired",
    "bad_token",
    "token_expired",
    "client_mismatch",
  ],
  token_type: ["Bearer"],
  grant_type: ["refresh_token", "client_credentials", "authorization_code", "urn:ietf:params:oauth:grant-type:device_code"],
  client_assertion_type: ["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
  Field: ["Domain"],
  Operator: ["starts_with"],
};

/** What is secret, so that not even its length is told. */
const secretFields = [
  "access_token refresh_token id_token id_token_hint client_info client_secret client_assertion code_verifier device_code user_code password claims",
].flatMap((line) => line.split(" "));

/** Segments of a path. Source: the calls of this package, and what Microsoft documents beside them. */
const segments =
  "v1 v1.0 customers all validations validation qualification qualifications profiles company billing legalbusiness oauth2 v2.0 token devicecode authorize common organizations consumers".split(
    " ",
  );

/** Names of the headers that HTTP, Partner Center and Entra define, in lower case. What else there is may bear a company's name. */
const headerNames = [
  "accept accept-encoding accept-language age allow authorization cache-control connection content-encoding content-language content-length",
  "content-security-policy content-type cookie date etag expires host keep-alive last-modified location nel p3p pragma proxy-authenticate referrer-policy",
  "report-to request-context retry-after server set-cookie strict-transport-security transfer-encoding upgrade user-agent vary via warning",
  "www-authenticate x-cache x-content-type-options x-frame-options x-powered-by x-request-id x-xss-protection",
  "ms-requestid ms-correlationid ms-cv ms-serverid ms-locationid ms-continuationtoken ms-partnercenter-application x-locale validatemfa ismfacompliant",
  "x-azure-ref x-ms-request-id x-ms-ests-server x-ms-srs client-request-id x-ms-clitelem",
].flatMap((line) => line.split(" "));

/** What a header may say. The whole value has to fit. */
const headerValues: Readonly<Record<string, RegExp>> = {
  accept: /^(?:\*\/\*|application\/json(?:, text\/plain, \*\/\*)?)$/,
  "accept-encoding": /^(?:(?:gzip|compress|deflate|br|zstd|identity)(?:, ?)?)+$/,
  connection: /^(?:keep-alive|close)$/i,
  "content-encoding": /^(?:gzip|deflate|br|identity)$/i,
  "content-type":
    /^(?:application\/(?:json|problem\+json|xml|octet-stream|x-www-form-urlencoded)|text\/(?:html|plain|xml|json))(?:; ?charset="?(?:utf-8|utf-16|us-ascii|iso-8859-1)"?)?$/i,
  "cache-control": /^(?:(?:no-store|no-cache|private|public|must-revalidate|max-age=0)(?:, ?)?)+$/i,
  ismfacompliant: /^(?:true|false)$/i,
  "keep-alive": /^timeout=\d{1,3}$/,
  "ms-partnercenter-application": /^pulumi-partnercenter$/,
  "retry-after": /^\d{1,5}$/,
  "transfer-encoding": /^chunked$/i,
  "user-agent": /^pulumi-partnercenter\/\d{1,3}\.\d{1,3}\.\d{1,3} node\/\d{1,2}\.\d{1,3}\.\d{1,3}$/,
  validatemfa: /^(?:true|false)$/i,
};

/** How a `WWW-Authenticate` may ask for credentials, and what its parameters are called (RFC 9110, RFC 6750, Entra). */
const challengeNames =
  "bearer basic digest negotiate ntlm oauth realm error error_description error_uri scope authorization_uri claims client_id".split(" ");
const challengeErrors = ["invalid_token", "invalid_request", "insufficient_scope", "insufficient_claims"];

/** Parameters of a query, and what they may say. */
const parameters: Readonly<Record<string, RegExp>> = {
  size: /^\d{1,4}$/,
  seekOperation: /^(?:Next|Previous|First|Last)$/i,
  filter: /^$/,
  code: /^$/,
};

/** Fields in which the service speaks to people: error codes may stand among its words. A bare text stands in the place of a qualification. */
const spoken = new Set(
  "qualification code description message data title detail errorMessage errorMessageExtended errorName error error_description"
    .split(" ")
    .map(plain),
);

/** Words in a free text on which something turns here: the client looks for them, whatever stands around them. */
const markers = /\bAADSTS\d{3,7}\b|\bMFA\b|\bmulti-?\s?factor\b/gi;

const codes: ReadonlySet<string> = new Set(partnerCenterErrors.map(({ code }) => code));
const hosts: ReadonlySet<string> = new Set(cloudHosts);

const byPlainName = <T>(table: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(table).map(([name, value]) => [plain(name), value]));

const fieldSet = new Set(fields.map(plain));
const secretSet = new Set(secretFields.map(plain));
const valueSets = byPlainName(Object.fromEntries(Object.entries(values).map(([name, all]) => [name, new Set(all.map(plain))])));
const headerSet = new Set(headerNames);
const segmentSet = new Set(segments);
const parameterRules = byPlainName(parameters);

/** One underscore between words is a spelling; more could hide something. */
function isSpelling(text: string): boolean {
  return text.length <= 60 && !/^_|__|_$/.test(text);
}

export function isKnownField(name: string): boolean {
  return isSpelling(name) && fieldSet.has(plain(name));
}

export function isSecretField(name: string): boolean {
  return secretSet.has(plain(name));
}

/** Whether a field of that name may say this. */
export function isKnownValue(field: string, text: string): boolean {
  return isSpelling(text) && (valueSets.get(plain(field))?.has(plain(text)) ?? false);
}

/** Whether a number may stand as it is in a field of that name: codes that we know, the numbers of the enum, and counts that decide something. */
export function isKnownNumber(field: string, value: number): boolean {
  if (!Number.isInteger(value) || value < 0) return false;
  if (isSpoken(field) && isKnownCode(String(value))) return true;
  switch (plain(field)) {
    case "qualification":
      return value < qualificationNames.length;
    case "errorcodes":
      // Entra's AADSTS numbers.
      return value >= 100 && value <= 9_999_999;
    case "statuscode":
    case "status":
      return value >= 100 && value <= 599;
    case "remainingcreates":
    case "maxcreates":
      return value <= 1;
    case "interval":
      return value <= 60;
    case "expiresin":
    case "extexpiresin":
      // Entra's lifetimes: an hour and a half at most, or a day where access is evaluated continuously.
      return value <= 90_000;
    default:
      return false;
  }
}

/** Whether a number is one of Partner Center's error codes. */
export function isKnownCode(code: string): boolean {
  return codes.has(code);
}

export function isKnownHeader(name: string): boolean {
  return headerSet.has(name.toLowerCase());
}

export function isKnownHeaderValue(name: string, value: string): boolean {
  return headerValues[name.toLowerCase()]?.test(value) ?? false;
}

export function isKnownChallengeName(name: string): boolean {
  return challengeNames.includes(name.toLowerCase());
}

/** Whether a `WWW-Authenticate` may give that as its `error`. */
export function isKnownChallengeError(error: string): boolean {
  return challengeErrors.includes(error);
}

export function isKnownSegment(segment: string): boolean {
  return segmentSet.has(segment.toLowerCase());
}

export function isKnownParameter(name: string): boolean {
  return parameterRules.has(plain(name));
}

export function isKnownParameterValue(name: string, value: string): boolean {
  return parameterRules.get(plain(name))?.test(value) ?? false;
}

/** Whether a host is one of Microsoft's own that the configuration knows. */
export function isKnownHost(host: string): boolean {
  return hosts.has(host.toLowerCase());
}

/** Whether the service speaks to people in a field of that name. */
export function isSpoken(field: string): boolean {
  return spoken.has(plain(field));
}

/** The words of a free text that may be told, each once, in one spelling. `withCodes`: error codes, too, since the service speaks. */
export function markersIn(text: string, withCodes: boolean): readonly string[] {
  const words = (text.match(markers) ?? []).map((word) => (/^AADSTS/i.test(word) ? word.toUpperCase() : "MFA"));
  const numbers = withCodes ? (text.match(/\b\d{3,6}\b/g) ?? []).filter(isKnownCode) : [];
  return [...new Set([...words, ...numbers])];
}
