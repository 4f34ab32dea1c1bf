import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";
import type { CustomerRow } from "../many-customers/readCustomers";

/** Declares the customers of one shard. Returns the stack's outputs: a status that changes shows in a plain preview. */
export function declareCustomers(customers: readonly CustomerRow[]): Record<string, pulumi.Output<unknown>> {
  const declared = customers.map(({ name, ...args }) => [name, new partnercenter.CustomerQualification(name, args)] as const);
  const vetting = pulumi
    .all(declared.map(([name, { vettingStatus, approved }]) => pulumi.all([name, vettingStatus, approved])))
    .apply((all) => Object.fromEntries(all.map(([name, status, approved]) => [name, status ?? (approved ? "in effect" : "none")])));
  return { vetting };
}
