import { evidenceKeys, type InputKey, inputKeys, type Wish } from "./arguments";
import { formatId } from "./identity";
import { listKeys } from "./messages";
import type { QualificationState } from "./state";
import { excludeEachOther, isDenied, notListed } from "./vetting";

/** Where a wish stands in the program. */
export interface Place {
  /** The resource's name; absent where the front does not know it. */
  readonly name?: string | undefined;
  /** Whether something of it is new or changed in this run. */
  readonly changed: boolean;
}

/** What this process has seen of the program: the wishes that `check` has passed, and the states that `diff` has met. */
export interface Program {
  /** Why this wish cannot stand beside another one for the same customer; undefined where it can, and then it is remembered. */
  admit(wish: Wish, place: Place): string | undefined;
  /**
   * Whether `check` has passed exactly these inputs. The `diff` that a refresh makes compares with old inputs that no
   * `check` has seen, and a refusal there would stop the refresh of every customer (facts: pulumi §7).
   */
  hasPassed(wish: Wish): boolean;
  /** Remembers a denial or what is listed no longer, for a create that replaces the resource in the same process. */
  rememberDenial(id: string, state: QualificationState): void;
  /** The state that `diff` has met under this id, where a create of the same id must know of it. */
  rememberedDenial(id: string): QualificationState | undefined;
}

export function createProgram(): Program {
  const passed = new Map<string, { readonly wish: Wish; readonly place: Place }[]>();
  const denials = new Map<string, QualificationState>();
  return {
    admit(wish, place) {
      const others = passed.get(wish.customerId) ?? [];
      for (const other of others) {
        const problem = contradiction(wish, place, other.wish, other.place);
        if (problem !== undefined) return problem;
      }
      passed.set(wish.customerId, [...others.filter((other) => !equal(other.wish, wish)), { wish, place }]);
      return undefined;
    },
    hasPassed: (wish) => (passed.get(wish.customerId) ?? []).some((other) => equal(other.wish, wish)),
    rememberDenial(id, state) {
      if (isDenied(state.observed) || state.observed.vettingStatus === notListed) denials.set(id, state);
    },
    rememberedDenial: (id) => denials.get(id),
  };
}

/** What two resources with one id must agree in: what is told to Microsoft, and when it is told again. */
const shared: readonly InputKey[] = [...evidenceKeys, "resubmit"];

function contradiction(wish: Wish, place: Place, other: Wish, otherPlace: Place): string | undefined {
  const where = otherPlace.name === undefined ? "" : ` in the resource '${otherPlace.name}'`;
  if (excludeEachOther(wish.qualification, other.qualification)) {
    return `qualification: the program declares ${other.qualification} for customer ${wish.customerId} already${where}, and ${other.qualification} and ${wish.qualification} cannot be combined; keep one of the two`;
  }
  // Two old resources that were accepted once stay accepted: their stack must not turn red.
  if (formatId(wish) !== formatId(other) || !(place.changed || otherPlace.changed)) return undefined;
  const differing = shared.filter((key) => wish[key] !== other[key]);
  if (differing.length === 0) return undefined;
  const here = place.name === undefined ? "" : `, here and${where || " in another resource"}`;
  return `qualification: the program declares ${wish.qualification} for customer ${wish.customerId} twice${here || where}, with a different ${listKeys(differing)}; Microsoft can be told one of them only, so keep one of the two`;
}

function equal(a: Wish, b: Wish): boolean {
  return inputKeys.every((key) => a.declared[key] === b.declared[key]);
}
