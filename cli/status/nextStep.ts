import { requestLimit } from "../../provider/qualification/vetting";
import type { Attention } from "./attention";
import { ownStatuses, type StatusRow } from "./row";
import { counted, date } from "./words";
import { workingDaysLater } from "./workingDays";

/** Who is expected to do something. `nobody`: it is as it should be. */
export const parties = ["your team", "Microsoft", "nobody"] as const;
export type Party = (typeof parties)[number];

/** What is expected, and of whom. */
export interface NextStep {
  readonly waitingFor: Party;
  /** Whole sentences. */
  readonly nextStep: string;
}

/**
 * Working days that Microsoft usually takes for an Education request: "three or less", as a distributor documents it
 * (interworkscloud.atlassian.net, pages 788562404 and 251822113). Microsoft itself names no time. Judgement: the same for the other kinds.
 */
export const usualReviewDays = 3;

export function nextStepOf(row: StatusRow, attention: Attention): NextStep {
  switch (attention) {
    case "denied":
      return yours(denied(row));
    case "notlisted":
      return yours(
        "Look into Partner Center: a request that is no longer listed may have been denied or withdrawn. Ask again only if it is still wanted.",
      );
    case "unreadable":
      return yours("Find out why it could not be read.");
    case "overdue":
      return yours(`Ask Microsoft's partner support: it has been in review for longer than the usual ${usualReviewDays} working days.`);
    case "inreview":
      return { waitingFor: "Microsoft", nextStep: decision(row) };
    case "other":
      if (row.status === ownStatuses.none) return yours("Nothing is set. Ask for the qualification if it is wanted.");
      return yours("Look into Partner Center: nothing documents this status.");
    case "approved":
      return { waitingFor: "nobody", nextStep: "Nothing to do." };
  }
}

function yours(nextStep: string): NextStep {
  return { waitingFor: "your team", nextStep };
}

function denied({ requestsUsed }: StatusRow): string {
  const why = "Find out with the customer why, correct what was declared, and ask again.";
  if (requestsUsed === undefined) return `${why} A customer has ${requestLimit} requests in all.`;
  const left = requestLimit - requestsUsed;
  if (left <= 0) return `All ${requestLimit} requests are used: only Microsoft's partner support can help.`;
  return `${why} At most ${counted(left, "request")} of ${requestLimit} ${left === 1 ? "is" : "are"} left.`;
}

function decision({ requestedAt }: StatusRow): string {
  const since = Date.parse(requestedAt ?? "");
  const by = Number.isNaN(since) ? "" : `, so by ${date(workingDaysLater(since, usualReviewDays))}`;
  return `Microsoft decides, usually within ${usualReviewDays} working days${by}.`;
}
