import { signInErrors } from "../auth/signInErrors";
import type { KnownProblem, ProblemKind } from "../errors";

const codes = "developer/error-codes (06/15/2023)";
const newest = "developer/error-codes, newest copy on learn.microsoft.com";
const mfaLink = "https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa";
const secureModel = "https://learn.microsoft.com/partner-center/developer/enable-secure-app-model";
const audienceLink = "https://learn.microsoft.com/partner-center/developer/deprecate-azure-active-directory-graph-token";

/** What to do about each kind, where its code says nothing better. */
export const remedies: Readonly<Partial<Record<ProblemKind, string>>> = {
  customerUnknown: "Check customerId.",
  customerUnreadable: "Check customerId, and that this partner has a reseller relationship with the customer.",
  unavailable: "Run again later.",
  throttled: "Run again later.",
  authentication: "Check the app registration and the refresh token (partnercenter:refreshToken).",
  mfa: `Run \`partnercenter login\` with multi-factor authentication, which stores a new refresh token. See ${mfaLink}.`,
  appOnly: `Sign in with App+User credentials: a refresh token from the Secure Application Model (partnercenter:refreshToken). See ${secureModel}.`,
  notPartnerCenter:
    "Check partnercenter:endpoint, partnercenter:cloud and partnercenter:apiContract, and whether a proxy answers in its place.",
};

const agent = "The user must be an admin agent or sales agent";
const gdap =
  "; for GovernmentCommunityCloud with a GDAP role for the customer (Directory Reader, Directory Writer, License Administrator or User Administrator).";
const doctor = "Check how the provider signs in (`partnercenter doctor`), and whether a proxy takes the Authorization header away.";
const ownToken =
  "Get a token for Partner Center itself (scope https://api.partnercenter.microsoft.com/.default), not for graph.windows.net.";
const sandbox = "Check partnercenter:cloud; the sandbox has no Government Community Cloud.";
const conditionalAccess = "Ask an administrator of the partner's tenant which policy it is.";
const support = "Ask Partner Center support.";
const review = "Wait for Microsoft's review of the account.";

type Row = readonly [code: string, status: number, kind: ProblemKind, meaning: string, source: string, remedy?: string];

/**
 * The codes that Partner Center's REST API is known to send. The documentation lists none for the business rules of
 * qualifications: a code that is not here is shown as the service said it. 1000 is documented as "Not found" and names nothing, so it never
 * says that a customer does not exist. 2000 has several meanings: an id that is no GUID, an operator of a search (the .NET SDK's tests).
 */
// biome-ignore format: one line a row
const rows: readonly Row[] = [
  ["400", 401, "authentication", "access is denied", codes, `Check the app registration. ${agent}.`],
  ["2000", 400, "refused", "the request is not valid", "observed"],
  ["3000", 400, "refused", "a property is not valid", codes],
  ["800002", 400, "refused", "the request is not valid", codes],
  ["800086", 400, "refused", "the customer lacks the qualification that the offer needs", codes],
  ["900118", 400, "refused", "the customer id is not valid", codes, "Check customerId."],
  ["900126", 400, "refused", "a value is not one of those that the service knows", codes, "Check partnercenter:apiContract."],
  ["900127", 400, "refused", "this is not supported in this environment", codes, sandbox],
  ["10001", 401, "mfa", "the token does not prove multi-factor authentication", "seen in 2020: Partner-Center-DotNet-Samples#59"],
  ["800001", 401, "authentication", "the partner token is missing", codes, doctor],
  ["900420", 401, "authentication", "the token is meant for another service", newest, `${ownToken} See ${audienceLink}.`],
  ["900421", 401, "mfa", "the token does not prove multi-factor authentication", newest],
  ["1002", 403, "customerUnreadable", "access to this customer is not allowed", "observed"],
  ["2032", 403, "customerUnreadable", "access to this customer is denied", codes],
  ["20002", 403, "customerUnreadable", "this partner has no commerce relationship with the customer", codes],
  ["600006", 403, "refused", "the action is not allowed", "seen: Partner-Center-DotNet-Samples#73"],
  ["800039", 403, "refused", "the reseller program is not active", codes, "Check the partner's enrolment in Partner Center."],
  ["800073", 403, "refused", "the customer's account is under review", codes, review],
  ["800074", 403, "refused", "the customer's account is under review", codes, review],
  ["800075", 403, "refused", "the customer's account was not approved", codes, support],
  ["90000", 403, "authentication", "Microsoft Entra issued no token", newest],
  ["900150", 403, "refused", "the user's role lacks the rights", codes, `${agent}.`],
  ["900308", 403, "refused", "the user lacks the rights", codes, `${agent}${gdap}`],
  ["900309", 403, "authentication", "a Conditional Access policy blocks the token", codes, conditionalAccess],
  ["900329", 403, "appOnly", "the service does not let an application alone do this", codes],
  ["900416", 403, "authentication", "the account is locked", newest, support],
  ["1000", 404, "refused", "something is not there", codes],
  ["60003", 404, "customerUnknown", "Partner Center does not know this tenant", codes],
  ["800003", 500, "unavailable", "the service had an unexpected error", codes],
];

export const partnerCenterErrors: readonly KnownProblem[] = rows.map(([code, status, kind, meaning, source, own]) => {
  const remedy = own ?? remedies[kind];
  return { code, status, kind, meaning, source, ...(remedy === undefined ? {} : { remedy }) };
});

/** Every code we know, Partner Center's and Entra's, as the documentation prints them. */
export const errorCatalogue: readonly KnownProblem[] = [...partnerCenterErrors, ...signInErrors];

/** What we know of a code that came with a status. */
export function knownProblem(code: string | undefined, status: number): KnownProblem | undefined {
  return partnerCenterErrors.find((problem) => problem.code === code && problem.status === status);
}
