import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { asksAgain, changedKeys, newEvidence } from "./changes";
import { type Decision, decide } from "./decide";
import { normalCustomerId } from "./identity";
import { evidenceKeys, type QualificationInputs } from "./inputs";
import { type Intent, requestIdOf } from "./intent";
import { asKind, type Kind, type QualificationEntry } from "./model";
import type { PartnerCenter, Submission } from "./partnerCenterPort";
import { checkPreconditions } from "./preconditions";
import { RefusedCreate, RefusedUpdate } from "./refused";
import { accounted, composeState, type LastSubmission, observationOf, type QualificationState } from "./state";
import { entryOf, observe, observeAnswer, past } from "./vetting";
import { notSentWarning, quote, standingWarning, subject, tellStanding } from "./warnings";
import { normalWebsite } from "./website";

export interface ReconcileContext {
  readonly partnerCenter: PartnerCenter;
  readonly diagnostics: Diagnostics;
  /** Turns every submission into an error that says what would have been sent. */
  readonly readOnly: boolean;
  /** A secret that the request id may depend on; see `requestIdOf`. */
  readonly pepper?: string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Brings Partner Center and a wish together: observe, decide, submit, record. The one flow of create (`known` absent) and
 * update. The caller makes sure that nothing else does this for the same customer at the same time.
 */
export async function reconcile(
  inputs: QualificationInputs,
  known: QualificationState | undefined,
  context: ReconcileContext,
): Promise<QualificationState> {
  if (known && !mayNeedService(known, inputs))
    return tellStanding(inputs.qualification, composeState(inputs, observationOf(known), known), context.diagnostics);

  const live = await context.partnerCenter.qualifications(normalCustomerId(inputs.customerId), context.signal);
  const decision = decide({
    wish: inputs.qualification,
    live,
    contract: context.partnerCenter.contract,
    ...(known ? { known: past(inputs.qualification, known) } : {}),
    asksAgain: known !== undefined && asksAgain(known, inputs),
  });
  switch (decision.action) {
    case "refuse":
      throw refusal(inputs, decision);
    case "submit":
      return submit(inputs, known, live, decision, context);
    default:
      return record(inputs, known, live, decision, context);
  }
}

/** The error of a refusal, the same in preview and in update. */
export function refusal(inputs: QualificationInputs, decision: Extract<Decision, { action: "refuse" }>, change = ""): PartnerCenterError {
  return new PartnerCenterError(`${subject(inputs.customerId, inputs.qualification)} is refused${change}. ${decision.problem}`, {
    kind: "rule",
    remedy: decision.remedy,
  });
}

/** Only a new wish, or a live qualification that is not the declared one, is worth a request. */
function mayNeedService(known: QualificationState, inputs: QualificationInputs): boolean {
  return asksAgain(known, inputs) || changedKeys(known, inputs).some((key) => key === "qualification" || key === "customerId");
}

function record(
  inputs: QualificationInputs,
  known: QualificationState | undefined,
  live: readonly QualificationEntry[],
  decision: Extract<Decision, { action: "adopt" | "keep" }>,
  { partnerCenter, diagnostics }: ReconcileContext,
): QualificationState {
  if (decision.warning !== undefined)
    diagnostics.report("warning", `${subject(inputs.customerId, inputs.qualification)}: ${decision.warning}`);
  const seen = observe(inputs.qualification, live, known, partnerCenter.contract);
  const state = composeState(inputs, seen, accounted(seen, known));
  const changed = known ? newEvidence(known, inputs) : [];
  const warning = standingWarning(inputs.qualification, state);
  if (warning !== undefined) diagnostics.report("warning", warning);
  else if (changed.length > 0)
    diagnostics.report("warning", notSentWarning(inputs.qualification, state, changed, unaccountedDate(state, known)));
  return state;
}

/** The date of the listed request, where the state knows of another one. */
function unaccountedDate({ vettingCreateDate: date }: QualificationState, known: QualificationState | undefined): string | undefined {
  return known?.__accounted !== undefined && date !== known.__accounted ? date : undefined;
}

async function submit(
  inputs: QualificationInputs,
  known: QualificationState | undefined,
  live: readonly QualificationEntry[],
  decision: Extract<Decision, { action: "submit" }>,
  context: ReconcileContext,
): Promise<QualificationState> {
  const { partnerCenter, diagnostics, readOnly, signal } = context;
  const intent = intentOf(inputs, decision.number, known?.__refusals ?? 0);
  const submission = submissionOf(intent, context.pepper);
  if (readOnly) throw readOnlyError(inputs);
  await checkPreconditions(inputs, partnerCenter, diagnostics, signal);
  if (decision.warning !== undefined)
    diagnostics.report("warning", `${subject(inputs.customerId, inputs.qualification)}: ${decision.warning}`);

  const accepted = await partnerCenter
    .submit(submission, { before: entryOf(submission.kind, live), ...(signal ? { signal } : {}) })
    .catch((error: unknown) => {
      if (!(error instanceof PartnerCenterError) || error.fate !== "refused") throw error;
      throw known ? new RefusedUpdate(error, { ...known, __refusals: (known.__refusals ?? 0) + 1 }) : new RefusedCreate(error);
    });
  const sent: LastSubmission = {
    requestId: accepted.requestId,
    correlationId: accepted.correlationId,
    number: decision.number,
    ...(submission.educationSegment === undefined ? {} : { educationSegment: submission.educationSegment }),
    ...(submission.website === undefined ? {} : { website: submission.website }),
  };
  const seen = observeAnswer(submission.kind, accepted.entry, partnerCenter.contract);
  const state = composeState(inputs, seen, { ...accounted(seen, known), lastSubmission: sent, __refusals: 0 });
  return tellStanding(inputs.qualification, state, diagnostics);
}

function intentOf(inputs: QualificationInputs, number: number, refusals: number): Intent {
  const website = inputs.website === undefined ? undefined : (normalWebsite(inputs.website) ?? inputs.website);
  return {
    customerId: normalCustomerId(inputs.customerId),
    kind: settable(inputs.qualification),
    ...(inputs.educationSegment === undefined ? {} : { educationSegment: inputs.educationSegment }),
    ...(website === undefined ? {} : { website }),
    ...(inputs.validationCode === undefined ? {} : { validationCode: inputs.validationCode }),
    ...(inputs.resubmit ? { resubmit: inputs.resubmit } : {}),
    number,
    refusals,
  };
}

function submissionOf(intent: Intent, pepper: string | undefined): Submission {
  const { resubmit: _resubmit, number: _number, refusals: _refusals, ...asked } = intent;
  return { ...asked, requestId: requestIdOf(intent, pepper) };
}

function settable(qualification: string): Kind {
  const kind = asKind(qualification);
  if (!kind) throw new Error(`the decision table let ${qualification} pass`);
  return kind;
}

function readOnlyError(inputs: QualificationInputs): PartnerCenterError {
  const evidence = quote(
    evidenceKeys.filter((key) => inputs[key] !== undefined),
    inputs,
  );
  const what = `${subject(inputs.customerId, inputs.qualification)} would have been asked for${evidence ? ` with ${evidence}` : ""}`;
  return new PartnerCenterError(`${what}, but partnercenter:readOnly is set: nothing was sent.`, {
    kind: "rule",
    remedy: "Unset partnercenter:readOnly (PARTNERCENTER_READ_ONLY) to send it.",
  });
}
