import { pathOf, type WireContract } from "./contract";

/**
 * The contract of today, mandatory since 17 May 2023. Sources: `update-customer-qualification-asynchronous` (06/28/2022) for
 * the POST, `get-customer-qualification-asynchronous` (07/28/2023) for the GET. Keys in camelCase, absent fields left out, as the
 * documented samples and Microsoft's .NET SDK 3.4.0 send them.
 */
export const contract202305: WireContract = {
  traits: {
    name: "2023-05",
    settable: ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"],
    requiresSegment: true,
    reportsVetting: true,
  },
  read: (customerId) => ({ method: "GET", path: `${pathOf(customerId)}/qualifications` }),
  submit: ({ customerId, kind, educationSegment, website, validationCode }) => ({
    method: "POST",
    path: `${pathOf(customerId)}/qualifications`,
    body: JSON.stringify({ qualification: kind, educationSegment, website, validationCode }),
  }),
};
