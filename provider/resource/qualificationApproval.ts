import type * as pulumi from "@pulumi/pulumi";
import { ApprovalOutputs, approvalProperties } from "./outputs";
import { shortStacks } from "./shortStacks";
import { approvalStub, requireInstalledPackage } from "./stub";

/** The arguments of `QualificationApproval`. */
export interface QualificationApprovalArgs {
  /** The `id` of the `CustomerQualification` to wait for. Required; a change replaces the gate. */
  qualificationId: pulumi.Input<string>;
  /** How long one `pulumi up` waits, a duration such as `"45m"`, at most `"168h"`. Default `"5m"`. */
  timeout?: pulumi.Input<string | undefined> | undefined;
  /** How often Partner Center is asked, a duration from `"1s"` to `"168h"`. Default `"15s"`. */
  pollInterval?: pulumi.Input<string | undefined> | undefined;
}

/**
 * A gate for what must wait for Microsoft's decision. It comes into being when the qualification is approved, and not before: what
 * depends on it is created in the first `pulumi up` that finds the approval. A denial, or the end of the time-out, is an error and leaves
 * nothing in the state; a withdrawn approval removes the gate.
 *
 * ```ts
 * const approval = new partnercenter.QualificationApproval("contoso", { qualificationId: contoso.id, timeout: "45m" });
 * new Subscription("a3", { customerId }, { dependsOn: approval });
 * ```
 */
export class QualificationApproval extends ApprovalOutputs {
  /** The resource's type token. */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/partnercenter:QualificationApproval";

  /** Whether a value is a `QualificationApproval`, also one of another copy of this package. */
  static override isInstance(value: unknown): value is QualificationApproval {
    return (
      typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === QualificationApproval.__pulumiType
    );
  }

  /**
   * @param name The resource's name in the program.
   * @param args What to wait for, and how long.
   * @param opts Pulumi's resource options.
   */
  constructor(name: string, args: QualificationApprovalArgs, opts?: pulumi.CustomResourceOptions) {
    requireInstalledPackage();
    const stacks = shortStacks();
    try {
      super(QualificationApproval.__pulumiType, name, { ...approvalProperties({ ...args }), __provider: approvalStub }, opts);
    } catch (error) {
      throw stacks.completed(error);
    } finally {
      stacks.end();
    }
  }
}
