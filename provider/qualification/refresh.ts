import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError, type ProblemKind } from "../errors";
import type { Tracked } from "./identity";
import type { PartnerCenter } from "./partnerCenterPort";
import { composeState, type QualificationState } from "./state";
import { observe } from "./vetting";
import { subject, tellStanding } from "./warnings";

export interface RefreshContext {
  readonly partnerCenter: PartnerCenter;
  readonly diagnostics: Diagnostics;
  /** What to do with a customer that cannot be read: keep what is known and warn, or fail. */
  readonly unreadable: "warn" | "fail";
  readonly signal?: AbortSignal;
}

/** Troubles of one customer or of the moment: they must not stop the others' refresh. All else is wrong for everybody and fails. */
export const unreadableKinds: readonly ProblemKind[] = ["customerUnreadable", "unavailable", "throttled"];

/**
 * What the state says after asking Partner Center. `known` is absent on a `get`. Undefined means that the
 * customer is gone.
 */
export async function refresh(
  tracked: Tracked,
  known: QualificationState | undefined,
  context: RefreshContext,
): Promise<QualificationState | undefined> {
  const { partnerCenter, diagnostics } = context;
  try {
    const live = await partnerCenter.qualifications(tracked.customerId, context.signal);
    const seen = observe(tracked.qualification, live, known, partnerCenter.contract);
    const declared = known ?? { customerId: tracked.customerId, qualification: tracked.qualification };
    return tellStanding(tracked.qualification, composeState(withoutObservation(declared), seen, known), diagnostics);
  } catch (error) {
    if (!(error instanceof PartnerCenterError) || known === undefined) throw error;
    if (error.kind === "customerUnknown") {
      diagnostics.report(
        "warning",
        `${subject(tracked.customerId, tracked.qualification)}: Partner Center does not know this customer any more.`,
      );
      return undefined;
    }
    if (!unreadableKinds.includes(error.kind) || context.unreadable === "fail") throw error;
    diagnostics.report(
      "warning",
      `${subject(tracked.customerId, tracked.qualification)} could not be read; what is known of it stays in the state. ${error.message}`,
    );
    return tellStanding(tracked.qualification, known, diagnostics);
  }
}

function withoutObservation(state: QualificationState): QualificationState {
  const { vettingStatus: _status, vettingReason: _reason, vettingCreateDate: _date, approved: _approved, ...declared } = state;
  return declared;
}
