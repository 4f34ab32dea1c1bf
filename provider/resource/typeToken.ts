/** The type of a `CustomerQualification` in state and events. Here, so that whoever reads these need not load Pulumi's SDK. */
export const qualificationType = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";

/** The type of the plugin's `CustomerQualification`. */
export const pluginQualificationType = "partnercenter:index:CustomerQualification";

/** Whether a resource in a state or an event is a `CustomerQualification`, of either front. */
export function isQualificationType(type: unknown): boolean {
  return type === qualificationType || type === pluginQualificationType;
}
