import type { Assumptions } from "../assumptions/assumptions";
import type { Held, SettableName } from "./model";

/** A live entry as the rules see it. */
export type LiveState = "Education" | "Education denied" | "GovernmentCommunityCloud" | "StateOwnedEntity" | "Nonprofit";

/** The assumptions that a row may leave the verdict to. */
type Switch = "educationWithGcc" | "gccOnNonprofit" | "gccOnStateOwnedEntity" | "gccAfterDenial" | "othersOnNonprofit";

/** One row: what a request meets on a customer with this entry. */
export interface TransitionRule {
  readonly wish: SettableName;
  readonly live: LiveState;
  /** "repeat" is decided by the assumption `repeatedPost`; the name of an assumption leaves it to that one. */
  readonly verdict: "accept" | "repeat" | Switch;
  readonly source: string;
}

const postPage = "update-customer-qualification-asynchronous";
const getPage = "get-customer-qualification-asynchronous, 07/28/2023";

/** Which request is accepted on which customer. A pair that is not here is accepted, as is a customer without qualification. */
export const transitionRules: readonly TransitionRule[] = [
  { wish: "Education", live: "Education", verdict: "repeat", source: "judgement: not documented" },
  { wish: "Education", live: "Education denied", verdict: "accept", source: "sell-to-education-customers: up to three requests" },
  {
    wish: "Education",
    live: "GovernmentCommunityCloud",
    verdict: "educationWithGcc",
    source: "judgement: the reverse of the .NET FeatureSamples",
  },
  { wish: "Education", live: "StateOwnedEntity", verdict: "accept", source: `${getPage}: shown together` },
  { wish: "Education", live: "Nonprofit", verdict: "othersOnNonprofit", source: "judgement: not documented" },
  { wish: "GovernmentCommunityCloud", live: "Education", verdict: "educationWithGcc", source: ".NET FeatureSamples: cannot be combined" },
  { wish: "GovernmentCommunityCloud", live: "Education denied", verdict: "gccAfterDenial", source: "judgement: not documented" },
  { wish: "GovernmentCommunityCloud", live: "GovernmentCommunityCloud", verdict: "repeat", source: "judgement: not documented" },
  { wish: "GovernmentCommunityCloud", live: "StateOwnedEntity", verdict: "gccOnStateOwnedEntity", source: `${getPage}: shown together` },
  {
    wish: "GovernmentCommunityCloud",
    live: "Nonprofit",
    verdict: "gccOnNonprofit",
    source: `judgement: ${postPage}: wants a customer without a qualification`,
  },
  { wish: "StateOwnedEntity", live: "Education", verdict: "accept", source: `${getPage}: shown together` },
  { wish: "StateOwnedEntity", live: "Education denied", verdict: "accept", source: "judgement: as with Education" },
  { wish: "StateOwnedEntity", live: "GovernmentCommunityCloud", verdict: "accept", source: `${getPage}: shown together` },
  { wish: "StateOwnedEntity", live: "StateOwnedEntity", verdict: "repeat", source: "judgement: not documented" },
  { wish: "StateOwnedEntity", live: "Nonprofit", verdict: "othersOnNonprofit", source: "judgement: not documented" },
];

/** What a request for `wish` meets on a customer. */
export type Verdict =
  | { readonly kind: "accept" }
  | { readonly kind: "repeat"; readonly entry: Held }
  | { readonly kind: "refuse"; readonly rule: TransitionRule };

/** Decides by the table. A refusal by any entry comes before a repetition, which comes before acceptance. */
export function judge(wish: SettableName, entries: readonly Held[], assumptions: Pick<Assumptions, Switch>): Verdict {
  let repeated: Held | undefined;
  for (const entry of entries) {
    const rule = transitionRules.find((each) => each.wish === wish && each.live === liveState(entry));
    if (rule === undefined || rule.verdict === "accept") continue;
    if (rule.verdict === "repeat") repeated = entry;
    else if (assumptions[rule.verdict] === "refuse") return { kind: "refuse", rule };
  }
  return repeated === undefined ? { kind: "accept" } : { kind: "repeat", entry: repeated };
}

function liveState(entry: Held): LiveState | undefined {
  const denied = entry.vettingStatus === "Denied";
  switch (entry.qualification) {
    case "Education":
      return denied ? "Education denied" : "Education";
    case "GovernmentCommunityCloud":
      return denied ? undefined : "GovernmentCommunityCloud";
    case "StateOwnedEntity":
    case "Nonprofit":
      return entry.qualification;
    default:
      return undefined;
  }
}
