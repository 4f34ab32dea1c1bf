import type { ResourceValidationPolicy } from "@pulumi/policy";
import { isQualification, text } from "../qualification";

interface Config {
  readonly customers: readonly string[];
}

/** GovernmentCommunityCloud cannot be undone and bars the customer from commercial offers: somebody names each customer twice. */
export const gccAllowList: ResourceValidationPolicy = {
  name: "gcc-allow-list",
  description: "GovernmentCommunityCloud is only for the customers that the policy's configuration names.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      customers: {
        type: "array",
        items: { type: "string" },
        default: [],
        description: "Customer ids (GUIDs) that may be GovernmentCommunityCloud.",
      },
    },
  },
  validateResource(resource, report) {
    if (!isQualification(resource) || text(resource, "qualification") !== "GovernmentCommunityCloud") return;
    const customer = text(resource, "customerId")?.toLowerCase() ?? "";
    const { customers } = resource.getConfig<Config>();
    if (customers.some((each) => each.trim().toLowerCase() === customer)) return;
    report(
      `Customer ${customer} is to be GovernmentCommunityCloud, which cannot be undone, and is not on the allow list. ` +
        'If that is meant, add the id to "customers" of the policy gcc-allow-list.',
    );
  },
};
