import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { asksAgain, changedKeys, evidenceKeys, newEvidence, type Wish } from "./arguments";
import type { Decision } from "./decide";
import { foresee, refusal, remarkOf } from "./foresee";
import type { Tracked } from "./identity";
import { type Intent, requestIdOf } from "./intent";
import { denialWarning, listKeys, notSentWarning, subject } from "./messages";
import { asKind, type Kind, type QualificationEntry } from "./model";
import { observe, observeAnswer } from "./observe";
import type { PartnerCenter } from "./partnerCenterPort";
import { checkPreconditions } from "./preconditions";
import { accounted, type Memory, type QualificationState, sentEvidence } from "./state";
import { entryOf } from "./vetting";

export interface ReconcileContext {
  readonly partnerCenter: PartnerCenter;
  readonly diagnostics: Diagnostics;
  /** Turns every submission into an error that says what would have been sent. */
  readonly readOnly: boolean;
  /** A secret that the request id may depend on; see `requestIdOf`. */
  readonly pepper?: string | undefined;
  /** The service, where it is not Microsoft's own: remembered in the state. */
  readonly service?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Brings Partner Center and a wish together: observe, decide, submit, record. The one flow of create and update. The caller makes
 * sure that nothing else does this for the same customer at the same time.
 *
 * @param known What the state holds; absent on a create.
 */
export async function reconcile(wish: Wish, known: QualificationState | undefined, context: ReconcileContext): Promise<QualificationState> {
  const { partnerCenter, diagnostics, signal } = context;
  if (known && !mayNeedService(known, wish)) return reportDenial(wish, { ...known, wish }, diagnostics);

  const live = await partnerCenter.qualifications(wish.customerId, signal);
  const decision = foresee(wish, live, known, partnerCenter.contract);
  if (decision.action === "refuse") throw refusal(wish, decision);
  return decision.action === "submit" ? submit(wish, known, live, decision, context) : record(wish, known, live, decision, context);
}

/** Only a new wish, or a live qualification that is not the declared one, is worth a request. */
function mayNeedService(known: QualificationState, wish: Wish): boolean {
  return asksAgain(known.wish, wish) || changedKeys(known.wish, wish).some((key) => key === "qualification" || key === "customerId");
}

/** Records what is live. Nothing is sent, and that is said. */
function record(
  wish: Wish,
  known: QualificationState | undefined,
  live: readonly QualificationEntry[],
  decision: Decision,
  { partnerCenter, diagnostics, service }: ReconcileContext,
): QualificationState {
  const remark = remarkOf(wish, decision);
  if (remark !== undefined) diagnostics.report("warning", remark);
  const state = adopted(wish, known, live, partnerCenter, service);
  const standing = denialWarning(wish, state);
  const declared = known ? newEvidence(known.wish, wish) : evidenceKeys.filter((key) => wish[key] !== undefined);
  const notSent = notSentWarning(state, declared, known);
  if (standing !== undefined) diagnostics.report("warning", standing);
  else if (notSent !== undefined) diagnostics.report(known || declared.length > 0 ? "warning" : "info", notSent);
  return state;
}

/** The state of a wish that Partner Center lists already: what a create that adopts, and its preview, answer. */
export function adopted(
  wish: Wish,
  known: QualificationState | undefined,
  live: readonly QualificationEntry[],
  { contract }: Pick<PartnerCenter, "contract">,
  service: string | undefined,
): QualificationState {
  const observed = observe(wish.qualification, live, known, contract);
  return { wish, observed, memory: withService(accounted(observed, known?.memory ?? {}), service) };
}

async function submit(
  wish: Wish,
  known: QualificationState | undefined,
  live: readonly QualificationEntry[],
  decision: Extract<Decision, { action: "submit" }>,
  context: ReconcileContext,
): Promise<QualificationState> {
  const { partnerCenter, diagnostics, readOnly, signal } = context;
  const intent = intentOf(wish, decision.number, known?.memory.refusals ?? 0);
  const { resubmit: _resubmit, number: _number, refusals: _refusals, ...submission } = intent;
  if (readOnly) throw readOnlyError(wish);
  await checkPreconditions(wish, partnerCenter, diagnostics, signal);
  const remark = remarkOf(wish, decision);
  if (remark !== undefined) diagnostics.report("warning", remark);

  const accepted = await partnerCenter
    .submit(
      { ...submission, requestId: requestIdOf(intent, context.pepper) },
      { before: entryOf(intent.kind, live), ...(signal ? { signal } : {}) },
    )
    .catch((error: unknown) => {
      if (!(error instanceof PartnerCenterError) || error.fate !== "refused") throw error;
      throw known ? new RefusedUpdate(error, withRefusal(known)) : new RefusedCreate(error);
    });
  const observed = observeAnswer(intent.kind, accepted.entry, partnerCenter.contract);
  const { requestId, correlationId } = accepted;
  const { refusals: _, sent: _before, ...memory } = accounted(observed, known?.memory ?? {});
  const sent = sentEvidence(requestId, intent);
  const lastSubmission = { requestId, correlationId, number: decision.number };
  const after: Memory = { ...memory, lastSubmission, ...(sent ? { sent } : {}) };
  return reportDenial(wish, { wish, observed, memory: withService(after, context.service) }, diagnostics);
}

/** The state of an update that the service refused: it goes on as it was, and counts, so that the next run has another request id. */
function withRefusal(known: QualificationState): QualificationState {
  return { ...known, memory: { ...known.memory, refusals: (known.memory.refusals ?? 0) + 1 } };
}

export function withService({ service: _, ...memory }: Memory, service: string | undefined): Memory {
  return service === undefined ? memory : { ...memory, service };
}

/** Reports that the state is of a denial or is listed no longer, where it is, and hands the state on. */
export function reportDenial(tracked: Tracked, state: QualificationState, diagnostics: Diagnostics): QualificationState {
  const warning = denialWarning(tracked, state);
  if (warning !== undefined) diagnostics.report("warning", warning);
  return state;
}

function intentOf(wish: Wish, number: number, refusals: number): Intent {
  const { customerId, educationSegment, website, validationCode, resubmit } = wish;
  return {
    customerId,
    kind: settable(wish.qualification),
    ...(educationSegment === undefined ? {} : { educationSegment }),
    ...(website === undefined ? {} : { website }),
    ...(validationCode === undefined ? {} : { validationCode }),
    ...(resubmit ? { resubmit } : {}),
    number,
    refusals,
  };
}

function settable(qualification: string): Kind {
  const kind = asKind(qualification);
  if (!kind) throw new Error(`the decision table let ${qualification} pass`);
  return kind;
}

function readOnlyError(wish: Wish): PartnerCenterError {
  const evidence = evidenceKeys.filter((key) => wish[key] !== undefined);
  const what = `${subject(wish)} would have been asked for${evidence.length > 0 ? ` with ${listKeys(evidence)}` : ""}`;
  return new PartnerCenterError(`${what}, but partnercenter:readOnly is set: nothing was sent.`, {
    kind: "rule",
    remedy: "Unset partnercenter:readOnly (PARTNERCENTER_READ_ONLY) to send it.",
  });
}

const staleAnswer = "If the cause is mended and the same answer comes back, set resubmit to a new text: it gives the request a new id.";

/**
 * A create that the service refused. No state keeps it, so the next run sends the same request id: only a person can tell whether the
 * cause was mended.
 */
export class RefusedCreate extends PartnerCenterError {
  constructor(error: PartnerCenterError) {
    super(error.problem, { ...error, remedy: [error.remedy, staleAnswer].filter(Boolean).join(" ") });
  }
}

/** An update that the service refused. The state goes on as it was, and counts, so that the next run has another request id. */
export class RefusedUpdate extends PartnerCenterError {
  readonly state: QualificationState;

  constructor(error: PartnerCenterError, state: QualificationState) {
    super(error.problem, { ...error });
    this.state = state;
  }
}
