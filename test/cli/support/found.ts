import type { Found } from "../../../cli/adopt/discover";
import { customer } from "./stack";

export const today = "2026-11-21";
/** A customer with what Partner Center lists. */
export const found = (number: number, companyName: string, ...entries: Found["entries"]): Found => ({
  customer: { id: customer(number), companyName, domain: `${companyName.toLowerCase()}.onmicrosoft.com` },
  entries,
});
/** Each kind of finding once. */
export const everything = [
  found(1, "Contoso", { qualification: "Education", vettingStatus: "Approved" }),
  found(
    2,
    "Fabrikam",
    {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Academic Domain",
      vettingCreateDate: "2026-11-02T08:00:00Z",
    },
    { qualification: "StateOwnedEntity" },
  ),
  found(3, "Lamna", { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }),
  found(4, "Adatum", { qualification: "Nonprofit" }),
  found(5, "Empty"),
  { ...found(6, "Shut"), problem: "Access is denied." },
];
