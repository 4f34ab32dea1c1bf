import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";
import { type CustomerRow, readCustomers } from "./readCustomers";

const file = new pulumi.Config().require("file");

function customers(): CustomerRow[] {
  try {
    return readCustomers(path.relative(process.cwd(), path.join(__dirname, file)));
  } catch (error) {
    // Pulumi prints the message alone, without a stack.
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}

const declared = customers().map(({ name, ...args }) => [name, new partnercenter.CustomerQualification(name, args)] as const);

/** How far Microsoft is with each request. A state-owned entity is not vetted and has no status. */
export const vetting = pulumi
  .all(declared.map(([name, { vettingStatus, approved }]) => pulumi.all([name, vettingStatus, approved])))
  .apply((all) => Object.fromEntries(all.map(([name, status, approved]) => [name, status ?? (approved ? "in effect" : "none")])));
