/**
 * Microsoft Partner Center customer qualifications as code: what a Pulumi program imports.
 *
 * @module pulumi-partnercenter
 */
export type { EducationSegment, Kind } from "./qualification/model";
export type { LastSubmission } from "./qualification/state";
export type {
  ConfiguredArgs,
  CustomerQualificationArgs,
  DeferredArgs,
  EducationArgs,
  GovernmentCommunityCloudArgs,
  StateOwnedEntityArgs,
} from "./resource/arguments";
export { CustomerQualification, type CustomerQualificationLookup } from "./resource/customerQualification";
export { Provider, type ProviderArgs } from "./resource/provider";
export { QualificationApproval, type QualificationApprovalArgs } from "./resource/qualificationApproval";
