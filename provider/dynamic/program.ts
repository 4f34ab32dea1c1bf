import { normalCustomerId } from "../qualification/identity";
import { inputKeys, type QualificationInputs } from "../qualification/inputs";
import { excludeEachOther } from "../qualification/vetting";

/** What this process has seen of the program: the wishes that `check` has passed. */
export interface Program {
  /** The wish already passed for the same customer that contradicts this one. */
  contradiction(wish: Pick<QualificationInputs, "customerId" | "qualification">): string | undefined;
  remember(inputs: QualificationInputs): void;
  /**
   * Whether `check` has passed exactly these inputs. The `diff` that a refresh makes compares with old inputs that no
   * `check` has seen, and a refusal there would stop the refresh of every customer (facts: pulumi §7).
   */
  hasPassed(inputs: QualificationInputs): boolean;
}

export function createProgram(): Program {
  const wishes = new Map<string, Set<string>>();
  const passed = new Set<string>();
  const keyOf = (inputs: QualificationInputs): string => JSON.stringify(inputKeys.map((key) => inputs[key] ?? null));
  return {
    contradiction({ customerId, qualification }) {
      const others = wishes.get(normalCustomerId(customerId)) ?? [];
      return [...others].find((other) => excludeEachOther(other, qualification));
    },
    remember(inputs) {
      const customer = normalCustomerId(inputs.customerId);
      wishes.set(customer, (wishes.get(customer) ?? new Set()).add(inputs.qualification));
      passed.add(keyOf(inputs));
    },
    hasPassed: (inputs) => passed.has(keyOf(inputs)),
  };
}
