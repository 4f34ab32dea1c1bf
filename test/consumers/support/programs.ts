import { customers } from "../../engine/support/emulated";

/** One Education customer, and what the program runs on. */
const body = (declare: string): string => `
const contoso = new partnercenter.CustomerQualification("contoso", {
  customerId: "${customers.contoso}",
  qualification: "Education",
  educationSegment: "K12",
  website: "contoso.edu",
});
${declare}status = contoso.vettingStatus;
${declare}node = process.versions.node;
${declare}sdk = version;
`;

export const commonJs = `"use strict";
const { version } = require("@pulumi/pulumi/version");
const partnercenter = require("pulumi-partnercenter");
${body("exports.")}`;

/** Named exports of a CommonJS package, which Node reads from its text. */
export const esModule = `import { version } from "@pulumi/pulumi/version.js";
import { CustomerQualification } from "pulumi-partnercenter";
const partnercenter = { CustomerQualification };
${body("export const ")}`;

/** Uses the types of each entry that has any for users. */
export const typeScript = `import type * as pulumi from "@pulumi/pulumi";
import { version } from "@pulumi/pulumi/version";
import * as partnercenter from "pulumi-partnercenter";
import type { EmulatorOptions } from "pulumi-partnercenter/emulator";

export const local: EmulatorOptions = { clockSpeed: 0 };
export const kind: partnercenter.Kind = "Education";
export function wait(on: partnercenter.CustomerQualification): pulumi.Output<string | null> {
  return new partnercenter.QualificationApproval("approval", { qualificationId: on.id }).vettingStatus;
}
// @ts-expect-error Education needs a segment, also where the types come from the package.
export const wrong: partnercenter.EducationArgs = { customerId: "x", qualification: "Education" };
${body("export const ")}`;

export function tsconfig(options: object): string {
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2023", "ESNext.Disposable"],
    types: ["node"],
    strict: true,
    skipLibCheck: false,
    ...options,
  };
  return JSON.stringify({ compilerOptions, files: ["index.ts"] });
}
