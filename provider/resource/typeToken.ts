/** The type of a `CustomerQualification` in state and events. Here, so that whoever reads these need not load Pulumi's SDK. */
export const qualificationType = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";
