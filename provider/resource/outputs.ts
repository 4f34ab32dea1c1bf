import * as pulumi from "@pulumi/pulumi";
import type { LastSubmission } from "../qualification/state";

/**
 * A resource of Pulumi's with outputs that have types. It is no class of its own, since Pulumi's SDK records the frame above the resource's own constructor as
 * the program's line (`Resource.stackTrace(4)` in resource.ts): one class more, and each state names a file of this package.
 */
type ResourceWith<Outputs> = (new (
  ...args: ConstructorParameters<typeof pulumi.CustomResource>
) => Outputs) &
  Pick<typeof pulumi.CustomResource, "isInstance">;

/** The outputs of a `CustomerQualification`, of either front. */
export interface QualificationOutputs extends pulumi.CustomResource {
  /** The customer's tenant id, as declared. */
  readonly customerId: pulumi.Output<string>;
  /**
   * The qualification as declared; after a refresh the live one: `None`, `Education`, `Nonprofit`, `GovernmentCommunityCloud`,
   * `StateOwnedEntity`, or another text that the service sends.
   */
  readonly qualification: pulumi.Output<string>;
  /** The segment as declared. Partner Center never tells it. */
  readonly educationSegment: pulumi.Output<string | undefined>;
  /** The website as declared. Partner Center never tells it. */
  readonly website: pulumi.Output<string | undefined>;
  /** The validation code as declared, a secret. */
  readonly validationCode: pulumi.Output<string | undefined>;
  /** The text as declared that asks for a new vetting when it changes. */
  readonly resubmit: pulumi.Output<string | undefined>;
  /** The domain as declared that the customer must have. */
  readonly expectedDomain: pulumi.Output<string | undefined>;
  /**
   * `InReview`, `Approved`, `Denied`, any other text that the service sends, or `NotListed`: it was vetted or in review, and Partner
   * Center lists it no longer. `null` where nothing is vetted (StateOwnedEntity, contract 2018-09).
   */
  readonly vettingStatus: pulumi.Output<string | null>;
  /** Why it was denied, in the service's words; for `NotListed`, in ours; else `null`. */
  readonly vettingReason: pulumi.Output<string | null>;
  /** When the request was made. ISO 8601, UTC, whole seconds. `null` where the service does not say. */
  readonly vettingCreateDate: pulumi.Output<string | null>;
  /** Whether the declared qualification is approved, or live where nothing is vetted. `null` under contract 2018-09. */
  readonly approved: pulumi.Output<boolean | null>;
  /** The last request that this resource sent: what support asks for. `null` where it never sent one. */
  readonly lastSubmission: pulumi.Output<LastSubmission | null>;
}

export const QualificationOutputs = pulumi.CustomResource as unknown as ResourceWith<QualificationOutputs>;

/** The outputs of a `QualificationApproval`, of either front. */
export interface ApprovalOutputs extends pulumi.CustomResource {
  /** The `id` of the qualification, as declared. */
  readonly qualificationId: pulumi.Output<string>;
  /** As declared. */
  readonly timeout: pulumi.Output<string | undefined>;
  /** As declared. */
  readonly pollInterval: pulumi.Output<string | undefined>;
  /** `Approved`; `null` where nothing is vetted. */
  readonly vettingStatus: pulumi.Output<string | null>;
  /** When the request was made. ISO 8601, UTC, whole seconds. `null` where the service does not say. */
  readonly vettingCreateDate: pulumi.Output<string | null>;
}

export const ApprovalOutputs = pulumi.CustomResource as unknown as ResourceWith<ApprovalOutputs>;

type Properties = Readonly<Record<string, pulumi.Input<unknown>>>;

/** What the SDK is handed: the arguments, and each output by its name, since it makes an output of nothing else. The validation code is a secret. */
export function qualificationProperties({ validationCode, ...rest }: Properties): Properties {
  return {
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
  };
}

/** The same for a `QualificationApproval`. */
export function approvalProperties(args: Properties): Properties {
  return { timeout: undefined, pollInterval: undefined, ...args, vettingStatus: undefined, vettingCreateDate: undefined };
}
