import * as pulumi from "@pulumi/pulumi";
import type { EducationSegment, Kind } from "../qualification/model";
import type { Configured, CustomerQualificationArgs, Loose } from "./arguments";
import { QualificationOutputs, qualificationProperties } from "./outputs";
import { checkUnderUnknownProvider } from "./provider";
import { shortStacks } from "./shortStacks";
import { nameKey, qualificationStub, requireInstalledPackage } from "./stub";
import { qualificationType } from "./typeToken";

/** What is known of a qualification that is only looked up: for `CustomerQualification.get`. */
export interface CustomerQualificationLookup {
  /** The customer's tenant id. Default: the one of the id. */
  customerId?: pulumi.Input<string>;
  /** The qualification. Default: the one of the id. */
  qualification?: pulumi.Input<string>;
}

/**
 * A qualification of a customer in Microsoft Partner Center.
 *
 * `pulumi up` asks Microsoft for it once, and never twice for the same intent; Microsoft decides days later, and each refresh shows
 * how far it is. There is no way to remove a qualification: `pulumi destroy` only forgets it.
 *
 * ```ts
 * const contoso = new partnercenter.CustomerQualification("contoso", {
 *   customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
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
  static readonly __pulumiType = qualificationType;

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
    return new CustomerQualification(name, (state ?? {}) as CustomerQualificationArgs, { ...opts, id });
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
    const properties = argumentsOf(name, args);
    requireInstalledPackage();
    const stacks = shortStacks();
    try {
      super(
        CustomerQualification.__pulumiType,
        name,
        { ...qualificationProperties(properties), __provider: qualificationStub, [nameKey]: name },
        // Only where there is one: the option is kept in the state of each resource.
        properties["validationCode"] === undefined ? opts : pulumi.mergeOptions(opts, { additionalSecretOutputs: ["validationCode"] }),
      );
    } catch (error) {
      throw stacks.completed(error);
    } finally {
      stacks.end();
    }
    if (opts?.id === undefined) void checkUnderUnknownProvider(this, "CustomerQualification", properties);
  }
}

/** JavaScript lets a program leave the arguments out, or hand over something else. */
function argumentsOf(name: string, args: unknown): Readonly<Record<string, pulumi.Input<unknown>>> {
  if (typeof args === "object" && args !== null) return { ...args };
  throw new TypeError(
    `CustomerQualification '${name}' needs its arguments: an object with customerId and qualification, such as { customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1", qualification: "StateOwnedEntity" }.`,
  );
}
