import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";

const config = new pulumi.Config();

const fabrikam = new partnercenter.CustomerQualification("fabrikam", {
  customerId: config.require("customerId"),
  qualification: "Education",
  educationSegment: "K12",
  website: "fabrikam.example",
});

// Comes into being with the approval, and not before. Until then `up` ends with an error that says what it waits for, and leaves
// nothing behind: run it again, from a schedule or by hand.
const approval = new partnercenter.QualificationApproval("fabrikam", {
  qualificationId: fabrikam.id,
  timeout: config.require("timeout"),
});

// Stands for a subscription to an academic offer.
const offer = new pulumi.Stash("academic-offer", { input: "Office 365 A3" }, { dependsOn: approval });

export const vetting = fabrikam.vettingStatus;
export const academicOffer = offer.output;
