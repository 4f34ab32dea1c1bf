import { signInErrors } from "../auth/signInErrors";
import type { KnownProblem } from "../http/knownProblem";

const codes = "developer/error-codes (06/15/2023)";
const newest = "developer/error-codes, newest copy on learn.microsoft.com";
const mfaLink = "https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa";
const secureModel = "https://learn.microsoft.com/partner-center/developer/enable-secure-app-model";
const errorCodes = "https://learn.microsoft.com/partner-center/developer/error-codes";

const signInWithMfa = "Run `partnercenter login` with multi-factor authentication, which stores a new refresh token.";
const checkCustomer = "Check customerId, and that this partner has a reseller relationship with the customer.";

/**
 * The codes that Partner Center's REST API is known to send. The documentation lists none for the business rules of
 * qualifications: a code that is not here is shown as the service said it.
 */
export const partnerCenterErrors: readonly KnownProblem[] = [
  {
    code: "400",
    status: 401,
    kind: "authentication",
    meaning: "access is denied",
    remedy: "Check the app registration, and that the user is an admin agent or sales agent.",
    source: codes,
  },
  { code: "2000", status: 400, kind: "refused", meaning: "the customer id is not a GUID", remedy: "Check customerId.", source: "observed" },
  { code: "3000", status: 400, kind: "refused", meaning: "a property is not valid", source: codes },
  { code: "800002", status: 400, kind: "refused", meaning: "the request is not valid", source: codes },
  { code: "800086", status: 400, kind: "refused", meaning: "the customer lacks the qualification that the offer needs", source: codes },
  { code: "900118", status: 400, kind: "refused", meaning: "the customer id is not valid", remedy: "Check customerId.", source: codes },
  {
    code: "900126",
    status: 400,
    kind: "refused",
    meaning: "a value is not one of those that the service knows",
    remedy: "Check partnercenter:apiContract.",
    source: codes,
  },
  {
    code: "900127",
    status: 400,
    kind: "refused",
    meaning: "this is not supported in this environment",
    remedy: "Check partnercenter:cloud; the sandbox has no Government Community Cloud.",
    source: codes,
  },
  {
    code: "10001",
    status: 401,
    kind: "mfa",
    meaning: "the token does not prove multi-factor authentication",
    remedy: signInWithMfa,
    source: "seen in 2020: Partner-Center-DotNet-Samples#59",
    link: mfaLink,
  },
  {
    code: "800001",
    status: 401,
    kind: "authentication",
    meaning: "the partner token is missing",
    remedy: "Check how the provider signs in (`partnercenter doctor`), and whether a proxy takes the Authorization header away.",
    source: codes,
  },
  {
    code: "900420",
    status: 401,
    kind: "authentication",
    meaning: "the token is meant for another service",
    remedy: "Get a token for Partner Center itself (scope https://api.partnercenter.microsoft.com/.default), not for graph.windows.net.",
    source: newest,
    link: "https://learn.microsoft.com/partner-center/developer/deprecate-azure-active-directory-graph-token",
  },
  {
    code: "900421",
    status: 401,
    kind: "mfa",
    meaning: "the token does not prove multi-factor authentication",
    remedy: signInWithMfa,
    source: newest,
    link: mfaLink,
  },
  {
    code: "1002",
    status: 403,
    kind: "customerUnreadable",
    meaning: "access to this customer is not allowed",
    remedy: checkCustomer,
    source: "observed",
  },
  {
    code: "2032",
    status: 403,
    kind: "customerUnreadable",
    meaning: "access to this customer is denied",
    remedy: checkCustomer,
    source: codes,
  },
  {
    code: "20002",
    status: 403,
    kind: "customerUnreadable",
    meaning: "this partner has no commerce relationship with the customer",
    remedy: checkCustomer,
    source: codes,
  },
  { code: "600006", status: 403, kind: "refused", meaning: "the action is not allowed", source: "seen: Partner-Center-DotNet-Samples#73" },
  {
    code: "800039",
    status: 403,
    kind: "refused",
    meaning: "the reseller program is not active",
    remedy: "Check the partner's enrolment in Partner Center.",
    source: codes,
  },
  {
    code: "800073",
    status: 403,
    kind: "refused",
    meaning: "the customer's account is under review",
    remedy: "Wait for Microsoft's review of the account.",
    source: codes,
  },
  {
    code: "800074",
    status: 403,
    kind: "refused",
    meaning: "the customer's account is under review",
    remedy: "Wait for Microsoft's review of the account.",
    source: codes,
  },
  {
    code: "800075",
    status: 403,
    kind: "refused",
    meaning: "the customer's account was not approved",
    remedy: "Ask Partner Center support.",
    source: codes,
  },
  { code: "90000", status: 403, kind: "authentication", meaning: "Microsoft Entra issued no token", source: newest },
  {
    code: "900150",
    status: 403,
    kind: "refused",
    meaning: "the user's role lacks the rights",
    remedy: "The user must be an admin agent or sales agent.",
    source: codes,
  },
  {
    code: "900308",
    status: 403,
    kind: "refused",
    meaning: "the user lacks the rights",
    remedy:
      "The user must be an admin agent or sales agent; for GovernmentCommunityCloud with a GDAP role for the customer (Directory Reader, Directory Writer, License Administrator or User Administrator).",
    source: codes,
  },
  {
    code: "900309",
    status: 403,
    kind: "authentication",
    meaning: "a Conditional Access policy blocks the token",
    remedy: "Ask an administrator of the partner's tenant which policy it is.",
    source: codes,
  },
  {
    code: "900329",
    status: 403,
    kind: "appOnly",
    meaning: "the service does not let an application alone do this",
    remedy: "Sign in with App+User credentials: a refresh token from the Secure Application Model (partnercenter:refreshToken).",
    source: codes,
    link: secureModel,
  },
  {
    code: "900416",
    status: 403,
    kind: "authentication",
    meaning: "the account is locked",
    remedy: "Ask Partner Center support.",
    source: newest,
  },
  {
    code: "1000",
    status: 404,
    kind: "customerUnknown",
    meaning: "Partner Center does not know this customer",
    remedy: "Check customerId.",
    source: codes,
  },
  {
    code: "60003",
    status: 404,
    kind: "customerUnknown",
    meaning: "Partner Center does not know this tenant",
    remedy: "Check customerId.",
    source: codes,
  },
  {
    code: "800003",
    status: 500,
    kind: "unavailable",
    meaning: "the service had an unexpected error",
    remedy: "Run again later.",
    source: codes,
  },
];

/** Every code we know, Partner Center's and Entra's, as the documentation prints them. */
export const errorCatalogue: readonly KnownProblem[] = [...partnerCenterErrors, ...signInErrors];

export const errorCodesLink = errorCodes;

/** What we know of a code that came with a status. */
export function knownProblem(code: string | undefined, status: number): KnownProblem | undefined {
  return partnerCenterErrors.find((problem) => problem.code === code && problem.status === status);
}
