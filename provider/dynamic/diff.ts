import { asksAgain, changedKeys } from "../qualification/changes";
import { type Decision, decide } from "../qualification/decide";
import type { Tracked } from "../qualification/identity";
import { type InputKey, inputKeys, pickInputs, type QualificationInputs } from "../qualification/inputs";
import { asKind, sameName } from "../qualification/model";
import type { ContractTraits } from "../qualification/partnerCenterPort";
import { pickState, type QualificationState } from "../qualification/state";
import { entriesKnown, past } from "../qualification/vetting";
import { isUnknown } from "./unknowns";

type Bag = Readonly<Record<string, unknown>>;

export interface DiffAnswer {
  readonly changed: boolean;
  /** The arguments whose change makes another resource of it. */
  readonly replaces: readonly InputKey[];
  /** What an update or a create would decide, as far as the state knows; absent where too much is unknown. */
  readonly decision?: Decision;
  /** Whether the program asks for nothing new: what differs has changed at Microsoft. */
  readonly drift: boolean;
}

/** Compares what the state holds with what is declared, without any request. */
export function compare(tracked: Tracked, olds: Bag, news: Bag, contract: ContractTraits): DiffAnswer {
  const known = pickState(olds);
  const inputs = pickInputs(news);
  const unknown = inputKeys.filter((key) => isUnknown(news[key]));
  const changed = [...new Set([...changedKeys(known, inputs), ...unknown])];
  if (changed.length === 0) return { changed: false, replaces: [], drift: false };

  const otherCustomer = changed.includes("customerId");
  const otherKind = unknown.includes("qualification") || !sameName(inputs.qualification, tracked.qualification);
  const replaces: InputKey[] = [...(otherCustomer ? (["customerId"] as const) : []), ...(otherKind ? (["qualification"] as const) : [])];
  if (unknown.includes("qualification") || (otherCustomer && asKind(inputs.qualification) !== undefined))
    return { changed: true, replaces, drift: false };
  const settled = { ...inputs, ...Object.fromEntries(unknown.map((key) => [key, known[key]])) };
  const drift = replaces.length === 0 && changed.includes("qualification") && !asksAgain(known, settled);
  return { changed: true, replaces, drift, decision: foresee(tracked, known, settled, otherKind, contract) };
}

function foresee(
  tracked: Tracked,
  known: QualificationState,
  inputs: QualificationInputs,
  otherKind: boolean,
  contract: ContractTraits,
): Decision {
  const live = entriesKnown(tracked.qualification, known);
  if (otherKind) return decide({ wish: inputs.qualification, live, contract, asksAgain: false });
  return decide({
    wish: inputs.qualification,
    live,
    contract,
    known: past(tracked.qualification, known),
    asksAgain: asksAgain(known, inputs),
  });
}
