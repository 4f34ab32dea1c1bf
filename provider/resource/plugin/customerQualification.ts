import * as pulumi from "@pulumi/pulumi";
import type { EducationSegment, Kind } from "../../qualification/model";
import type { LastSubmission } from "../../qualification/state";
import type { Configured, CustomerQualificationArgs, Loose } from "../arguments";
import type { CustomerQualificationLookup } from "../customerQualification";
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
> extends pulumi.CustomResource {
  /** The resource's type token, also for `validateResourceOfType` of `@pulumi/policy`. */
  static readonly __pulumiType = pluginQualificationType;

  /** The customer's tenant id, as declared. */
  declare readonly customerId: pulumi.Output<string>;
  /**
   * The qualification as declared; after a refresh the live one: `None`, `Education`, `Nonprofit`, `GovernmentCommunityCloud`,
   * `StateOwnedEntity`, or another text that the service sends.
   */
  declare readonly qualification: pulumi.Output<string>;
  /** The segment as declared. Partner Center never tells it. */
  declare readonly educationSegment: pulumi.Output<string | undefined>;
  /** The website as declared. Partner Center never tells it. */
  declare readonly website: pulumi.Output<string | undefined>;
  /** The validation code as declared, a secret. */
  declare readonly validationCode: pulumi.Output<string | undefined>;
  /** The text as declared that asks for a new vetting when it changes. */
  declare readonly resubmit: pulumi.Output<string | undefined>;
  /** The domain as declared that the customer must have. */
  declare readonly expectedDomain: pulumi.Output<string | undefined>;
  /**
   * `InReview`, `Approved`, `Denied`, any other text that the service sends, or `NotListed`: it was vetted or in review, and Partner
   * Center lists it no longer. `null` where nothing is vetted (StateOwnedEntity, contract 2018-09).
   */
  declare readonly vettingStatus: pulumi.Output<string | null>;
  /** Why it was denied, in the service's words; for `NotListed`, in ours; else `null`. */
  declare readonly vettingReason: pulumi.Output<string | null>;
  /** When the request was made. ISO 8601, UTC, whole seconds. `null` where the service does not say. */
  declare readonly vettingCreateDate: pulumi.Output<string | null>;
  /** Whether the declared qualification is approved, or live where nothing is vetted. `null` under contract 2018-09. */
  declare readonly approved: pulumi.Output<boolean | null>;
  /** The last request that this resource sent: what support asks for. `null` where it never sent one. */
  declare readonly lastSubmission: pulumi.Output<LastSubmission | null>;

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
    const { validationCode, ...rest } = Object(args) as Record<string, pulumi.Input<unknown>>;
    const stacks = shortStacks();
    try {
      super(
        CustomerQualification.__pulumiType,
        name,
        {
          customerId: undefined,
          qualification: undefined,
          educationSegment: undefined,
          website: undefined,
          resubmit: undefined,
          expectedDomain: undefined,
          ...rest,
          validationCode: validationCode === undefined ? undefined : pulumi.secret(validationCode),
          vettingStatus: undefined,
          vettingReason: undefined,
          vettingCreateDate: undefined,
          approved: undefined,
          lastSubmission: undefined,
        },
        pluginOptions(opts, qualificationType),
      );
    } catch (error) {
      throw stacks.completed(error);
    } finally {
      stacks.end();
    }
  }
}
