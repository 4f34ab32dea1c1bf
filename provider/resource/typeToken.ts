/** The type of a `CustomerQualification` in state and events. Here, so that whoever reads these need not load Pulumi's SDK. */
export const qualificationType = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";

/** The type of the plugin's `CustomerQualification`. */
export const pluginQualificationType = "partnercenter:index:CustomerQualification";

/** The types of a `QualificationApproval`, of either front. */
export const approvalType = "pulumi-nodejs:dynamic/partnercenter:QualificationApproval";
export const pluginApprovalType = "partnercenter:index:QualificationApproval";

/** The name of the plugin's package: of its file, and before the colon in configuration keys and type tokens. */
export const packageName = "partnercenter";

/** The plugin's functions. */
export const functionTokens = {
  getCustomer: "partnercenter:index:getCustomer",
  getQualifications: "partnercenter:index:getQualifications",
  getValidationCodes: "partnercenter:index:getValidationCodes",
} as const;

/** Whether a resource in a state or an event is a `CustomerQualification`, of either front. */
export function isQualificationType(type: unknown): boolean {
  return type === qualificationType || type === pluginQualificationType;
}
