"use strict";
// What a state fixture was written by: every kind of resource of this package, and every status that a state can rest in.
const partnercenter = require("pulumi-partnercenter");

const education = (name, customerId, options) =>
  new partnercenter.CustomerQualification(
    name,
    {
      customerId,
      qualification: "Education",
      educationSegment: "HigherEducation",
      website: `${name}.edu`,
      expectedDomain: `${name}.onmicrosoft.com`,
    },
    options,
  );

const approved = education("contoso", "0c39d6d5-c70d-4c55-bc02-f620844f3fd1");
const denied = education("fabrikam", "1d4ae7e6-d81e-4d66-8d13-0731955f40e2");
const government = new partnercenter.CustomerQualification("lamna", {
  customerId: "2e5bf8f7-e92f-4e77-9e24-184206606153",
  qualification: "GovernmentCommunityCloud",
  validationCode: "123456",
});
const inReview = education("tailspin", "3f6c09a8-fa30-4f88-af35-295317717264");
const partner = new partnercenter.Provider("partner", { unreadable: "fail", requestsPerMinute: 600 });
const stateOwned = new partnercenter.CustomerQualification(
  "proseware",
  { customerId: "408d1ab9-0b41-4099-b046-3a6428828375", qualification: "StateOwnedEntity", resubmit: "1" },
  { provider: partner },
);
new partnercenter.QualificationApproval("gate", { qualificationId: approved.id, timeout: "1m", pollInterval: "1s" });

exports.statuses = [approved, denied, government, inReview].map((resource) => resource.vettingStatus);
exports.stateOwned = stateOwned.approved;
