import { PartnerCenterError, type ProblemKind } from "../errors";
import type { QualificationState } from "./state";

/** Answers that say for certain that the request was not accepted. */
const definite: readonly ProblemKind[] = ["refused", "customerUnreadable", "customerUnknown", "appOnly", "mfa"];

export function isDefiniteRefusal(error: unknown): error is PartnerCenterError {
  if (!(error instanceof PartnerCenterError) || error.outcomeUnknown || error.requestId === undefined) return false;
  return definite.includes(error.kind) || refusesByStatus(error.status);
}

/** A status says no also where the rest of the answer is lost. 401, 408 and 429 ask for another try of the same request. */
function refusesByStatus(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && ![401, 408, 429].includes(status);
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
