import type { ServiceSettings } from "../config/signInSources";
import { type Fate, PartnerCenterError, type ProblemDetails, type ProblemKind } from "../errors";
import { isGuid } from "../guid";
import { type Attempt, problemOf, seconds } from "../http/connectionProblem";
import { type Answer, type Body, type Outcome, readBody } from "../http/outcome";
import type { GaveUp } from "../http/retry";
import { isObject } from "../json";
import type { Redactor } from "../redact";
import { field, textField } from "./answers";
import { knownProblem, remedies } from "./errorCatalogue";

/** What was tried, for the sentence and for support. */
export interface Tried {
  /** The beginning of a sentence: `Reading the qualifications of customer 0c39…`. */
  readonly what: string;
  readonly host: string;
  /** What names the host, for a remedy. */
  readonly service: ServiceSettings;
  /** The customer whom it concerns, where it concerns one. */
  readonly customerId?: string | undefined;
  /** The headers of the latest sending; absent where nothing was sent. */
  readonly requestId?: string | undefined;
  readonly correlationId?: string | undefined;
  /** What makes a new sign-in count, where it stands in the configuration: a sentence for the remedy. */
  readonly newSignInCounts?: string | undefined;
}

/** What else there is to say of a request that failed. */
export interface Ended {
  /** What became of it, where it was one that changes something. */
  readonly fate?: Exclude<Fate, "accepted">;
  readonly gaveUp?: GaveUp | undefined;
}

const doubt = "Whether the request was carried out is unknown.";
const lookFirst = "Run again: the next run looks before it acts.";

/** The error for a request that did not succeed. Built from status, code and scrubbed words alone. */
export function requestError(outcome: Outcome, tried: Tried, redactor: Redactor, { fate, gaveUp }: Ended = {}): PartnerCenterError {
  const { problem, remedy: own, ...details } = outcome.kind === "answered" ? answered(outcome, tried, redactor) : cutOff(outcome, tried);
  const { kind } = details;
  const wait =
    gaveUp?.because === "deadline" && gaveUp.afterMs > 0
      ? `The next try would have to wait ${seconds(gaveUp.afterMs)}, longer than the operation may take.`
      : undefined;
  const unknown = fate === "unknown";
  // What the sign-in itself said has its own words about it.
  const asksForSignIn = outcome.kind === "answered" && (kind === "authentication" || kind === "mfa" || kind === "appOnly");
  const counts = asksForSignIn
    ? tried.newSignInCounts
    : outcome.kind === "answered" && kind === "notPartnerCenter"
      ? tried.service.counts
      : undefined;
  const remedy = own ?? (unknown && kind === "unavailable" ? undefined : remedies[kind]);
  return new PartnerCenterError([problem, wait, unknown ? doubt : undefined].filter(Boolean).join(" "), {
    ...(tried.correlationId === undefined ? {} : { requestId: tried.requestId, correlationId: tried.correlationId }),
    ...details,
    remedy: [remedy, counts, unknown ? lookFirst : undefined].filter(Boolean).join(" ") || undefined,
    fate,
  });
}

type Problem = ProblemDetails & { readonly problem: string };

/** No whole answer arrived, or nothing was sent. */
function cutOff(outcome: Exclude<Outcome, Answer>, { what, host, service }: Tried): Problem {
  const attempt: Attempt = { what, host, ...service, preparation: "the sign-in" };
  const problem = problemOf(outcome, attempt);
  return outcome.kind === "notSent" && outcome.why === "preparing"
    ? { ...problem, remedy: "Run `partnercenter doctor`, which tries each step of the sign-in." }
    : problem;
}

function answered(answer: Answer, tried: Tried, redactor: Redactor): Problem {
  const said = readRefusal(answer, tried);
  const words = said.words.map((text) => redactor.quote(text)).filter((text) => text !== "");
  const quote = words.length === 0 ? "" : ` The service said: "${words.join(": ").replaceAll('"', "'")}"`;
  const code = said.code === undefined ? undefined : redactor.quote(said.code);
  const { problem, ...judged } = judge(answer, { ...said, code }, tried);
  return {
    ...judged,
    problem: `${tried.what} failed: ${problem}.${quote}`,
    status: answer.status,
    code,
    requestId: idIn(answer, "ms-requestid") ?? tried.requestId,
    correlationId: idIn(answer, "ms-correlationid") ?? tried.correlationId,
  };
}

interface Judgement {
  readonly kind: ProblemKind;
  /** The end of a sentence. */
  readonly problem: string;
  /** Where it differs from its kind's. */
  readonly remedy?: string | undefined;
}

/** What an answer means that is no success. */
function judge(answer: Answer, said: Refusal, { host, customerId }: Tried): Judgement {
  const { status } = answer;
  const withCode = said.code === undefined ? `${status}` : `${status}, code ${said.code}`;
  const known = said.shape === "error" ? knownProblem(said.code, status) : undefined;
  const ofCustomer = known?.kind === "customerUnreadable" || known?.kind === "customerUnknown";
  // A code that speaks of a customer speaks of something else where the call names none.
  if (known !== undefined && (customerId !== undefined || !ofCustomer)) {
    return { kind: known.kind, problem: `${known.meaning} (${withCode})`, remedy: known.remedy };
  }
  if (status === 401) {
    return speaksOfMfa(answer)
      ? { kind: "mfa", problem: `the token does not prove multi-factor authentication (${withCode})` }
      : { kind: "authentication", problem: `Partner Center does not accept the access token (${withCode})` };
  }
  if (status === 407) {
    const remedy = "Put them into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.";
    return { kind: "unreachable", problem: "the proxy asks for credentials (407)", remedy };
  }
  if (status === 429) return { kind: "throttled", problem: "the service asks to slow down (429)", remedy: later(answer) };
  if (status >= 500 || status === 408) return { kind: "unavailable", problem: `the service failed (${withCode})` };
  // Reported with an empty body and with words of many forms (Partner-Center-PowerShell#211, Partner-Center-DotNet-Samples#128).
  const denied = status === 403 && said.shape !== "html";
  if (status < 400 || !(denied || said.showsPartnerCenter)) {
    return { kind: "notPartnerCenter", problem: foreign(host, status) };
  }
  switch (status) {
    case 403:
      return {
        kind: "refused",
        problem: `access is denied (${withCode})`,
        remedy: said.showsPartnerCenter
          ? "See https://learn.microsoft.com/partner-center/developer/error-codes."
          : `Check that this partner may do it${customerId === undefined ? "" : " for this customer"}, and whether a proxy answers in Partner Center's place.`,
      };
    case 404:
    case 405:
      return {
        kind: "refused",
        problem: status === 404 ? `something is not there (${withCode})` : `Partner Center does not know this request (${withCode})`,
        remedy: "Check partnercenter:apiContract and partnercenter:cloud.",
      };
    case 409:
      return {
        kind: "refused",
        problem: `Partner Center refused (${withCode})`,
        remedy: "Run again: what another run has asked for meanwhile is adopted.",
      };
    default:
      return { kind: "refused", problem: `Partner Center refused (${withCode})` };
  }
}

/**
 * What a refusing answer says, by its shape (facts of the API, section 5.2):
 * `error` A `{"code":3000,"description","source"}` and B `{"code":600061,"message","errorName",…}` of the customers service,
 * `words` C a bare JSON text, `empty` E no body, `html` a page, `other` D `{"statusCode":429,"message"}` of a gateway,
 * F `{"error","error_description"}`, plain words, and everything else.
 */
interface Refusal {
  readonly shape: "error" | "words" | "empty" | "html" | "other";
  readonly code?: string | undefined;
  /** What it says to people: the text first, then what stands in `data`. */
  readonly words: readonly string[];
  /** Whether Partner Center itself has answered: by its body, its headers, or the ids that we sent. */
  readonly showsPartnerCenter: boolean;
}

function readRefusal(answer: Answer, { requestId, correlationId }: Pick<Tried, "requestId" | "correlationId">): Refusal {
  const body = readBody(answer.body);
  const read = shapeOf(body);
  const headers = ["ms-requestid", "ms-correlationid", "ms-cv", "ms-serverid"].some((name) => answer.headers[name] !== undefined);
  const echoes = [requestId, correlationId].some((id) => id !== undefined && read.words.some((text) => text.includes(id)));
  return { ...read, showsPartnerCenter: read.shape === "error" || read.shape === "words" || headers || echoes };
}

function shapeOf(body: Body): Omit<Refusal, "showsPartnerCenter"> {
  if (body.kind === "empty" || body.kind === "html") return { shape: body.kind, words: [] };
  if (body.kind === "text") return { shape: "other", words: [body.text] };
  const { json } = body;
  if (typeof json === "string") return json.trim() === "" ? { shape: "empty", words: [] } : { shape: "words", words: [json] };
  if (!isObject(json)) return { shape: "other", words: [JSON.stringify(json)] };
  const text = textField(json, "description", "message", "error_description");
  // A number in all captures, a text in the documentation.
  const code = textField(json, "code");
  if (text !== undefined && code !== undefined && /^\d{1,9}$/.test(code)) {
    return { shape: "error", code, words: [text, ...dataOf(json)] };
  }
  const oauth = textField(json, "error");
  const nested = field(json, "error");
  const inner = isObject(nested) ? textField(nested, "message", "description") : undefined;
  return {
    shape: "other",
    words: [text ?? inner ?? oauth ?? JSON.stringify(json)],
    ...(oauth === undefined ? {} : { code: oauth }),
  };
}

/** What `data` says: texts, or "a list of error objects" (`developer/error-codes`). */
function dataOf(json: object): readonly string[] {
  const data = field(json, "data");
  if (!Array.isArray(data)) return [];
  return data.flatMap((item): string[] => {
    if (typeof item === "string") return [item];
    if (!isObject(item)) return [];
    return [textField(item, "description", "message", "errorMessage") ?? JSON.stringify(item)];
  });
}

/**
 * A 401 about multi-factor authentication without an error object: "401 Unauthorized - MFA required" with an empty body
 * and `WWW-Authenticate: Bearer error="invalid_token"` (`partner-security-requirements-mandating-mfa`, 05/26/2023), or in words
 * ("Authentication failed. MFA required. (10001)", Partner-Center-DotNet-Samples#59). Proxies and HTTP/2 lose the reason phrase, so
 * the header alone counts too, unless it gives another reason (judgement).
 */
export function speaksOfMfa(answer: Answer): boolean {
  if (answer.status !== 401) return false;
  const said = readRefusal(answer, {});
  if (said.shape === "error") return knownProblem(said.code, 401)?.kind === "mfa";
  const challenge = answer.headers["www-authenticate"] ?? "";
  const mfa = /\bmfa\b|multi-?\s?factor|\b(10001|900421)\b/i;
  if ([answer.reason, challenge, ...said.words].some((text) => mfa.test(text))) return true;
  return said.shape === "empty" && /error="?invalid_token"?/i.test(challenge) && !/error_description/i.test(challenge);
}

function later(answer: Answer): string | undefined {
  const after = answer.headers["retry-after"];
  return after !== undefined && /^\d{1,6}$/.test(after) ? `Run again in ${after} s.` : undefined;
}

/** The ids of an answer, where they are GUIDs. */
export function idIn(answer: Answer, header: "ms-requestid" | "ms-correlationid"): string | undefined {
  const value = answer.headers[header]?.trim();
  return value !== undefined && isGuid(value) ? value : undefined;
}

/** The error for a successful status with something else in it than was asked for. */
export function notUnderstood(answer: Answer, tried: Tried, fate?: Exclude<Fate, "accepted">): PartnerCenterError {
  const { what, host, customerId, requestId, correlationId } = tried;
  const details = { status: answer.status, requestId, correlationId, fate };
  const { showsPartnerCenter } = readRefusal(answer, tried);
  // What Partner Center lists of one customer says nothing about the others.
  if (customerId !== undefined && showsPartnerCenter && readBody(answer.body).kind === "json") {
    return new PartnerCenterError(`${what} failed: Partner Center's answer (${answer.status}) cannot be understood.`, {
      ...details,
      kind: "customerUnreadable",
      remedy: "Check partnercenter:apiContract, and whether a newer release of pulumi-partnercenter understands it.",
    });
  }
  return new PartnerCenterError(`${what} failed: ${foreign(host, answer.status)}.`, {
    ...details,
    kind: "notPartnerCenter",
    remedy: remedies.notPartnerCenter,
  });
}

function foreign(host: string, status: number): string {
  return `${host} answered ${status} with something that Partner Center does not say`;
}
