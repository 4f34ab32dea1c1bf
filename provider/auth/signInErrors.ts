import type { SignInKey } from "../config/keys";
import { howItCounts, type SignInSources, serviceSettings } from "../config/signInSources";
import { type KnownProblem, PartnerCenterError, type ProblemKind } from "../errors";
import { connectionProblem } from "../http/connectionProblem";
import { type Answer, type Outcome, readBody } from "../http/outcome";
import type { Redactor } from "../redact";

const list = "https://learn.microsoft.com/entra/identity-platform/reference-error-codes";
const secureModel = "https://learn.microsoft.com/partner-center/developer/enable-secure-app-model";
const mfaPage = "https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa";
const deviceCode = "learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code";
const protocols = "learn.microsoft.com/entra/identity-platform, v2 protocols";
const federation = "learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations";

/** What to do, and the keys whose new value it asks for. */
interface Advice {
  readonly text: string;
  readonly sets?: readonly SignInKey[];
  readonly link?: string;
}

const login: Advice = {
  text: "Run `partnercenter login` with the partner's user and MFA, which stores a new refresh token where you say (partnercenter:refreshToken, a file or Key Vault).",
  sets: ["refreshToken"],
  link: secureModel,
};
const loginWithMfa: Advice = { ...login, link: mfaPage };
const secret: Advice = {
  text: "Set partnercenter:clientSecret or PARTNERCENTER_CLIENT_SECRET to the value of a secret of the app registration, not to its id.",
  sets: ["clientSecret"],
};
const ids: Advice = {
  text: "Check partnercenter:clientId and partnercenter:tenantId (PARTNERCENTER_CLIENT_ID, PARTNERCENTER_TENANT_ID).",
  sets: ["clientId", "tenantId"],
};
const tenant: Advice = { text: "Check partnercenter:tenantId or PARTNERCENTER_TENANT_ID, and partnercenter:cloud.", sets: ["tenantId"] };
const federated: Advice = {
  text: "Check the federated credential of the app registration: issuer, subject and audience must be those of the token in partnercenter:oidcTokenFile.",
};
const administrator: Advice = { text: "Ask an administrator of the tenant which policy it is (sign-in logs)." };
const permission: Advice = {
  text: "Add the permission for Microsoft Partner Center to the app registration, and check partnercenter:tenantId: it must be the partner's tenant.",
  link: secureModel,
};
const loginAgain: Advice = { text: "Run `partnercenter login` again." };
const deviceAgain: Advice = { text: "Run `partnercenter login --device-code` again and enter the code within its 15 minutes." };
const later: Advice = { text: "Run again later." };

type Row = readonly [code: string, kind: ProblemKind, meaning: string, advice: Advice, source?: string];

/**
 * What Microsoft Entra says where a token is asked for. Meanings: "Microsoft Entra authentication and authorization error codes"; those
 * marked "seen" were reported by users of Partner Center clients.
 */
// biome-ignore format: one line a row
const rows: readonly Row[] = [
  ["AADSTS50076", "mfa", "multi-factor authentication is required", loginWithMfa, "seen: Partner-Center-PowerShell#259"],
  ["AADSTS50078", "mfa", "the multi-factor authentication behind the refresh token has expired", loginWithMfa, "seen: Partner-Center-PowerShell#317"],
  ["AADSTS50079", "mfa", "the user must set up multi-factor authentication first (https://aka.ms/mfasetup)", loginWithMfa],
  ["AADSTS50158", "mfa", "an external security challenge was not satisfied", loginWithMfa],
  ["AADSTS65001", "authentication", "nobody has consented to the application", { text: "Have an administrator consent to the delegated permission user_impersonation of Microsoft Partner Center.", link: secureModel }, "seen with Partner Center"],
  ["AADSTS700082", "authentication", "the refresh token has expired, since it was not used for 90 days", login],
  ["AADSTS70008", "authentication", "the refresh token has expired or was revoked", login],
  ["AADSTS700084", "authentication", "the refresh token was issued to a single-page application and lived for 24 hours only", { ...login, text: `Register the redirect URI as a web platform. ${login.text}` }],
  ["AADSTS70043", "authentication", "the refresh token has expired by the tenant's sign-in frequency policy", login],
  ["AADSTS50173", "authentication", "the refresh token was revoked, for example by a password reset", login, "seen: Partner-Center-PowerShell#373"],
  ["AADSTS50132", "authentication", "the session was revoked", login],
  ["AADSTS50133", "authentication", "the session was revoked by a password change", login],
  ["AADSTS700003", "authentication", "the device behind the sign-in is gone", login, "seen: KelvinTegelaar/CIPP#4978"],
  ["AADSTS70000", "authentication", "the refresh token is not valid", login],
  ["AADSTS700007", "authentication", "the refresh token was issued to another application", login, "seen: Partner-Center-PowerShell#419, #153"],
  ["AADSTS9002313", "authentication", "the refresh token or the request is malformed", { text: "Check that partnercenter:refreshToken holds the whole token and nothing else.", sets: ["refreshToken"] }],
  ["AADSTS7000215", "authentication", "the client secret is wrong", secret],
  ["AADSTS7000222", "authentication", "the client secret has expired", { ...secret, text: `Create a new one in the app registration. ${secret.text}` }],
  ["AADSTS7000218", "authentication", "the application needs a client secret, a certificate or a federated token", { text: "Set partnercenter:clientSecret, partnercenter:clientCertificatePath or partnercenter:oidcTokenFile (PARTNERCENTER_CLIENT_SECRET, PARTNERCENTER_CLIENT_CERTIFICATE_PATH, PARTNERCENTER_OIDC_TOKEN_FILE).", sets: ["clientSecret"] }],
  ["AADSTS700025", "authentication", "the application is a public client, which may send no secret and no certificate", { text: "Remove partnercenter:clientSecret and partnercenter:clientCertificatePath, or switch off \"Allow public client flows\" in the app registration and use its platform Web.", sets: ["clientSecret", "clientCertificatePath"] }, "seen: Partner-Center-PowerShell#358"],
  ["AADSTS700027", "authentication", "the certificate is not one of the app registration's, or its signature is wrong", { text: "Upload the certificate of partnercenter:clientCertificatePath to the app registration." }],
  ["AADSTS700024", "authentication", "the proof of the application is not valid at this time", { text: "Check this machine's clock, and that partnercenter:oidcTokenFile holds a token that has not ended." }],
  ["AADSTS70021", "authentication", "no federated credential of the application fits the token of the other issuer", federated, federation],
  ["AADSTS700211", "authentication", "no federated credential of the application has the issuer of the token", federated, federation],
  ["AADSTS700212", "authentication", "no federated credential of the application has the audience of the token", federated, federation],
  ["AADSTS700213", "authentication", "no federated credential of the application has the subject of the token", federated, federation],
  ["AADSTS700016", "authentication", "the application is not known in this tenant", ids],
  ["AADSTS7000112", "authentication", "the application is disabled in this tenant", { text: "Ask an administrator of the tenant to enable it (Enterprise applications)." }],
  ["AADSTS90002", "authentication", "the tenant does not exist", tenant],
  ["AADSTS900023", "authentication", "the tenant's name is neither a GUID nor a domain", tenant],
  ["AADSTS90072", "authentication", "the user is not one of this tenant's", { text: "Sign in with a user of the partner's own tenant, or correct partnercenter:tenantId.", sets: ["tenantId", "refreshToken"] }],
  ["AADSTS50020", "authentication", "the user is not one of this tenant's", { text: "Sign in with a user of the partner's own tenant, or correct partnercenter:tenantId.", sets: ["tenantId", "refreshToken"] }],
  ["AADSTS500011", "authentication", "Partner Center is not known in this tenant", permission],
  ["AADSTS650052", "authentication", "this tenant has no service principal of Partner Center", { ...permission, text: `Run \`az ad sp create --id fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd\` in the partner's tenant. ${permission.text}` }, "seen: BingAds-dotNet-SDK#96"],
  ["AADSTS650057", "authentication", "the app registration does not list Partner Center among its permissions", permission],
  ["AADSTS53003", "authentication", "a Conditional Access policy blocks this sign-in", administrator],
  ["AADSTS53000", "authentication", "a Conditional Access policy asks for a device that complies", { text: `Run \`partnercenter login\` on such a device, or ask: ${administrator.text.slice(4)}`, sets: ["refreshToken"] }],
  ["AADSTS530003", "authentication", "a Conditional Access policy asks for a managed device", administrator],
  ["AADSTS50057", "authentication", "the user account is disabled", { ...login, text: `Enable it, or sign in with another user. ${login.text}` }],
  ["AADSTS50034", "authentication", "the user does not exist in this tenant", login],
  ["AADSTS50053", "authentication", "the account is locked, or the sign-in comes from an address that is blocked", { text: "Wait, or ask an administrator of the tenant (sign-in logs)." }],
  ["AADSTS50105", "authentication", "the user is not assigned to the application", { text: "Have an administrator assign the user to the application (Enterprise applications)." }],
  ["AADSTS50196", "throttled", "the application signs in too often", { text: "Wait some minutes, and check that the runs share a token." }],
  ["AADSTS90033", "unavailable", "the sign-in service has a passing problem", later],
  ["AADSTS90024", "unavailable", "the sign-in service has a passing problem", later],
  ["AADSTS50011", "authentication", "the redirect URI is not one of the app registration's", { text: "Add http://localhost to the redirect URIs of the app registration (its port does not matter).", link: secureModel }, "learn.microsoft.com/entra/identity-platform/reply-url"],
  ["AADSTS9002327", "authentication", "the redirect URI is registered for a single-page application", { text: "Register http://localhost for the platform Web in place of Single-page application, and run `partnercenter login` again.", link: secureModel }, "seen: Partner-Center-PowerShell#395, CIPP"],
  ["AADSTS65004", "authentication", "the user declined to consent", { text: "Run `partnercenter login` again and accept." }],
  ["AADSTS54005", "authentication", "the authorization code was used before", loginAgain],
  ["AADSTS70018", "authentication", "the user declined the sign-in, or the code was wrong", deviceAgain],
  ["AADSTS70020", "authentication", "the device code has expired", deviceAgain, deviceCode],
  ["access_denied", "authentication", "the user, or a policy, denied the sign-in", { text: "Run `partnercenter login` again and accept, or ask an administrator of the tenant." }, "RFC 6749 §4.1.2.1"],
  ["authorization_declined", "authentication", "the user declined the sign-in", deviceAgain, deviceCode],
  ["expired_token", "authentication", "the device code has expired", deviceAgain, "RFC 8628 §3.5"],
  ["consent_required", "authentication", "the application needs consent", { text: "Run `partnercenter login`, or have an administrator consent to user_impersonation of Microsoft Partner Center.", link: secureModel }, protocols],
  ["invalid_grant", "authentication", "the refresh token is not accepted", login, "RFC 6749 §5.2"],
  ["interaction_required", "mfa", "the user has to take part in the sign-in", loginWithMfa, protocols],
  ["invalid_client", "authentication", "the application's own credentials are not accepted", { text: "Check partnercenter:clientId and what proves the application (secret, certificate or federated token).", sets: ["clientId", "clientSecret"] }, "RFC 6749 §5.2"],
  ["unauthorized_client", "authentication", "the application may not sign in like this", { text: "Check partnercenter:clientId, and the platform of the app registration.", sets: ["clientId"] }, "RFC 6749 §5.2"],
  ["temporarily_unavailable", "unavailable", "the sign-in service is busy", later, "RFC 6749 §4.1.2.1"],
];

/** Refusals that speak of this very sign-in and its age, so that the token was this application's, and is of no use any more. */
const endedCodes = /^AADSTS(50076|50078|50079|50158|700082|70008|700084|70043|50173|50132|50133|700003|50057)$/;

export const signInErrors: readonly KnownProblem[] = rows.map(([code, kind, meaning, { text, link }, source = list]) => ({
  code,
  kind,
  meaning,
  remedy: text,
  source,
  ...(link === undefined ? {} : { link }),
}));

/** Whether a refusal proves that the refresh token was this application's and has ended. */
export function hasEnded({ code }: PartnerCenterError): boolean {
  return endedCodes.test(code ?? "");
}

export interface SignInAttempt {
  /** The sign-in service's. */
  readonly host: string;
  readonly redactor: Redactor;
  /** Where the configured values come from; absent where a person signs in. */
  readonly sources?: SignInSources;
}

/** The error for a sign-in that did not give a token. */
export function signInError(outcome: Outcome, attempt: SignInAttempt): PartnerCenterError {
  if (outcome.kind === "answered") return refused(outcome, attempt);
  return connectionProblem(outcome, {
    what: "The sign-in",
    host: attempt.host,
    ...serviceSettings(attempt.sources, "authority"),
  });
}

/** What the sign-in service said, as far as it can be understood: `{"error","error_description","error_codes"}` (RFC 6749, Entra). */
interface Said {
  readonly error: string;
  readonly description: string;
  readonly codes: readonly string[];
}

function read({ body }: Answer): Said | undefined {
  const { json } = { json: undefined, ...readBody(body) };
  const {
    error,
    error_description: description,
    error_codes: listed,
  } = { ...(json as object | undefined) } as Readonly<Record<string, unknown>>;
  if (typeof error !== "string") return undefined;
  const text = typeof description === "string" ? description : "";
  const numbers = Array.isArray(listed) ? listed.filter((code) => typeof code === "number").map((code) => `AADSTS${code}`) : [];
  return { error, description: text, codes: [...new Set([...(/^AADSTS\d+/.exec(text) ?? []), ...numbers])] };
}

/** The words for a refusal, from the token endpoint or a redirect. */
export function refusalOf(said: Said, { redactor, sources }: Omit<SignInAttempt, "host">, status?: number): PartnerCenterError {
  const [first = said.error] = said.codes;
  const code = redactor.quote(first);
  // An OAuth error is so general that it says nothing of the cause where Entra gives a number that we do not know; of a grant it does.
  const general = said.codes.length === 0 || said.error === "invalid_grant" || !/_client$/.test(said.error);
  const row = [...said.codes, ...(general ? [said.error] : [])].map((name) => rows.find(([known]) => known === name)).find(Boolean);
  const quote = said.description === "" ? "" : ` The service said: "${redactor.quote(said.description).replaceAll('"', "'")}".`;
  const [, kind, meaning, advice]: Partial<Row> = row ?? [];
  const lookUp = /^AADSTS\d+$/.test(code)
    ? `Look it up: https://login.microsoftonline.com/error?code=${code.slice("AADSTS".length)}.`
    : undefined;
  const remedy = [
    advice?.text ?? lookUp,
    advice?.sets && sources && howItCounts(sources, advice.sets),
    advice?.link && `See ${advice.link}.`,
  ].filter(Boolean);
  return new PartnerCenterError(`The sign-in was refused${meaning === undefined ? "" : `: ${meaning}`} (${code}).${quote}`, {
    kind: kind ?? "authentication",
    status,
    code,
    remedy: remedy.join(" ") || undefined,
  });
}

function refused(answer: Answer, attempt: SignInAttempt): PartnerCenterError {
  const { status } = answer;
  const { host } = attempt;
  const said = read(answer);
  if (status === 407) return proxyWantsCredentials(host);
  if (said !== undefined) return refusalOf(said, attempt, status);
  if (status === 429) {
    return new PartnerCenterError(`The sign-in service ${host} asked to slow down (429).`, {
      kind: "throttled",
      status,
      remedy: later.text,
    });
  }
  if (status >= 500) {
    return new PartnerCenterError(`The sign-in service ${host}, or a proxy on the way, failed (${status}).`, {
      kind: "unavailable",
      status,
      remedy: later.text,
    });
  }
  return new PartnerCenterError(`${host} answered the sign-in with status ${status} and something that no sign-in service says.`, {
    kind: "notPartnerCenter",
    status,
    remedy: "Check partnercenter:authority and partnercenter:cloud, and whether a proxy answers in its place.",
  });
}

function proxyWantsCredentials(host: string): PartnerCenterError {
  return new PartnerCenterError(`The sign-in failed: the proxy on the way to ${host} asks for credentials (407).`, {
    kind: "unreachable",
    status: 407,
    remedy: "Put them into HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT), or name the host in NO_PROXY.",
  });
}

/**
 * What a library's words say of the cause. The Azure SDK's and the Azure CLI's errors carry requests and answers, so their words alone are looked at:
 * a number of Entra's, a name of Node's for a lost connection, a page in place of an answer.
 */
export function causeOf(words: string, attempt: Omit<SignInAttempt, "host">): PartnerCenterError | undefined {
  const codes = [...new Set(words.match(/AADSTS\d+/g) ?? [])];
  if (codes.length > 0) return refusalOf({ error: "", description: words, codes }, attempt);
  const quote = `It was said: "${attempt.redactor.quote(words).replaceAll('"', "'")}".`;
  if (/\b407\b|proxy authentication required/i.test(words)) {
    return new PartnerCenterError(`The sign-in failed: a proxy on the way asks for credentials (407). ${quote}`, {
      kind: "unreachable",
      remedy: "Put them into HTTPS_PROXY (http://USER:PASSWORD@HOST:PORT).",
    });
  }
  if (
    /\b5\d\d\b (?:internal|bad gateway|service unavailable|gateway)|service unavailable|temporarily unavailable|gateway time-?out/i.test(
      words,
    )
  ) {
    return new PartnerCenterError(`The sign-in failed: the sign-in service, or a proxy on the way, is down. ${quote}`, {
      kind: "unavailable",
      remedy: later.text,
    });
  }
  const lost =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)\b|network_error|network (?:is )?unreachable|getaddrinfo|(?:failed to establish|error sending) |connection (?:error|refused|reset|aborted)|max retries exceeded|name resolution|socket hang up|certificate verify failed/i;
  if (lost.test(words)) {
    return new PartnerCenterError(`The sign-in failed: the sign-in service cannot be reached. ${quote}`, {
      kind: "unreachable",
      remedy:
        "Check the network, the DNS and the proxy (HTTPS_PROXY, NO_PROXY); a certificate authority of your own goes to NODE_EXTRA_CA_CERTS.",
    });
  }
  return undefined;
}
