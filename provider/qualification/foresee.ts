import { PartnerCenterError } from "../errors";
import { asksAgain, type Wish } from "./arguments";
import { type Decision, decide } from "./decide";
import { messageOf, subject } from "./messages";
import type { QualificationEntry } from "./model";
import { pastOf } from "./observe";
import type { ContractTraits } from "./partnerCenterPort";
import type { QualificationState } from "./state";

/**
 * What a create or an update would do with a wish: the one question that a preview asks of what is known, a preview with a look and the
 * operation itself of what is live.
 *
 * @param known What the state holds of this very qualification; absent on a create.
 */
export function foresee(
  wish: Wish,
  live: readonly QualificationEntry[],
  known: QualificationState | undefined,
  contract: ContractTraits,
): Decision {
  return decide({
    wish: wish.qualification,
    live,
    contract,
    ...(known ? { known: pastOf(wish.qualification, known) } : {}),
    asksAgain: known !== undefined && asksAgain(known.wish, wish),
  });
}

/** The error of a refusal, the same in preview and in the operation. `change` says from what to what, where that is news. */
export function refusal(wish: Wish, decision: Extract<Decision, { action: "refuse" }>, change = ""): PartnerCenterError {
  return new PartnerCenterError(`${subject(wish)} is refused${change}. ${decision.problem}`, { kind: "rule", remedy: decision.remedy });
}

/** What a decision has to say beside what it does; undefined where that is nothing. */
export function remarkOf(wish: Wish, decision: Decision): string | undefined {
  return "warning" in decision && decision.warning !== undefined ? messageOf(wish, decision.warning) : undefined;
}
