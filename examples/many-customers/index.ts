import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";
import { readCustomers } from "pulumi-partnercenter/customers";

const file = path.join(__dirname, new pulumi.Config().require("file"));

const declared = readCustomers(path.relative(process.cwd(), file)).map(
  ({ name, ...args }) => [name, new partnercenter.CustomerQualification(name, args)] as const,
);

/** How far Microsoft is with each request. A state-owned entity is not vetted and has no status. */
export const vetting = pulumi
  .all(declared.map(([name, { vettingStatus, approved }]) => pulumi.all([name, vettingStatus, approved])))
  .apply((all) => Object.fromEntries(all.map(([name, status, approved]) => [name, status ?? (approved ? "in effect" : "none")])));
