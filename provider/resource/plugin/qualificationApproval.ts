import type * as pulumi from "@pulumi/pulumi";
import { ApprovalOutputs, approvalProperties } from "../outputs";
import type { QualificationApprovalArgs } from "../qualificationApproval";
import { shortStacks } from "../shortStacks";
import { approvalType, pluginApprovalType } from "../typeToken";
import { pluginOptions } from "./options";

/**
 * A gate for what must wait for Microsoft's decision, kept by the plugin. It comes into being when the qualification is approved, and not before: what
 * depends on it is created in the first `pulumi up` that finds the approval. A denial, or the end of the time-out, is an error and leaves
 * nothing in the state; a withdrawn approval removes the gate.
 */
export class QualificationApproval extends ApprovalOutputs {
  /** The resource's type token. */
  static readonly __pulumiType = pluginApprovalType;

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
    const stacks = shortStacks();
    try {
      super(QualificationApproval.__pulumiType, name, approvalProperties({ ...args }), pluginOptions(opts, approvalType));
    } catch (error) {
      throw stacks.completed(error);
    } finally {
      stacks.end();
    }
  }
}
