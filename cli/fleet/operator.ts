import type { OperatorOptions } from "./options";
import type { Shard } from "./shards";

/**
 * What the provider and Pulumi take from the environment, each a key of the Kubernetes secret `fleet`. The refresh token is in a store that is
 * written to: a fixed one would end after 90 days, for all stacks on the same day.
 */
const secrets = [
  "PULUMI_ACCESS_TOKEN",
  "PARTNERCENTER_TENANT_ID",
  "PARTNERCENTER_CLIENT_ID",
  "PARTNERCENTER_CLIENT_SECRET",
  "PARTNERCENTER_TOKEN_STORE",
  "PARTNERCENTER_REQUESTS_PER_MINUTE",
];

/** A `Stack` for each shard, for version 2 of the Pulumi Kubernetes Operator (its docs/stacks.md). */
export function operatorStacks(shards: readonly Shard[], options: OperatorOptions): string {
  return shards.map(({ stack }) => operatorStack(stack, options)).join("---\n");
}

function operatorStack(stack: string, { repository, branch, folder }: OperatorOptions): string {
  return `apiVersion: pulumi.com/v1
kind: Stack
metadata:
  name: ${stack}
spec:
  stack: ${stack}
  serviceAccountName: fleet
  projectRepo: ${JSON.stringify(repository)}
  branch: ${JSON.stringify(branch)}
  repoDir: ${JSON.stringify(folder)}
  shallow: true
  refresh: true
  # Looks again every hour, also without a commit: Microsoft decides by itself.
  continueResyncOnCommitMatch: true
  resyncFrequencySeconds: 3600
  retryMaxBackoffDurationSeconds: 3600
  # The pod goes after each run: between two runs there is none.
  workspaceReclaimPolicy: Delete
  envRefs:
    # What --continue-on-error is elsewhere: a refused customer does not stop the others.
    PULUMI_CONTINUE_ON_ERROR:
      type: Literal
      literal:
        value: "true"
${secrets.map((name) => `    ${name}:\n      type: Secret\n      secret:\n        name: fleet\n        key: ${name}\n`).join("")}\
  workspaceTemplate:
    spec:
      podTemplate:
        metadata:
          labels:
            # The account's Azure identity, for the token store.
            azure.workload.identity/use: "true"
`;
}
