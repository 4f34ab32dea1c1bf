import { pathOf, type WireContract } from "./contract";

/**
 * The contract from December 2020 to 17 May 2023. Source: "Update a customer's qualifications asynchronously" (02/16/2021), the
 * second seed document: the body holds the qualification alone, the validation code is the query parameter `code`.
 */
export const contract202102: WireContract = {
  traits: {
    name: "2021-02",
    settable: ["Education", "GovernmentCommunityCloud"],
    requiresSegment: false,
    reportsVetting: true,
  },
  read: (customerId) => ({ method: "GET", path: `${pathOf(customerId)}/qualifications` }),
  submit: ({ customerId, kind, validationCode }) => ({
    method: "POST",
    path: `${pathOf(customerId)}/qualifications${validationCode === undefined ? "" : `?code=${encodeURIComponent(validationCode)}`}`,
    body: JSON.stringify({ Qualification: kind }),
  }),
};
