/**
 * What the compiler must accept and refuse, checked by `npm run typecheck`: nothing here runs. A wrong combination of
 * literals is red; everything that is known later compiles without a cast.
 */
import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification, type CustomerQualificationArgs } from "../../provider";

const config = new pulumi.Config();
const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
declare const text: pulumi.Output<string>;
declare const eitherKind: pulumi.Output<"Education" | "StateOwnedEntity">;
declare const row: { customerId: string; qualification: string; educationSegment?: string; website?: string; validationCode?: string };
declare const rows: {
  id: string;
  qualification: "Education" | "GovernmentCommunityCloud" | "StateOwnedEntity";
  educationSegment?: "K12" | "HigherEducation";
  validationCode?: string;
}[];

export function literals(): void {
  new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" });
  new CustomerQualification("a", { customerId, qualification: "GovernmentCommunityCloud", validationCode: config.requireSecret("code") });
  new CustomerQualification("a", { customerId: text, qualification: "StateOwnedEntity", resubmit: "1", expectedDomain: "contoso.com" });
  // @ts-expect-error Education needs a segment
  new CustomerQualification("a", { customerId, qualification: "Education" });
  // @ts-expect-error a code belongs to GovernmentCommunityCloud
  new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: "K12", validationCode: "x" });
  // @ts-expect-error GovernmentCommunityCloud needs a code
  new CustomerQualification("a", { customerId, qualification: "GovernmentCommunityCloud" });
  // @ts-expect-error a segment belongs to Education
  new CustomerQualification("a", { customerId, qualification: "GovernmentCommunityCloud", validationCode: "x", educationSegment: "K12" });
  // @ts-expect-error a website belongs to Education
  new CustomerQualification("a", { customerId, qualification: "StateOwnedEntity", website: "contoso.com" });
  // @ts-expect-error misspelt kind
  new CustomerQualification("a", { customerId, qualification: "Educaton", educationSegment: "K12" });
  // @ts-expect-error None cannot be set
  new CustomerQualification("a", { customerId, qualification: "None" });
  // @ts-expect-error misspelt segment
  new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: "K-12" });
  // @ts-expect-error misspelt argument
  new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: "K12", websit: "contoso.edu" });
  // @ts-expect-error a customer is required
  new CustomerQualification("a", { qualification: "Education", educationSegment: "K12" });
}

export function configured(): void {
  new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: config.require("segment") });
  new CustomerQualification("a", {
    customerId,
    qualification: config.require("kind"),
    educationSegment: config.get("segment"),
    website: config.get("website"),
    validationCode: config.getSecret("code"),
  });
  new CustomerQualification("a", { customerId, qualification: config.requireSecret("kind"), educationSegment: "K12" });
  new CustomerQualification("a", { customerId, qualification: "GovernmentCommunityCloud", validationCode: config.require("code") });
  new CustomerQualification("a", { ...row });
  new CustomerQualification("a", row);
  for (const { id, ...rest } of rows) new CustomerQualification(id, { customerId: id, ...rest });
  for (const kind of ["Education", "StateOwnedEntity"] as const) {
    new CustomerQualification(kind, { customerId, qualification: kind, educationSegment: kind === "Education" ? "K12" : undefined });
  }
  // @ts-expect-error misspelt argument, also with a kind from the configuration
  new CustomerQualification("a", { customerId, qualification: config.require("kind"), websit: "contoso.edu" });
}

export function deferred(): void {
  new CustomerQualification("a", { customerId: text, qualification: text, validationCode: config.requireSecret("code") });
  new CustomerQualification("a", { customerId, qualification: eitherKind, educationSegment: "K12" });
  new CustomerQualification("a", { customerId, qualification: pulumi.output("Education" as const) });
  new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: text });
  new CustomerQualification("a", { customerId, qualification: pulumi.secret("Education"), educationSegment: "K12" });
}

export class Onboarding extends pulumi.ComponentResource {
  readonly qualification: CustomerQualification;
  constructor(name: string, args: { qualification: CustomerQualificationArgs }) {
    super("example:index:Onboarding", name);
    this.qualification = new CustomerQualification(name, { ...args.qualification, resubmit: "1" }, { parent: this });
  }
}

export class Derived extends CustomerQualification {
  constructor(name: string) {
    super(name, { customerId, qualification: "Education", educationSegment: "K12" });
  }
}

export const looked: CustomerQualification = CustomerQualification.get("a", `${customerId}/Nonprofit`);
export const status: pulumi.Output<string | null> = looked.vettingStatus;
export const args: ConstructorParameters<typeof CustomerQualification>[1] = { customerId, qualification: config.require("kind") };
