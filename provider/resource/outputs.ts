import * as pulumi from "@pulumi/pulumi";
import type { LastSubmission } from "../qualification/state";

/** The outputs of a `CustomerQualification`, of either front. */
export abstract class QualificationOutputs extends pulumi.CustomResource {
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
}

/** The outputs of a `QualificationApproval`, of either front. */
export abstract class ApprovalOutputs extends pulumi.CustomResource {
  /** The `id` of the qualification, as declared. */
  declare readonly qualificationId: pulumi.Output<string>;
  /** As declared. */
  declare readonly timeout: pulumi.Output<string | undefined>;
  /** As declared. */
  declare readonly pollInterval: pulumi.Output<string | undefined>;
  /** `Approved`; `null` where nothing is vetted. */
  declare readonly vettingStatus: pulumi.Output<string | null>;
  /** When the request was made. ISO 8601, UTC, whole seconds. `null` where the service does not say. */
  declare readonly vettingCreateDate: pulumi.Output<string | null>;
}

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
