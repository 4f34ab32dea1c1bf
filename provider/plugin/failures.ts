import type { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import { messages } from "./wire";

/** Without a property: where one is named, the engine prints its value, which may be a secret (pulumi/pulumi#19465). */
export function failuresOf(problems: readonly string[]): CheckFailure[] {
  return problems.map((problem) => new messages.CheckFailure().setProperty("").setReason(problem));
}
