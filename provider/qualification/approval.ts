import { PartnerCenterError } from "../errors";
import { type Clock, sleep } from "../ports";
import { formatDuration } from "./duration";
import type { Tracked } from "./identity";
import type { QualificationEntry } from "./model";
import type { PartnerCenter } from "./partnerCenterPort";
import { entryOf, isApproved, isDenied, isVetted } from "./vetting";
import { subject } from "./warnings";

/** What the gate makes of one look at Partner Center. */
export type Verdict =
  | { readonly verdict: "approved"; readonly entry: QualificationEntry }
  | { readonly verdict: "denied"; readonly entry: QualificationEntry }
  | { readonly verdict: "waiting"; readonly entry: QualificationEntry }
  | { readonly verdict: "notListed" };

export function judge(qualification: string, live: readonly QualificationEntry[]): Verdict {
  const entry = entryOf(qualification, live);
  if (!entry) return { verdict: "notListed" };
  if (isApproved(entry)) return { verdict: "approved", entry };
  return { verdict: isDenied(entry) ? "denied" : "waiting", entry };
}

export interface ApprovalWait {
  /** Milliseconds until the wait is given up. */
  readonly timeout: number;
  /** Milliseconds from one look to the next. */
  readonly pollInterval: number;
}

/** An entry that was just asked for may not be listed yet: it is looked for once more before it counts as not listed. Judgement. */
const secondLookMs = 2_000;

/** Waits for Microsoft's decision. Resolves with the approved entry, and rejects on a denial, a missing entry or the deadline. */
export async function waitForApproval(
  tracked: Tracked,
  { timeout, pollInterval }: ApprovalWait,
  partnerCenter: PartnerCenter,
  clock: Clock,
  signal?: AbortSignal,
): Promise<QualificationEntry> {
  const about = subject(tracked.customerId, tracked.qualification);
  if (isVetted(tracked.qualification) && !partnerCenter.contract.reportsVetting) {
    throw gateClosed(
      `${about} cannot be waited for: the API contract ${partnerCenter.contract.name} does not tell what Microsoft decided.`,
      "Use the contract of today: remove partnercenter:apiContract (PARTNERCENTER_API_CONTRACT), or set it to 2023-05.",
    );
  }
  const deadline = clock.now() + timeout;
  let missed = 0;
  for (;;) {
    const look = judge(tracked.qualification, await partnerCenter.qualifications(tracked.customerId, signal));
    if (look.verdict === "approved") return look.entry;
    if (look.verdict === "denied") {
      const reason = look.entry.vettingReason ? `: ${look.entry.vettingReason}` : "";
      throw gateClosed(`${about} was denied${reason}.`, "Change the evidence or resubmit of the CustomerQualification to ask again.");
    }
    missed = look.verdict === "notListed" ? missed + 1 : 0;
    if (missed > 1) {
      throw gateClosed(
        `${about} is not listed by Partner Center, so nothing can be approved.`,
        "Ask for it with a CustomerQualification, and let the approval depend on it.",
      );
    }
    const pause = missed > 0 ? Math.min(secondLookMs, pollInterval) : pollInterval;
    if (clock.now() + pause > deadline) {
      const status = look.verdict === "waiting" ? (look.entry.vettingStatus ?? "undecided") : "not listed";
      throw gateClosed(
        `${about} is still ${status} after ${formatDuration(timeout)}.`,
        "Microsoft decides within days: run again later, nothing is lost; or raise the timeout.",
      );
    }
    await sleep(clock, pause, signal);
  }
}

function gateClosed(problem: string, remedy: string): PartnerCenterError {
  return new PartnerCenterError(problem, { kind: "rule", remedy });
}
