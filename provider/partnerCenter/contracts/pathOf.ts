import { PartnerCenterError } from "../../errors";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The path of a customer. Only a checked GUID ever becomes part of a path. */
export function pathOf(customerId: string): string {
  if (!guid.test(customerId)) {
    throw new PartnerCenterError(`The customer id ${JSON.stringify(customerId.slice(0, 80))} is not a GUID.`, {
      kind: "rule",
      remedy: "Take the Microsoft ID from the customer's Account page in Partner Center.",
    });
  }
  return `/v1/customers/${customerId.toLowerCase()}`;
}
