// The program of one shard, for whoever runs `pulumi` on one stack: Pulumi Deployments, the Kubernetes Operator, you. `fleet` does not start
// it: it runs the same declarations in its own process.
import * as pulumi from "@pulumi/pulumi";
import { readCustomers } from "../many-customers/readCustomers";
import { declareCustomers } from "./program";
import { readSettings } from "./settings";
import { divide, parseStackName } from "./sharding";

function declareShard(): Record<string, pulumi.Output<unknown>> {
  const { customers, shards } = readSettings(__dirname);
  const stack = parseStackName(pulumi.getStack());
  if (stack?.shards !== shards) {
    throw new Error(
      `The stack "${pulumi.getStack()}" is none of this fleet: fleet.json says ${shards} shards, so they are shard-…-of-${shards}.`,
    );
  }
  return declareCustomers(divide(readCustomers(customers), shards)[stack.shard - 1] ?? []);
}

function shardOrProblem(): Record<string, pulumi.Output<unknown>> {
  try {
    return declareShard();
  } catch (error) {
    // Pulumi prints the message alone, without a stack.
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}

/** How far Microsoft is with each customer of this shard. */
export const { vetting } = shardOrProblem();
