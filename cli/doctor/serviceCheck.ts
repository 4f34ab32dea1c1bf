import type { Settings } from "../../provider/config/settings";
import { serviceSettings } from "../../provider/config/signInSources";
import { type Answer, readBody } from "../../provider/http/outcome";
import { parseValidationCodes } from "../../provider/partnerCenter/answers";
import { requestHeaders, userAgent } from "../../provider/partnerCenter/headers";
import { requestError } from "../../provider/partnerCenter/requestError";
import type { CliSession } from "../session";
import type { Finding } from "./check";
import { fromError } from "./tokenCheck";

/** What Partner Center said to one harmless request. */
export interface Spoken {
  readonly reached: Finding;
  /** Absent where no whole answer came. */
  readonly answer?: Answer;
}

/**
 * Asks for the partner's validation codes, a read that needs no customer, with `ValidateMfa: true`: the answer's `isMfaCompliant` header says
 * what the service thinks of the token (facts of the API, 4.2 and 6.3).
 */
export async function askService(settings: Settings, token: string, { channel, redactor }: CliSession): Promise<Spoken> {
  const what = "Reading the validation codes";
  const host = new URL(settings.endpoint).host;
  const ids = { requestId: channel.ports.uuid(), correlationId: channel.ports.uuid() };
  redactor.add(token);
  const outcome = await channel.transport.send({
    method: "GET",
    url: `${settings.endpoint}/v1/customers/all/validations`,
    headers: { ...requestHeaders(token, ids, userAgent, false), ValidateMfa: "true" },
  });
  if (outcome.kind === "answered" && outcome.status === 200) {
    return { reached: { status: "ok", message: `${host} answers.` }, answer: outcome };
  }
  const reached = fromError(
    requestError(outcome, { what, host, service: serviceSettings(settings.sources, "endpoint"), ...ids }, redactor),
  );
  return outcome.kind === "answered" ? { reached, answer: outcome } : { reached };
}

/** Whether the service itself takes the sign-in for one with MFA. */
export function checkMfaHeader({ headers }: Answer): Finding {
  switch (headers["ismfacompliant"]?.toLowerCase()) {
    case "true":
      return { status: "ok", message: "Partner Center says that the sign-in is MFA-compliant." };
    case "false":
      return {
        status: "warning",
        message: "Partner Center says that the sign-in is not MFA-compliant; since 2026 it refuses such calls step by step.",
        remedy: "Run `partnercenter login` with multi-factor authentication.",
      };
    default:
      return { status: "note", message: "Partner Center does not say whether the sign-in is MFA-compliant." };
  }
}

/** What is left for GovernmentCommunityCloud. */
export function checkValidationCodes(answer: Answer): Finding {
  const body = readBody(answer.body);
  const codes = body.kind === "json" ? parseValidationCodes(body.json) : undefined;
  if (codes === undefined) return { status: "note", message: "The validation codes cannot be read." };
  const usable = codes.filter(({ remainingCreates }) => remainingCreates !== 0);
  const left = usable.reduce((sum, { remainingCreates }) => sum + (remainingCreates ?? 0), 0);
  if (usable.length > 0) {
    return { status: "ok", message: `Validation codes for GovernmentCommunityCloud: ${usable.length}, for ${left} more customers.` };
  }
  return {
    status: "note",
    message: "No validation code is left: a GovernmentCommunityCloud request would be refused. Other qualifications need none.",
    remedy: "Ask Microsoft for codes in Partner Center (Government validation).",
  };
}
