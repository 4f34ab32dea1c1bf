import { readFault } from "../control/readFault";
import { qualificationNames } from "../customers/model";
import { compact, optional, readChoice, readCount, readObject, readText } from "../state/input";
import type { DecisionStep, FaultStep, ScenarioStep } from "./steps";

/** @throws InvalidInput */
export function readStep(value: unknown, where: string): ScenarioStep {
  const decision = readChoice(typeof value === "object" && value !== null ? Reflect.get(value, "do") : undefined, `${where}.do`, [
    "approve",
    "deny",
    "withdraw",
    "vanish",
    "fault",
  ] as const);
  if (decision === "fault") {
    const fields = readObject(value, where, ["do", "fault", "customer"]);
    return compact<FaultStep>({
      do: decision,
      fault: readFault(fields["fault"]),
      customer: optional(fields["customer"], `${where}.customer`, readText),
    });
  }
  const fields = readObject(value, where, ["do", "qualification", "reason", "afterMs", "times", "customer"]);
  return compact<DecisionStep>({
    do: decision,
    qualification: optional(fields["qualification"], `${where}.qualification`, (name, at) => readChoice(name, at, qualificationNames)),
    reason: optional(fields["reason"], `${where}.reason`, readText),
    afterMs: optional(fields["afterMs"], `${where}.afterMs`, readCount),
    times: optional(fields["times"], `${where}.times`, (times, at) => (times === "always" ? times : readCount(times, at))),
    customer: optional(fields["customer"], `${where}.customer`, readText),
  });
}
