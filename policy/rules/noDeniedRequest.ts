import type { StackValidationPolicy } from "@pulumi/policy";
import { isQualification, text } from "../qualification";

interface Config {
  readonly statuses: readonly string[];
}

/** A denial is a warning in every run; with this rule it is an error, until somebody acts. */
export const noDeniedRequest: StackValidationPolicy = {
  name: "no-denied-request",
  description: "No request in this stack was denied.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      statuses: {
        type: "array",
        items: { type: "string", enum: ["Denied", "NotListed", "InReview"] },
        default: ["Denied"],
        description: "The vetting statuses that block.",
      },
    },
  },
  validateStack(stack, report) {
    const { statuses } = stack.getConfig<Config>();
    for (const resource of stack.resources) {
      if (!isQualification(resource)) continue;
      const status = text(resource, "vettingStatus");
      if (status === undefined || !statuses.includes(status)) continue;
      const reason = text(resource, "vettingReason");
      report(
        `${text(resource, "qualification")} of customer ${text(resource, "customerId")} is ${status}${reason === undefined ? "" : `: ${reason}`}. ` +
          "Correct the customer's data and ask again, or take it out of the program.",
        resource.urn,
      );
    }
  },
};
