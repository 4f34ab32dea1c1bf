import { preflight } from "../auth/preflight";
import type { Fate } from "../errors";
import { startDeadline } from "../http/deadline";
import { limits } from "../http/limits";
import { isSuccess, type Outcome, readBody, statusOf } from "../http/outcome";
import { nextTry, sendOnce, waited } from "../http/send";
import type { QualificationEntry } from "../qualification/model";
import type { Accepted, Submission, SubmitOptions } from "../qualification/partnerCenterPort";
import { entryOf } from "../qualification/vetting";
import { parsed, parseEntries } from "./answers";
import type { WireContract } from "./contracts";
import { readEntries } from "./reads";
import { idIn, notUnderstood, requestError, speaksOfMfa } from "./requestError";
import { createRequest, type Session } from "./session";

/** A read-back has at least this long, in milliseconds, whatever the sendings before it have left. Judgement: a read with its retries. */
const shortestReadBack = 60_000;

/**
 * Asks for a qualification so that at most one request is accepted: the whole protocol, from the first sending to the recorded answer. The
 * argument stands in docs/internals/one-submission.md.
 *
 * - What became of a sending is decided once (`fateOf`).
 * - A 401 gets a fresh token, once.
 * - What was not carried out is sent again after a wait, with the same `MS-RequestId`.
 * - What may have been carried out is read back first, and sent again, with the same `MS-RequestId`, only where it is not to be seen.
 * - Where it ends without a yes and any sending may have been carried out, it is read back once more; what is found is the answer, and
 *   otherwise the error says that nobody knows.
 * - What is on its way is finished, also when the caller's signal ends everything else.
 *
 * @throws PartnerCenterError with its `fate`. Nothing is thrown once the service has accepted.
 */
export async function submit(
  session: Session,
  contract: WireContract,
  submission: Submission,
  { before, signal }: SubmitOptions,
): Promise<Accepted> {
  const { settings, channel, redactor } = session;
  const { customerId, kind, requestId } = submission;
  redactor.add(submission.validationCode);
  const request = createRequest(session, {
    call: contract.submit(submission),
    what: `Submitting ${kind} for customer ${customerId}`,
    customerId,
    requestId,
    inspect: (token) =>
      preflight(token, {
        audience: settings.audience,
        ...(settings.app.tenantId === undefined ? {} : { tenantId: settings.app.tenantId }),
        now: channel.ports.now(),
      }),
  });
  const deadline = startDeadline(channel.ports, limits.operation, signal);
  const ids = (): Omit<Accepted, "entry"> => ({ requestId, correlationId: request.tried().correlationId ?? "" });

  /** What the customer has now, where it shows that the request was carried out. Without the caller's signal: what was sent is looked up. */
  async function readBack(): Promise<QualificationEntry | "not there" | "unreadable"> {
    const patience = startDeadline(channel.ports, Math.max(shortestReadBack, deadline.left()));
    try {
      const after = entryOf(kind, await readEntries(session, contract, customerId, patience.limit));
      return tookEffect(before, after) ? after : "not there";
    } catch {
      return "unreadable";
    } finally {
      patience.end();
    }
  }

  /** The answer to an accepted request. What it does not tell is read back; where that fails too, the ids alone are recorded. */
  async function record(outcome: Outcome): Promise<Accepted> {
    const answer = outcome.kind === "answered" ? outcome : undefined;
    const answeredIds = {
      requestId: (answer && idIn(answer, "ms-requestid")) ?? requestId,
      correlationId: (answer && idIn(answer, "ms-correlationid")) ?? ids().correlationId,
    };
    const entry = entryOf(kind, parsed(outcome, parseEntries) ?? []);
    if (entry !== undefined) return { entry, ...answeredIds };
    const found = await readBack();
    if (typeof found === "object") return { entry: found, ...answeredIds };
    // A web page with status 200 is a proxy's or a sign-in's: nothing was accepted by anybody who could.
    if (answer !== undefined && readBody(answer.body).kind === "html") throw notUnderstood(answer, request.tried(), "unknown");
    return answeredIds;
  }

  try {
    /** Whether any sending so far may have been carried out. */
    let doubt = false;
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      // Send. Once it has left, only the limit cuts it off.
      const outcome = await sendOnce(channel, request.prepare, deadline, deadline.limit);

      // What became of it?
      const fate = fateOf(outcome);
      if (fate === "accepted") return await record(outcome);
      if (outcome.kind === "answered" && outcome.status === 401 && !renewed && request.renew(outcome)) {
        renewed = true;
        continue;
      }
      doubt ||= fate === "unknown";

      // Wait, where it is worth another try.
      const retry = nextTry(channel, attempt, outcome, deadline);
      const again = retry.do === "resend" && (await waited(channel.ports, retry.afterMs, deadline));

      // Read back before it is sent again, and before anybody is told that it failed.
      const found = fate === "unknown" || (doubt && !again) ? await readBack() : "not there";
      if (typeof found === "object") return { entry: found, ...ids() };
      if (again && found === "not there") continue;

      const ended: Outcome = retry.do === "resend" && signal?.aborted ? { kind: "aborted" } : outcome;
      throw requestError(ended, request.tried(), redactor, {
        fate: doubt ? "unknown" : fate,
        gaveUp: retry.do === "giveUp" ? retry : undefined,
      });
    }
  } finally {
    deadline.end();
  }
}

/**
 * What became of a request that changes something. A status says so also where the rest of the answer is lost. Pure.
 *
 * Sources: 401, 408, 429, 5xx by their meaning in RFC 9110 and 6585 and `developer/api-throttling-guidance` (7/18/2022); that a 501, a 505 and
 * a redirect are carried out by nobody is judgement. A 401 for want of MFA is a refusal, since a service that replays known ids may give the
 * same answer again once MFA is proved.
 */
export function fateOf(outcome: Outcome): Fate {
  if (outcome.kind === "notSent" || outcome.kind === "aborted") return "untouched";
  const status = statusOf(outcome);
  if (status === undefined) return "unknown";
  if (isSuccess(status)) return "accepted";
  if (status === 401) return outcome.kind === "answered" && speaksOfMfa(outcome) ? "refused" : "untouched";
  if (status === 429 || status === 501 || status === 505 || status < 400) return "untouched";
  return status === 408 || status >= 500 ? "unknown" : "refused";
}

/**
 * Whether a request is to be seen in what Partner Center lists now: the entry is new, or no longer the same. What the service said is compared
 * whole, since a request that is denied within the same second as the one before it differs in nothing else.
 */
export function tookEffect(before: QualificationEntry | undefined, after: QualificationEntry | undefined): after is QualificationEntry {
  if (after === undefined) return false;
  return (
    before === undefined ||
    before.vettingStatus !== after.vettingStatus ||
    before.vettingReason !== after.vettingReason ||
    before.vettingCreateDate !== after.vettingCreateDate
  );
}
