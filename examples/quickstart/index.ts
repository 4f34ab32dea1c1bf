import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";

const config = new pulumi.Config();

const contoso = new partnercenter.CustomerQualification("contoso", {
  customerId: config.require("customerId"),
  qualification: "Education",
  educationSegment: "HigherEducation",
  website: config.require("website"),
});

/** InReview, then Approved or Denied, days later. */
export const vetting = contoso.vettingStatus;
