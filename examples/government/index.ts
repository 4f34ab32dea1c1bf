import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";

const config = new pulumi.Config();
const customerId = config.require("customerId");
const expectedDomain = config.require("expectedDomain");
const protect = config.requireBoolean("protect");

// Nobody can take this back, and the customer can buy GCC offers only from then on. So: a guard against a wrong GUID before
// anything is sent, and protection against a `destroy` that would forget it.
const government = new partnercenter.CustomerQualification(
  "lamna",
  { customerId, expectedDomain, qualification: "GovernmentCommunityCloud", validationCode: config.requireSecret("validationCode") },
  { protect },
);

// Microsoft documents both together, but asks for a customer without a qualification when GovernmentCommunityCloud is set:
// so that one goes first.
const stateOwned = new partnercenter.CustomerQualification(
  "lamna-state-owned",
  { customerId, expectedDomain, qualification: "StateOwnedEntity" },
  { protect, dependsOn: government },
);

export const approved = pulumi.all([government.approved, stateOwned.approved]).apply((all) => all.every(Boolean));
