import { qualificationNames } from "../../qualification/model";
import { pathOf, type WireContract } from "./contract";

/**
 * The synchronous contract, announced to be retired at the end of February 2021. Source: "Update a customer's qualification"
 * (09/12/2018), the first seed document: the body is the enum's number, bare, and the validation code is the query parameter `code`.
 */
export const contract201809: WireContract = {
  traits: {
    name: "2018-09",
    settable: ["Education", "GovernmentCommunityCloud"],
    requiresSegment: false,
    reportsVetting: false,
  },
  read: (customerId) => ({ method: "GET", path: `${pathOf(customerId)}/qualification` }),
  submit: ({ customerId, kind, validationCode }) => ({
    method: "PUT",
    path: `${pathOf(customerId)}/qualification${validationCode === undefined ? "" : `?code=${encodeURIComponent(validationCode)}`}`,
    body: String(qualificationNames.indexOf(kind)),
  }),
};
