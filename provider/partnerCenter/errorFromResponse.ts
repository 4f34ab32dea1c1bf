import { PartnerCenterError, type ProblemDetails, type ProblemKind } from "../errors";
import type { Answer } from "../http/outcome";
import type { Redactor } from "../redact";
import { errorCodesLink, knownProblem } from "./errorCatalogue";
import { type ServiceError, serviceError } from "./serviceError";

/** What was tried, for the sentence and for support. */
export interface Tried {
  /** The beginning of a sentence: `Reading the qualifications of customer 0c39…`. */
  readonly what: string;
  readonly host: string;
  /** The headers that were sent. */
  readonly requestId: string;
  readonly correlationId: string;
  /** Whether an earlier sending of the same write may have been carried out. */
  readonly outcomeUnknown?: boolean;
}

/** The error for an answer that is no success. Built from status, code and scrubbed words alone. */
export function errorFromResponse(answer: Answer, tried: Tried, redactor: Redactor): PartnerCenterError {
  const said = withoutSecrets(serviceError(answer), redactor);
  const { kind, problem, remedy, code } = judge(answer, said, tried);
  const words = "text" in said && said.text !== undefined ? said.text : "";
  const quote = words === "" ? "" : ` The service said: "${words.replaceAll('"', "'")}"`;
  const details: ProblemDetails = {
    kind,
    remedy,
    status: answer.status,
    code,
    requestId: idIn(answer, "ms-requestid") ?? tried.requestId,
    correlationId: idIn(answer, "ms-correlationid") ?? tried.correlationId,
    outcomeUnknown: tried.outcomeUnknown,
  };
  return new PartnerCenterError(`${tried.what} failed: ${problem}.${quote}`, details);
}

/** A code is as foreign as a description: a service may echo anything in it. */
function withoutSecrets(said: ServiceError, redactor: Redactor): ServiceError {
  return {
    ...said,
    ...("code" in said ? { code: redactor.quote(said.code) } : {}),
    ...("text" in said && said.text !== undefined ? { text: redactor.quote(said.text) } : {}),
  };
}

interface Judgement {
  readonly kind: ProblemKind;
  readonly problem: string;
  readonly remedy?: string | undefined;
  readonly code?: string | undefined;
}

const mfaRemedy =
  "Sign in again with multi-factor authentication and store the new refresh token. See https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa.";

function judge(answer: Answer, said: ServiceError, { host }: Tried): Judgement {
  const { status } = answer;
  const code = "code" in said ? said.code : undefined;
  const withCode = code === undefined ? `${status}` : `${status}, code ${code}`;
  const known = said.shape === "error" ? knownProblem(code, status) : undefined;
  if (known !== undefined) {
    const remedy = [known.remedy, known.link === undefined ? undefined : `See ${known.link}.`].filter(Boolean).join(" ");
    return { kind: known.kind, problem: `${known.meaning} (${withCode})`, remedy: remedy === "" ? undefined : remedy, code };
  }
  if (status === 401) {
    if (speaksOfMfa(answer))
      return { kind: "mfa", problem: "the token does not prove multi-factor authentication (401)", remedy: mfaRemedy };
    return {
      kind: "authentication",
      problem: `Partner Center does not accept the access token (${withCode})`,
      remedy: "Check the app registration and the refresh token (partnercenter:refreshToken).",
      code,
    };
  }
  if (status === 429) return { kind: "throttled", problem: "the service asks to slow down (429)", remedy: later(answer), code };
  if (said.shape === "foreign" && status < 500) return foreign(status, host);
  if (status === 404) {
    // Only a Partner Center error that names the customer may say so: a wrong endpoint must not empty a state.
    return said.shape === "error"
      ? { kind: "notPartnerCenter", problem: `something is not there (${withCode})`, remedy: foreign(status, host).remedy, code }
      : foreign(status, host);
  }
  if (status >= 500 || status === 408)
    return { kind: "unavailable", problem: `the service failed (${withCode})`, remedy: "Run again later.", code };
  if (status >= 300 && status < 400) return foreign(status, host);
  if (status === 407) {
    return {
      kind: "unreachable",
      problem: "the proxy asks for credentials (407)",
      remedy: "Put them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.",
    };
  }
  if (status === 403) {
    const ours = said.shape === "error" || said.shape === "gateway" || said.shape === "words";
    return ours
      ? { kind: "refused", problem: `access is denied (${withCode})`, remedy: `See ${errorCodesLink}.`, code }
      : foreign(status, host);
  }
  if (status === 405 || said.shape === "empty" || said.shape === "oauth") return foreign(status, host);
  const remedy = status === 409 ? "Run again: what another run has asked for meanwhile is adopted." : undefined;
  return { kind: "refused", problem: `Partner Center refused (${withCode})`, remedy, code };
}

function foreign(status: number, host: string): Judgement {
  return {
    kind: "notPartnerCenter",
    problem: `${host} answered ${status} with something that Partner Center does not say`,
    remedy: "Check partnercenter:endpoint, partnercenter:cloud and partnercenter:apiContract, and whether a proxy answers in its place.",
  };
}

/**
 * A 401 about multi-factor authentication without an error object: "401 Unauthorized - MFA required" with an empty body
 * and `WWW-Authenticate: Bearer error="invalid_token"` (`partner-security-requirements-mandating-mfa`, 05/26/2023). Proxies and HTTP/2
 * lose the reason phrase, so the header alone counts too, unless it gives another reason (judgement).
 */
export function speaksOfMfa(answer: Answer): boolean {
  if (answer.status !== 401) return false;
  const said = serviceError(answer);
  if (said.shape === "error") return knownProblem(said.code, 401)?.kind === "mfa";
  const challenge = answer.headers["www-authenticate"] ?? "";
  const mfa = /\bmfa\b|multi-?factor/i;
  if (mfa.test(answer.reason) || mfa.test(challenge)) return true;
  return said.shape === "empty" && /error="?invalid_token"?/i.test(challenge) && !/error_description/i.test(challenge);
}

function later(answer: Answer): string {
  const after = answer.headers["retry-after"];
  return after !== undefined && /^\d{1,6}$/.test(after) ? `Run again in ${after} s.` : "Run again later.";
}

/** The ids of an answer, where they are GUIDs. */
export function idIn(answer: Answer, header: "ms-requestid" | "ms-correlationid"): string | undefined {
  const value = answer.headers[header]?.trim();
  return value !== undefined && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined;
}
