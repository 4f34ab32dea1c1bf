import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type CustomerRow, readCustomers } from "../customers/readCustomers";
import { qualificationClass } from "./front";
import { readSettings } from "./settings";
import { divide, parseStackName } from "./shards";

/** Declares the customers of one shard. Returns the stack's outputs: a status that changes shows in a plain preview. */
export function declareCustomers(customers: readonly CustomerRow[]): Record<string, pulumi.Output<unknown>> {
  const CustomerQualification = qualificationClass();
  const declared = customers.map(({ name, ...args }) => [name, new CustomerQualification(name, args)] as const);
  const vetting = pulumi
    .all(declared.map(([name, { vettingStatus, approved }]) => pulumi.all([name, vettingStatus, approved])))
    .apply((all) => Object.fromEntries(all.map(([name, status, approved]) => [name, status ?? (approved ? "in effect" : "none")])));
  return { vetting };
}

/** See `declareShard` of `pulumi-partnercenter/customers`. */
export function declareShard(folder: string = pulumi.runtime.getRootDirectory() ?? process.cwd()): Record<string, pulumi.Output<unknown>> {
  try {
    const { customers, shards } = readSettings(path.resolve(folder));
    const stack = parseStackName(pulumi.getStack());
    if (stack?.shards !== shards) {
      throw new Error(
        `The stack "${pulumi.getStack()}" is none of this fleet: fleet.json says ${shards} shards, so they are shard-…-of-${shards}.`,
      );
    }
    return declareCustomers(divide(readCustomers(customers), shards)[stack.shard - 1] ?? []);
  } catch (error) {
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}
