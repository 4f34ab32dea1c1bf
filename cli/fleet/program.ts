import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { pluginQualificationType } from "../../provider/resource/typeToken";
import { type CustomerRow, readCustomers } from "../customers/readCustomers";
import { type Front, qualificationClass, usualFront } from "./front";
import { readSettings } from "./settings";
import { divide, parseStackName } from "./shards";

/** A stack that the plugin has served goes on, and nothing is sent. The plugin's class says the same of the dynamic provider's by itself. */
const formerlyOfThePlugin = { aliases: [{ type: pluginQualificationType }] };

/** Declares the customers of one shard. Returns the stack's outputs: a status that changes shows in a plain preview. */
export function declareCustomers(customers: readonly CustomerRow[], front: Front): Record<string, pulumi.Output<unknown>> {
  const CustomerQualification = qualificationClass(front);
  const options = front === "dynamic" ? formerlyOfThePlugin : {};
  const declared = customers.map(({ name, ...args }) => [name, new CustomerQualification(name, args, options)] as const);
  const vetting = pulumi
    .all(declared.map(([name, { vettingStatus, approved }]) => pulumi.all([name, vettingStatus, approved])))
    .apply((all) => Object.fromEntries(all.map(([name, status, approved]) => [name, status ?? (approved ? "in effect" : "none")])));
  return { vetting };
}

/** See `declareShard` of `pulumi-partnercenter/customers`. */
export function declareShard(folder: string = pulumi.runtime.getRootDirectory() ?? process.cwd()): Record<string, pulumi.Output<unknown>> {
  try {
    const { customers, shards, front = usualFront(folder) } = readSettings(path.resolve(folder));
    const stack = parseStackName(pulumi.getStack());
    if (stack?.shards !== shards) {
      throw new Error(
        `The stack "${pulumi.getStack()}" is none of this fleet: fleet.json says ${shards} shards, so they are shard-…-of-${shards}.`,
      );
    }
    return declareCustomers(divide(readCustomers(customers), shards)[stack.shard - 1] ?? [], front);
  } catch (error) {
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}
