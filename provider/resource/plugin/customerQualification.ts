import * as pulumi from "@pulumi/pulumi";
import type { EducationSegment, Kind } from "../../qualification/model";
import type { Configured, CustomerQualificationArgs, Loose } from "../arguments";
import type { CustomerQualificationLookup } from "../customerQualification";
import { QualificationOutputs, qualificationProperties } from "../outputs";
import { shortStacks } from "../shortStacks";
import { pluginQualificationType, qualificationType } from "../typeToken";
import { pluginOptions } from "./options";

/**
 * A qualification of a customer in Microsoft Partner Center, managed by the plugin. Arguments, outputs and ids are those of the class of the same name in
 * `pulumi-partnercenter`: a program moves from one to the other by its import, without a request.
 *
 * ```ts
 * import * as partnercenter from "pulumi-partnercenter/plugin";
 *
 * const contoso = new partnercenter.CustomerQualification("contoso", {
 *   customerId: partnercenter.getCustomerOutput({ domain: "contoso.onmicrosoft.com" }).customerId,
 *   qualification: "Education",
 *   educationSegment: "HigherEducation",
 *   website: "contoso.edu",
 * });
 * export const vetting = contoso.vettingStatus;
 * ```
 */
export class CustomerQualification<
  Q extends pulumi.Input<Kind | Loose> = pulumi.Input<string>,
  S extends pulumi.Input<EducationSegment | Loose | undefined> = EducationSegment,
> extends QualificationOutputs {
  /** The resource's type token, also for `validateResourceOfType` of `@pulumi/policy`. */
  static readonly __pulumiType = pluginQualificationType;

  /**
   * Looks a qualification up, without managing it.
   *
   * @param id `{customerId}/{Kind}`; the kind may be any of the service's names, such as `Nonprofit`.
   * @throws In preview and in `up`, where Partner Center does not know the customer.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: CustomerQualificationLookup,
    opts?: pulumi.CustomResourceOptions,
  ): CustomerQualification {
    // With a state, be it a small one, the provider tells a look-up from an import, which wants the very kind of the id.
    const known = { customerId: pulumi.output(id).apply((text) => text.replace(/\/.*$/, "")), ...state };
    return new CustomerQualification(name, known as CustomerQualificationArgs, { ...opts, id });
  }

  /** Whether a value is a `CustomerQualification`, also one of another copy of this package. */
  static override isInstance(value: unknown): value is CustomerQualification {
    return (
      typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === CustomerQualification.__pulumiType
    );
  }

  /**
   * @param name The resource's name in the program.
   * @param args What is asked for. A wrong combination of literals is red in the editor; what is known later is checked in preview.
   * @param opts Pulumi's resource options.
   */
  constructor(
    name: string,
    args: CustomerQualificationArgs | ({ qualification: Q; educationSegment?: S | undefined } & Configured<Q, S>),
    opts?: pulumi.CustomResourceOptions,
  ) {
    const stacks = shortStacks();
    try {
      super(
        CustomerQualification.__pulumiType,
        name,
        qualificationProperties(Object(args) as Record<string, pulumi.Input<unknown>>),
        pluginOptions(opts, qualificationType),
      );
    } catch (error) {
      throw stacks.completed(error);
    } finally {
      stacks.end();
    }
  }
}
