import type { Diagnostics } from "../diagnostics";
import { unsentEvidence } from "./changes";
import type { InputKey } from "./inputs";
import { sameName } from "./model";
import type { QualificationState } from "./state";
import { isDenied, notListed, requestLimit, supportRemedy } from "./vetting";

/** How a message names one qualification of one customer. */
export function subject(customerId: string, qualification: string): string {
  return `customer ${customerId}: ${qualification}`;
}

/** What a delete leaves. */
export function forgotten(what: string): string {
  return `${what} stays: Partner Center offers no way to remove a qualification. Only Pulumi's state forgets it; declaring it again adopts it without a new request.`;
}

/** The same for what is listed no longer: the state was the only one to know that it was asked for. */
export function forgottenUnlisted(what: string): string {
  return `${what} is listed no longer, and now Pulumi's state forgets it, too. Unless Partner Center lists it by then, declaring it again makes a new request, one of three that a customer has.`;
}

/**
 * What has to be told in every run until somebody acts: a denial, or a qualification that is listed no longer. Undefined
 * where nothing has.
 */
export function standingWarning(tracked: string, state: QualificationState): string | undefined {
  const gone = state.vettingStatus === notListed;
  if (!gone && !isDenied(state)) return undefined;
  const what = gone
    ? `is no longer listed. ${state.vettingReason ?? ""}`
    : `was denied${state.vettingReason ? `: ${state.vettingReason}` : ""}.`;
  const about = `${subject(state.customerId, tracked)} ${what}`.trim();
  if (gone && !sameName(state.qualification, tracked)) {
    return `${about} The customer is now ${state.qualification}, which cannot be combined with it: declare that instead, or remove the resource from the program.`;
  }
  return [about, unsentNote(state), wayOn(state)].filter(Boolean).join(" ");
}

/** Tells the standing warning of a state, if it has one, and hands the state on. */
export function tellStanding(tracked: string, state: QualificationState, diagnostics: Diagnostics): QualificationState {
  const warning = standingWarning(tracked, state);
  if (warning !== undefined) diagnostics.report("warning", warning);
  return state;
}

/** Evidence that the program declares and no request on record has sent (one of a run that was cut off is on none), as a sentence; empty where there is none. */
function unsentNote(state: QualificationState): string {
  const unsent = unsentEvidence(state, state.lastSubmission);
  return unsent.length === 0 ? "" : `Declared, but sent by no request on record: ${quote(unsent, state)}.`;
}

function wayOn(state: QualificationState): string {
  if ((state.lastSubmission?.number ?? 0) >= requestLimit) return `All ${requestLimit} requests are on record. ${supportRemedy}`;
  return "Correct the customer's data in the Microsoft 365 admin center, then change website, educationSegment or resubmit to ask again; a customer has three requests in all.";
}

/**
 * Says that evidence changed while Partner Center has the qualification already.
 *
 * @param unaccounted The date of the listed request, where it is not the one that the state knows of.
 */
export function notSentWarning(tracked: string, state: QualificationState, changed: readonly InputKey[], unaccounted?: string): string {
  const status = state.vettingStatus === undefined ? "listed" : state.vettingStatus;
  const recorded = `${subject(state.customerId, tracked)} is ${status} already: ${quote(changed, state)} was recorded, `;
  return unaccounted === undefined
    ? `${recorded}but not sent to Microsoft.`
    : `${recorded}and nothing was sent. The request of ${unaccounted} is not on record: it may have been this one, sent by another run or by one that was cut off.`;
}

/** Names arguments with their values; a validation code without its value. */
export function quote(keys: readonly InputKey[], state: Partial<Record<InputKey, string>>): string {
  return keys.map((key) => (key === "validationCode" ? key : `${key} ${JSON.stringify(state[key])}`)).join(" and ");
}
