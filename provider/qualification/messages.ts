import type { InputKey } from "./arguments";
import type { Tracked } from "./identity";
import { sameName, wholeSeconds } from "./model";
import { type QualificationState, sameMoment, unsentEvidence } from "./state";
import { isDenied, notListed, requestLimit, supportRemedy } from "./vetting";

/** How a message names one qualification of one customer. */
export function subject({ customerId, qualification }: Tracked): string {
  return `customer ${customerId}: ${qualification}`;
}

export function messageOf(tracked: Tracked, text: string): string {
  return `${subject(tracked)}: ${text}`;
}

/** Names arguments. Never their values: any of them may be a secret of the program (facts: pulumi §1.3). */
export function listKeys(keys: readonly InputKey[]): string {
  return keys.join(" and ");
}

/** What a new GovernmentCommunityCloud resource has to say. Source: P:get-special-pricing-for-offers (09/16/2022), the purchase matrix. */
export const irreversible = "cannot be undone, and limits the customer to GCC offers: commercial offers can no longer be bought for it.";

/** What a delete leaves. */
export function forgotten(tracked: Tracked): string {
  return `${subject(tracked)} stays: Partner Center offers no way to remove a qualification. Only Pulumi's state forgets it; declaring it again adopts it without a new request.`;
}

/** The same for what is listed no longer: the state was the only one to know that it was asked for. */
export function forgottenUnlisted(tracked: Tracked): string {
  return `${subject(tracked)} is listed no longer, and now Pulumi's state forgets it, too. Unless Partner Center lists it by then, declaring it again makes a new request, one of three that a customer has.`;
}

/**
 * What the check of a new resource says, in preview and before any request, once for each process: a resource that was renamed, moved
 * without an alias or tainted comes to the provider as a new one, and a denial that vanished is not to be seen at Partner Center.
 */
export const newResources =
  "This program has new qualifications. `pulumi up` looks at Partner Center first, and asks only for what is not listed there. A customer whose request was denied and is listed no longer looks like one that was never asked for: where its resource was renamed or moved without an alias, was replaced by force, or lost its state, asking spends another of its three requests.";

/** Why a state that knows of a denial stays although Partner Center says that it does not know the customer. */
export function keptThoughUnknown(tracked: Tracked, status: string): string {
  return `${subject(tracked)}: Partner Center says that it does not know this customer. The state knows that it was ${status === notListed ? "listed no longer" : status}, and stays, since declaring it again would spend a request. If the customer is gone for good, take the resource out of the program, or out of the state with \`pulumi state delete\`.`;
}

/** What a state says that speaks of another service than the one configured now. */
export function otherService(tracked: Tracked, was: string | undefined, now: string | undefined): string {
  const nameOf = (service: string | undefined): string =>
    service === undefined ? "Microsoft's own service" : service === "emulator" ? "an emulator" : service;
  return `${subject(tracked)}: the state speaks of ${nameOf(was)}, and the configuration now names ${nameOf(now)}. What was asked for there counts for nothing here. Use a stack of its own for each service.`;
}

/**
 * What has to be told in every run until somebody acts: a denial, or a qualification that is listed no longer. Undefined
 * where nothing has.
 */
export function denialWarning(tracked: Tracked, state: QualificationState): string | undefined {
  const { vettingStatus, vettingReason, qualification } = state.observed;
  const gone = vettingStatus === notListed;
  if (!gone && !isDenied(state.observed)) return undefined;
  const what = gone ? `is no longer listed. ${vettingReason ?? ""}` : `was denied${vettingReason ? `: ${vettingReason}` : ""}.`;
  const about = `${subject(tracked)} ${what}`.trim();
  if (gone && !sameName(qualification, tracked.qualification)) {
    return `${about} The customer is now ${qualification}, which cannot be combined with it: declare that instead, or remove the resource from the program.`;
  }
  return [about, unsentNote(state), wayOn(state)].filter(Boolean).join(" ");
}

/** Evidence that the program declares and no request on record has sent (one of a run that was cut off is on none), as a sentence. */
function unsentNote(state: QualificationState): string {
  const unsent = unsentEvidence(state);
  return unsent.length === 0 ? "" : `What is declared as ${listKeys(unsent)} was sent by no request on record.`;
}

function wayOn({ memory }: QualificationState): string {
  if ((memory.lastSubmission?.number ?? 0) >= requestLimit) return `All ${requestLimit} requests are on record. ${supportRemedy}`;
  return "Correct the customer's data in the Microsoft 365 admin center, then change website, educationSegment or resubmit to ask again; a customer has three requests in all.";
}

/**
 * Says that evidence is declared which Partner Center was not told, since it has the qualification already.
 *
 * @param known The state before; absent on a create, which adopts.
 */
export function notSentWarning(
  state: QualificationState,
  keys: readonly InputKey[],
  known: QualificationState | undefined,
): string | undefined {
  const { vettingStatus = "listed", vettingCreateDate } = state.observed;
  const about = `${subject(state.wish)} is ${vettingStatus} already: `;
  if (known === undefined) {
    return `${about}it was adopted, and nothing was sent to Microsoft${keys.length === 0 ? "" : `, ${listKeys(keys)} neither`}.`;
  }
  if (keys.length === 0) return undefined;
  const accountedDate = known.memory.accountedDate;
  const unaccounted = accountedDate !== undefined && vettingCreateDate !== undefined && !sameMoment(vettingCreateDate, accountedDate);
  return unaccounted
    ? `${about}${listKeys(keys)} was recorded, and nothing was sent. The request of ${wholeSeconds(vettingCreateDate)} is not on record: it may have been this one, sent by another run or by one that was cut off.`
    : `${about}${listKeys(keys)} was recorded, but not sent to Microsoft.`;
}
