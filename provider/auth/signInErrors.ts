import type { KnownProblem } from "../http/knownProblem";

const list = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
const secureModel = "https://learn.microsoft.com/partner-center/developer/enable-secure-app-model";
const mfa = "https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa";

const consentAgain =
  "Sign in once more with the partner's user (authorization code or device code, with MFA) and store the new refresh token in partnercenter:refreshToken or PARTNERCENTER_REFRESH_TOKEN.";

/**
 * What Microsoft Entra says at the token endpoint. Source of the meanings: "Microsoft Entra authentication and authorization error
 * codes"; those marked "seen" were reported by users of Partner Center clients.
 */
export const signInErrors: readonly KnownProblem[] = [
  {
    code: "AADSTS50076",
    kind: "mfa",
    meaning: "multi-factor authentication is required",
    remedy: consentAgain,
    source: `${list}; seen: Partner-Center-PowerShell#259`,
    link: mfa,
  },
  {
    code: "AADSTS50078",
    kind: "mfa",
    meaning: "the multi-factor authentication behind the refresh token has expired",
    remedy: consentAgain,
    source: `${list}; seen: Partner-Center-PowerShell#317`,
    link: mfa,
  },
  {
    code: "AADSTS50079",
    kind: "mfa",
    meaning: "the user must set up multi-factor authentication first",
    remedy: `Set it up at https://aka.ms/mfasetup. ${consentAgain}`,
    source: list,
    link: mfa,
  },
  {
    code: "AADSTS50158",
    kind: "mfa",
    meaning: "an external security challenge was not satisfied",
    remedy: consentAgain,
    source: list,
    link: mfa,
  },
  {
    code: "AADSTS65001",
    kind: "authentication",
    meaning: "nobody has consented to the application",
    remedy: "Have an administrator consent to the delegated permission user_impersonation of Microsoft Partner Center.",
    source: `${list}; seen with Partner Center`,
    link: secureModel,
  },
  {
    code: "AADSTS700082",
    kind: "authentication",
    meaning: "the refresh token has expired, since it was not used for 90 days",
    remedy: consentAgain,
    source: list,
    link: secureModel,
  },
  {
    code: "AADSTS70008",
    kind: "authentication",
    meaning: "the refresh token has expired or was revoked",
    remedy: consentAgain,
    source: list,
    link: secureModel,
  },
  {
    code: "AADSTS700084",
    kind: "authentication",
    meaning: "the refresh token was issued to a single-page application and lived for 24 hours only",
    remedy: `Register the redirect URI as a web platform. ${consentAgain}`,
    source: list,
    link: secureModel,
  },
  {
    code: "AADSTS70043",
    kind: "authentication",
    meaning: "the refresh token has expired by the tenant's sign-in frequency policy",
    remedy: consentAgain,
    source: list,
  },
  {
    code: "AADSTS50173",
    kind: "authentication",
    meaning: "the refresh token was revoked, for example by a password reset",
    remedy: consentAgain,
    source: `${list}; seen: Partner-Center-PowerShell#373`,
  },
  { code: "AADSTS50132", kind: "authentication", meaning: "the session was revoked", remedy: consentAgain, source: list },
  {
    code: "AADSTS50133",
    kind: "authentication",
    meaning: "the session was revoked by a password change",
    remedy: consentAgain,
    source: list,
  },
  { code: "AADSTS70000", kind: "authentication", meaning: "the refresh token is not valid", remedy: consentAgain, source: list },
  {
    code: "AADSTS9002313",
    kind: "authentication",
    meaning: "the refresh token or the request is malformed",
    remedy: "Check that partnercenter:refreshToken holds the whole token and nothing else.",
    source: list,
  },
  {
    code: "AADSTS7000215",
    kind: "authentication",
    meaning: "the client secret is wrong",
    remedy: "Set the secret's value, not its id: `pulumi config set --secret partnercenter:clientSecret` or PARTNERCENTER_CLIENT_SECRET.",
    source: list,
  },
  {
    code: "AADSTS7000222",
    kind: "authentication",
    meaning: "the client secret has expired",
    remedy: "Create a new one in the app registration and set partnercenter:clientSecret or PARTNERCENTER_CLIENT_SECRET.",
    source: list,
  },
  {
    code: "AADSTS7000218",
    kind: "authentication",
    meaning: "the application needs a client secret or certificate",
    remedy:
      "Set partnercenter:clientSecret or partnercenter:clientCertificatePath (PARTNERCENTER_CLIENT_SECRET, PARTNERCENTER_CLIENT_CERTIFICATE_PATH).",
    source: list,
  },
  {
    code: "AADSTS700027",
    kind: "authentication",
    meaning: "the certificate is not one of the app registration's, or its signature is wrong",
    remedy: "Upload the certificate of partnercenter:clientCertificatePath to the app registration.",
    source: list,
  },
  {
    code: "AADSTS700016",
    kind: "authentication",
    meaning: "the application is not known in this tenant",
    remedy: "Check partnercenter:clientId and partnercenter:tenantId (PARTNERCENTER_CLIENT_ID, PARTNERCENTER_TENANT_ID).",
    source: list,
  },
  {
    code: "AADSTS90002",
    kind: "authentication",
    meaning: "the tenant does not exist",
    remedy: "Check partnercenter:tenantId or PARTNERCENTER_TENANT_ID, and partnercenter:cloud.",
    source: list,
  },
  {
    code: "AADSTS500011",
    kind: "authentication",
    meaning: "Partner Center is not known in this tenant",
    remedy:
      "Add the permission for Microsoft Partner Center to the app registration, and check partnercenter:tenantId: it must be the partner's tenant.",
    source: list,
    link: secureModel,
  },
  {
    code: "AADSTS53003",
    kind: "authentication",
    meaning: "a Conditional Access policy blocks this sign-in",
    remedy: "Ask an administrator of the tenant which policy it is (sign-in logs).",
    source: list,
  },
  {
    code: "AADSTS50057",
    kind: "authentication",
    meaning: "the user account is disabled",
    remedy: `Enable it, or sign in with another user. ${consentAgain}`,
    source: list,
  },
  {
    code: "AADSTS50196",
    kind: "throttled",
    meaning: "the application signs in too often",
    remedy: "Wait some minutes, and check that the runs share a token.",
    source: list,
  },
  {
    code: "AADSTS90033",
    kind: "unavailable",
    meaning: "the sign-in service has a passing problem",
    remedy: "Run again later.",
    source: list,
  },
  {
    code: "invalid_grant",
    kind: "authentication",
    meaning: "the refresh token is not accepted",
    remedy: consentAgain,
    source: "RFC 6749 §5.2",
    link: secureModel,
  },
  {
    code: "interaction_required",
    kind: "mfa",
    meaning: "the user has to take part in the sign-in",
    remedy: consentAgain,
    source: "learn.microsoft.com/entra/identity-platform, v2 protocols",
    link: mfa,
  },
  {
    code: "invalid_client",
    kind: "authentication",
    meaning: "the application's own credentials are not accepted",
    remedy: "Check partnercenter:clientId and partnercenter:clientSecret.",
    source: "RFC 6749 §5.2",
  },
  {
    code: "unauthorized_client",
    kind: "authentication",
    meaning: "the application may not sign in like this",
    remedy: "Check partnercenter:clientId, and the platform of the app registration.",
    source: "RFC 6749 §5.2",
  },
  {
    code: "temporarily_unavailable",
    kind: "unavailable",
    meaning: "the sign-in service is busy",
    remedy: "Run again later.",
    source: "RFC 6749",
  },
];
