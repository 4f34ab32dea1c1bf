import { PartnerCenterError } from "../../provider/errors";
import { isGuid } from "../../provider/guid";
import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import type { Finding } from "./check";
import { fromError } from "./tokenCheck";

/** Whether one customer's qualifications can be read. */
export async function checkCustomer(partnerCenter: PartnerCenter, customerId: string): Promise<Finding> {
  if (!isGuid(customerId)) {
    return {
      status: "problem",
      message: `${JSON.stringify(customerId)} is no customer id.`,
      remedy: "Use the GUID of the customer's tenant.",
    };
  }
  try {
    const entries = await partnerCenter.qualifications(customerId);
    const list = entries.map(({ qualification, vettingStatus }) => [qualification, vettingStatus].filter(Boolean).join(" ")).join(", ");
    return { status: "ok", message: `Customer ${customerId} can be read: ${list === "" ? "no qualification" : list}.` };
  } catch (error) {
    if (error instanceof PartnerCenterError) return fromError(error);
    return { status: "problem", message: `Customer ${customerId} cannot be read.` };
  }
}

/** What no program can see: roles in the customer's tenant are the customer's to show. */
export const gdapHint: Finding = {
  status: "note",
  message:
    "For GovernmentCommunityCloud the user needs a GDAP role for the customer: Directory readers, Directory writers, License administrator or User administrator. This cannot be seen from here.",
};
