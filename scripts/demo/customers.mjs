// The cast: the customers that Pulumi.yaml configures by default, as the story needs them one by one.
export const customers = [
  {
    name: "contoso",
    customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
    qualifications: [{ qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" }],
  },
  {
    name: "fabrikam",
    customerId: "1d4ae7e6-d81e-4d66-8d13-0731955f40e2",
    qualifications: [{ qualification: "Education", educationSegment: "K12", website: "fabrikam.example" }],
  },
  {
    name: "lamna",
    customerId: "2e5bf8f7-e92f-4e77-9e24-184206606153",
    qualifications: [{ qualification: "GovernmentCommunityCloud" }],
  },
  {
    name: "tailspin",
    customerId: "3f6c09a8-fa30-4f88-af35-295317717264",
    qualifications: [
      { qualification: "Education", educationSegment: "HigherEducation", website: "tailspin.edu" },
      { qualification: "StateOwnedEntity" },
    ],
  },
];

export const [contoso, fabrikam, lamna, tailspin] = customers.map((customer) => customer.customerId);

export const governmentCode = "123456";
