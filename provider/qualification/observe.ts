import { type Kind, type QualificationEntry, sameName } from "./model";
import type { ContractTraits } from "./partnerCenterPort";
import type { Observed, QualificationState } from "./state";
import { entryOf, excludingEntry, isApproved, isVetted, notListed } from "./vetting";

/**
 * What the state says after Partner Center was asked: the tracked kind if it is live; else `NotListed` where it was vetted, with the
 * live kind that excludes it in `qualification`; else that kind, else `None`.
 */
export function observe(
  tracked: string,
  live: readonly QualificationEntry[],
  known: QualificationState | undefined,
  contract: Pick<ContractTraits, "reportsVetting">,
): Observed {
  const own = entryOf(tracked, live);
  if (own) return { ...own, ...approvedAs(isApproved(own), contract) };

  const excluding = excludingEntry(tracked, live);
  if (!wasListed(tracked, known)) return { qualification: excluding?.qualification ?? "None", ...approvedAs(false, contract) };
  const { vettingCreateDate } = known.observed;
  return {
    qualification: excluding?.qualification ?? tracked,
    vettingStatus: notListed,
    vettingReason: notListedReason(tracked, known.observed),
    ...(vettingCreateDate === undefined ? {} : { vettingCreateDate }),
    ...approvedAs(false, contract),
  };
}

/** What an accepted submission says: its answer, or the bare kind where the answer could not be understood. */
export function observeAnswer(
  kind: Kind,
  answer: QualificationEntry | undefined,
  contract: Pick<ContractTraits, "reportsVetting">,
): Observed {
  return { ...answer, qualification: kind, ...approvedAs(answer ? isApproved(answer) : !isVetted(kind), contract) };
}

/** Without a vetting status nobody can say whether a qualification is approved. */
function approvedAs(approved: boolean, { reportsVetting }: Pick<ContractTraits, "reportsVetting">): { approved?: boolean } {
  return reportsVetting ? { approved } : {};
}

/** Whether the state knows the tracked kind as one that Microsoft decides about and that was listed. */
function wasListed(tracked: string, known: QualificationState | undefined): known is QualificationState {
  return (
    known !== undefined &&
    isVetted(tracked) &&
    (known.observed.vettingStatus !== undefined || sameName(known.observed.qualification, tracked))
  );
}

/** What the decision has to know of the past. */
export function pastOf(tracked: string, known: QualificationState): { wasListed: boolean; lastNumber: number; accountedDate?: string } {
  const { lastSubmission, accountedDate } = known.memory;
  return {
    wasListed: wasListed(tracked, known),
    lastNumber: lastSubmission?.number ?? 0,
    ...(accountedDate === undefined ? {} : { accountedDate }),
  };
}

function notListedReason(tracked: string, { vettingStatus, vettingReason }: Observed): string {
  if (vettingStatus === notListed && vettingReason !== undefined) return vettingReason;
  const was = vettingStatus === undefined ? "" : ` It was ${vettingStatus}${vettingReason ? ` (${vettingReason})` : ""}.`;
  return `Partner Center no longer lists ${tracked} for this customer: a denial or a withdrawal can look like this.${was}`;
}

/** The live entries as far as a state knows them: what `diff` decides with, having no request to spend. */
export function entriesKnown(tracked: string, { observed }: QualificationState): readonly QualificationEntry[] {
  const { approved: _, vettingReason: _reason, ...entry } = observed;
  const own = sameName(entry.qualification, tracked);
  if (sameName(entry.qualification, "None") || (own && entry.vettingStatus === notListed)) return [];
  return [own ? entry : { qualification: entry.qualification }];
}
