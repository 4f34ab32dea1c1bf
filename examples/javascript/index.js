const pulumi = require("@pulumi/pulumi");
const partnercenter = require("pulumi-partnercenter");

const config = new pulumi.Config();

const proseware = new partnercenter.CustomerQualification("proseware", {
  customerId: config.require("customerId"),
  qualification: "StateOwnedEntity",
});

/** A state-owned entity is not vetted: it takes effect at once, and has no vetting status. */
exports.qualification = proseware.qualification;
exports.approved = proseware.approved;
