/**
 * Customers from a file: `pulumi-partnercenter/customers`.
 *
 * @module pulumi-partnercenter/customers
 */
import type * as pulumi from "@pulumi/pulumi";

export { CustomerFileError, type CustomerRow, readCustomers } from "./readCustomers";

/**
 * Declares the customers of the stack that runs, by the `fleet.json` of a folder: for whoever runs `pulumi` on one stack of a fleet, such as Pulumi
 * Deployments, the Kubernetes Operator or you. `partnercenter fleet` declares the same without it.
 *
 * @param folder The folder with `fleet.json`. Default: the project's.
 * @returns The outputs: how far Microsoft is with each customer.
 * @throws RunError, which Pulumi prints without a stack, if the stack is none of the fleet or a file is wrong.
 */
export function declareShard(folder?: string): Record<string, pulumi.Output<unknown>> {
  // Whoever only reads a file does without Pulumi's SDK.
  return (require("../fleet/program") as typeof import("../fleet/program")).declareShard(folder);
}
