import { type Body, type Outcome, readBody } from "../../provider/http/outcome";
import type { Question } from "./questions";

/** One question and what became of it. */
export interface Exchange {
  readonly question: Question;
  readonly requestId: string;
  readonly correlationId: string;
  /** What the token that it was asked with says of MFA; undefined for an application's, or one that cannot be decoded. */
  readonly mfa: boolean | undefined;
  readonly outcome: Outcome;
}

/** The body of an exchange; undefined where no whole answer came. */
export function bodyOf(outcome: Outcome): Body | undefined {
  return outcome.kind === "answered" ? readBody(outcome.body) : undefined;
}

/** The JSON of a successful answer; undefined where it is none. */
export function successOf(outcome: Outcome): { readonly json: unknown } | undefined {
  if (outcome.kind !== "answered" || outcome.status !== 200) return undefined;
  const body = readBody(outcome.body);
  return body.kind === "json" ? { json: body.json } : undefined;
}

/** Whether an answer begins with a UTF-8 byte order mark. */
export function hasMark(outcome: Outcome): boolean {
  return outcome.kind === "answered" && [0xef, 0xbb, 0xbf].every((byte, index) => outcome.body[index] === byte);
}

/**
 * Whether an exchange shows nothing of Partner Center: no whole answer, a failure of the service, a redirect, or a success that is no JSON. A few in
 * a row end the probe.
 */
export function isSilent(outcome: Outcome): boolean {
  if (outcome.kind !== "answered") return true;
  const { status } = outcome;
  return status >= 500 || (status >= 300 && status < 400) || (status < 300 && bodyOf(outcome)?.kind !== "json");
}
