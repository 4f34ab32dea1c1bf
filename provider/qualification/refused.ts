import { PartnerCenterError } from "../errors";
import type { QualificationState } from "./state";

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
