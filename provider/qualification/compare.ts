import { asksAgain, type Bag, changedKeys, type InputKey, inputKeys, isUnknown, type Wish } from "./arguments";
import type { Decision } from "./decide";
import { foresee } from "./foresee";
import type { Tracked } from "./identity";
import { asKind, sameName } from "./model";
import { entriesKnown } from "./observe";
import type { ContractTraits } from "./partnerCenterPort";
import type { QualificationState } from "./state";

export interface Comparison {
  /** The arguments that differ in meaning, or are not known yet. */
  readonly changed: readonly InputKey[];
  /** Those of them whose change makes another resource of it. */
  readonly replaces: readonly InputKey[];
  /** What an update or a create would decide, as far as the state knows. Absent where nothing has changed, and where too much is unknown. */
  readonly decision?: Decision;
  /** Whether the program asks for nothing new: what differs has changed at Microsoft. */
  readonly drift: boolean;
}

/** Compares what the state holds with what is declared, without any request. */
export function compare(tracked: Tracked, known: QualificationState, wish: Wish, news: Bag, contract: ContractTraits): Comparison {
  const unknown = inputKeys.filter((key) => isUnknown(news[key]));
  const different = changedKeys(known.wish, wish);
  const changed = inputKeys.filter((key) => unknown.includes(key) || different.includes(key));
  if (changed.length === 0) return { changed, replaces: [], drift: false };

  const otherCustomer = changed.includes("customerId");
  const otherKind = unknown.includes("qualification") || !sameName(wish.qualification, tracked.qualification);
  const replaces: InputKey[] = [...(otherCustomer ? (["customerId"] as const) : []), ...(otherKind ? (["qualification"] as const) : [])];
  if (unknown.includes("qualification") || (otherCustomer && asKind(wish.qualification) !== undefined)) {
    return { changed, replaces, drift: false };
  }
  const settled: Wish = { ...wish, ...Object.fromEntries(unknown.map((key) => [key, known.wish[key]])) };
  const drift = replaces.length === 0 && changed.includes("qualification") && !asksAgain(known.wish, settled);
  const decision = foresee(settled, entriesKnown(tracked.qualification, known), otherKind ? undefined : known, contract);
  return { changed, replaces, drift, decision };
}
