import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isQualification, stackOf, text } from "../qualification";

interface Config {
  readonly stacks: string;
}

/** A resource that is deleted leaves the state and not Partner Center: nobody watches the qualification any more. */
export const protectProduction: ResourceValidationPolicy = {
  name: "protect-production",
  description: "In production every qualification is protected from being deleted from the state.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      stacks: {
        type: "string",
        format: "regex",
        default: "^prod",
        description: "Which stacks are production: a regular expression for their names.",
      },
    },
  },
  validateResource(resource, report) {
    if (!isQualification(resource) || resource.opts.protect) return;
    const stack = stackOf(resource);
    if (!new RegExp(resource.getConfig<Config>().stacks).test(stack)) return;
    report(
      `The qualification of customer ${text(resource, "customerId")} is not protected, and ${stack} is production. ` +
        "Declare it with the resource option { protect: true }.",
    );
  },
};
