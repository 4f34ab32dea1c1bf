import type { Tracked } from "./identity";
import { type LookContext, look } from "./look";
import { composeState, type QualificationState } from "./state";
import { observe } from "./vetting";
import { subject, tellStanding } from "./warnings";

/**
 * What the state says after asking Partner Center. `known` is absent on a `get`. Undefined means that the
 * customer is gone.
 */
export async function refresh(
  tracked: Tracked,
  known: QualificationState | undefined,
  context: LookContext,
): Promise<QualificationState | undefined> {
  const { partnerCenter, diagnostics, signal } = context;
  const live = known ? await look(tracked, "what is known of it", context) : await partnerCenter.qualifications(tracked.customerId, signal);
  if (live === "customer unknown") {
    diagnostics.report(
      "warning",
      `${subject(tracked.customerId, tracked.qualification)}: Partner Center does not know this customer any more.`,
    );
    return undefined;
  }
  const declared = known ?? { customerId: tracked.customerId, qualification: tracked.qualification };
  if (live === "unreadable") return tellStanding(tracked.qualification, declared, diagnostics);
  const seen = observe(tracked.qualification, live, known, partnerCenter.contract);
  return tellStanding(tracked.qualification, composeState(withoutObservation(declared), seen, known), diagnostics);
}

function withoutObservation(state: QualificationState): QualificationState {
  const { vettingStatus: _status, vettingReason: _reason, vettingCreateDate: _date, approved: _approved, ...declared } = state;
  return declared;
}
