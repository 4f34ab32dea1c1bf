import { notListed, requestLimit } from "../../provider/qualification/vetting";
import { failOnNames } from "./choices";
import { type NextStep, nextStepOf, usualReviewDays } from "./nextStep";
import { ownStatuses, type StatusRow } from "./row";
import { workingDays } from "./workingDays";

/** What needs a person comes first. */
export const attentions = [...failOnNames, "approved"] as const;
export type Attention = (typeof attentions)[number];

/** A row with what depends on the time. */
export interface Assessed extends StatusRow, NextStep {
  readonly attention: Attention;
  /** Whole days since the request. Absent where its date is not known. */
  readonly ageDays?: number;
  /** Working days since the request, while it is in review. */
  readonly workingDaysInReview?: number;
}

/** What is noted where Microsoft has noted nothing. */
export const overdueNote = `in review for longer than the usual ${usualReviewDays} working days`;

export function assess(row: StatusRow, now: number): Assessed {
  const since = row.requestedAt === undefined ? Number.NaN : Date.parse(row.requestedAt);
  const age = Number.isNaN(since) ? {} : { ageDays: Math.max(0, Math.floor((now - since) / 86_400_000)) };
  const assessed = (attention: Attention, more: Partial<Assessed> = {}): Assessed => {
    return { ...row, ...age, ...more, attention, ...nextStepOf(row, attention) };
  };
  if (row.status !== "InReview" || Number.isNaN(since)) return assessed(attentionOf(row.status));
  const workingDaysInReview = workingDays(since, now);
  if (workingDaysInReview <= usualReviewDays) return assessed("inreview", { workingDaysInReview });
  return assessed("overdue", {
    workingDaysInReview,
    note: row.note ?? overdueNote,
  });
}

/** What needs a person first; among equals the oldest request, then by name. */
export function byAttention(a: Assessed, b: Assessed): number {
  return (
    attentions.indexOf(a.attention) - attentions.indexOf(b.attention) ||
    (b.ageDays ?? -1) - (a.ageDays ?? -1) ||
    compare(a.name ?? "", b.name ?? "") ||
    compare(`${a.customerId}/${a.qualification}`, `${b.customerId}/${b.qualification}`)
  );
}

/** Whether a row is one of those that `--fail-on` names. What is overdue is in review too. */
export function failsOn({ attention }: Assessed, named: readonly Attention[]): boolean {
  return named.includes(attention) || (attention === "overdue" && named.includes("inreview"));
}

/** `1 of 3`, or `?` where the resource has sent nothing that it knows of. */
export function requestsText({ requestsUsed }: StatusRow): string {
  return requestsUsed === undefined ? "?" : `${requestsUsed} of ${requestLimit}`;
}

function attentionOf(status: string): Attention {
  switch (status) {
    case "Denied":
      return "denied";
    case notListed:
      return "notlisted";
    case ownStatuses.unreadable:
      return "unreadable";
    case "InReview":
      return "inreview";
    case "Approved":
    case ownStatuses.inEffect:
      return "approved";
    default:
      return "other";
  }
}

/** The same everywhere, whatever the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
