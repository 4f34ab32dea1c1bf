import { PartnerCenterError } from "../errors";
import { connectionProblem } from "../http/connectionProblem";
import { type Answer, type Outcome, readBody } from "../http/outcome";
import type { Redactor } from "../redact";
import { signInErrors } from "./signInErrors";

/** What the token endpoint said, as far as it can be understood: `{"error","error_description","error_codes"}` (RFC 6749, Entra). */
export interface TokenRefusal {
  /** `AADSTS50076`, else the OAuth error. */
  readonly code: string;
  readonly description?: string;
}

export function readRefusal({ body }: Answer): TokenRefusal | undefined {
  const read = readBody(body);
  if (read.kind !== "json" || typeof read.json !== "object" || read.json === null) return undefined;
  const { error, error_description: description, error_codes: codes } = read.json as Readonly<Record<string, unknown>>;
  if (typeof error !== "string") return undefined;
  const text = typeof description === "string" ? description : undefined;
  const listed: unknown = Array.isArray(codes) ? codes[0] : undefined;
  const code = /^(AADSTS\d+)/.exec(text ?? "")?.[1] ?? (typeof listed === "number" ? `AADSTS${listed}` : error);
  return { code, ...(text === undefined ? {} : { description: text }) };
}

/** The error for a sign-in that did not give a token. `host` is the sign-in service's. */
export function signInError(outcome: Outcome, host: string, redactor: Redactor): PartnerCenterError {
  if (outcome.kind === "answered") return refused(outcome, host, redactor);
  return connectionProblem(outcome, { what: "The sign-in", host, setting: "partnercenter:authority and partnercenter:cloud" });
}

function refused(answer: Answer, host: string, redactor: Redactor): PartnerCenterError {
  const { status } = answer;
  const refusal = readRefusal(answer);
  if (refusal === undefined) {
    if (status === 429)
      return new PartnerCenterError(`The sign-in service ${host} asked to slow down (429).`, {
        kind: "throttled",
        status,
        remedy: "Run again later.",
      });
    if (status >= 500)
      return new PartnerCenterError(`The sign-in service ${host} failed (${status}).`, {
        kind: "unavailable",
        status,
        remedy: "Run again later.",
      });
    return new PartnerCenterError(`${host} answered the sign-in with status ${status} and something that no sign-in service says.`, {
      kind: "notPartnerCenter",
      status,
      remedy: "Check partnercenter:authority and partnercenter:cloud, and whether a proxy answers in its place.",
    });
  }
  const oauth = readBody(answer.body);
  const fallback = oauth.kind === "json" ? String((oauth.json as { error?: unknown }).error) : "";
  const known = signInErrors.find(({ code }) => code === refusal.code) ?? signInErrors.find(({ code }) => code === fallback);
  const code = redactor.quote(refusal.code);
  const said = refusal.description === undefined ? "" : ` The service said: ${quoted(redactor.quote(refusal.description))}`;
  if (known === undefined) {
    return new PartnerCenterError(`The sign-in was refused with ${code}.${said}`, { kind: "authentication", status, code });
  }
  const help = known.link === undefined ? known.remedy : `${known.remedy ?? ""} See ${known.link}.`;
  return new PartnerCenterError(`The sign-in was refused: ${known.meaning} (${code}).${said}`, {
    kind: known.kind,
    status,
    code,
    remedy: help,
  });
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', "'")}".`;
}
