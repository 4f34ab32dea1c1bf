import type * as dynamic from "../../provider/resource/customerQualification";

/**
 * The class by which customers are declared. Both fronts take the same arguments, and a state moves from the dynamic provider to the plugin by an
 * alias, without a request.
 */
export function qualificationClass(): typeof dynamic.CustomerQualification {
  return (require("../../provider/resource/customerQualification") as typeof dynamic).CustomerQualification;
}
