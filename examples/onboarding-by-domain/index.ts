import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter/plugin";

const domain = new pulumi.Config().require("domain");

// Nobody copies a GUID: Partner Center knows whose domain it is.
const customer = partnercenter.getCustomerOutput({ domain });

const education = new partnercenter.CustomerQualification("education", {
  customerId: customer.customerId,
  qualification: "Education",
  educationSegment: "HigherEducation",
});

export const company = customer.companyName;
export const customerId = customer.customerId;

/** InReview, then Approved or Denied, days later. */
export const vetting = education.vettingStatus;
