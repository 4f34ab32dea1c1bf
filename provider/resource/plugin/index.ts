/**
 * The same resources, managed by the plugin `pulumi-resource-partnercenter`, and its functions. `npx partnercenter plugin install` installs the plugin.
 *
 * @module pulumi-partnercenter/plugin
 */
export type { EducationSegment, Kind, QualificationEntry, ValidationCode } from "../../qualification/model";
export type { LastSubmission } from "../../qualification/state";
export type {
  ConfiguredArgs,
  CustomerQualificationArgs,
  DeferredArgs,
  EducationArgs,
  GovernmentCommunityCloudArgs,
  StateOwnedEntityArgs,
} from "../arguments";
export type { CustomerQualificationLookup } from "../customerQualification";
export type { ProviderArgs } from "../provider";
export type { QualificationApprovalArgs } from "../qualificationApproval";
export { CustomerQualification } from "./customerQualification";
export * from "./functions";
export { type PluginProviderArgs, Provider } from "./provider";
export { QualificationApproval } from "./qualificationApproval";
