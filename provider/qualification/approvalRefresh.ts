import { PartnerCenterError } from "../errors";
import { judge, type Verdict } from "./approval";
import type { Tracked } from "./identity";
import { type LookContext, look } from "./look";
import type { QualificationEntry } from "./model";
import { subject } from "./warnings";

/** What becomes of a gate at a refresh: still open with this entry, gone from the state, or left as it is. */
export type RefreshedApproval = QualificationEntry | "gone" | "unreadable";

/** A gate exists only while its qualification is approved. On a `get` (`known` is false) there is nothing to lose, so all else is an error. */
export async function refreshApproval(tracked: Tracked, known: boolean, context: LookContext): Promise<RefreshedApproval> {
  const { partnerCenter, diagnostics, signal } = context;
  const about = subject(tracked.customerId, tracked.qualification);
  const live = known ? await look(tracked, "its approval", context) : await partnerCenter.qualifications(tracked.customerId, signal);
  if (live === "unreadable") return live;
  if (live === "customer unknown") return "gone";
  const verdict = judge(tracked.qualification, live);
  if (verdict.verdict === "approved") return verdict.entry;
  if (!known) throw new PartnerCenterError(`${about} is not approved (${statusOf(verdict)}).`, { kind: "rule" });
  diagnostics.report("warning", `${about} is not approved any more (${statusOf(verdict)}): the gate is gone from the state.`);
  return "gone";
}

function statusOf(verdict: Verdict): string {
  return verdict.verdict === "notListed" ? "no longer listed" : (verdict.entry.vettingStatus ?? "undecided");
}
