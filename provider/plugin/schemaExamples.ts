/** Examples in the schema's form: the Registry and SDKs show the language at hand. */

const fence = "```";

interface Example {
  readonly title: string;
  readonly yaml: string;
  readonly typescript: string;
}

function shown(examples: readonly Example[], more = ""): string {
  const all = examples.map(
    ({ title, yaml, typescript }) =>
      `{{% example %}}\n### ${title}\n\n${fence}yaml\n${yaml.trim()}\n${fence}\n\n${fence}typescript\n${typescript.trim()}\n${fence}\n{{% /example %}}`,
  );
  return `{{% examples %}}\n## Example Usage\n${all.join("\n")}\n{{% /examples %}}\n${more}`;
}

const customer = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";

const education: Example = {
  title: "An academic customer",
  yaml: `
resources:
  contoso:
    type: partnercenter:CustomerQualification
    properties:
      customerId: ${customer}
      qualification: Education
      educationSegment: HigherEducation
      website: contoso.edu
outputs:
  vetting: \${contoso.vettingStatus}
`,
  typescript: `
import * as partnercenter from "pulumi-partnercenter/plugin";

const contoso = new partnercenter.CustomerQualification("contoso", {
  customerId: "${customer}",
  qualification: "Education",
  educationSegment: "HigherEducation",
  website: "contoso.edu",
});
export const vetting = contoso.vettingStatus;
`,
};

const gate: Example = {
  title: "What waits for Microsoft's decision",
  yaml: `
resources:
  contoso:
    type: partnercenter:CustomerQualification
    properties:
      customerId: ${customer}
      qualification: Education
      educationSegment: K12
  approved:
    type: partnercenter:QualificationApproval
    properties:
      qualificationId: \${contoso.id}
      timeout: 45m
`,
  typescript: `
import * as partnercenter from "pulumi-partnercenter/plugin";

const contoso = new partnercenter.CustomerQualification("contoso", {
  customerId: "${customer}",
  qualification: "Education",
  educationSegment: "K12",
});
export const approved = new partnercenter.QualificationApproval("approved", { qualificationId: contoso.id, timeout: "45m" });
`,
};

const byDomain: Example = {
  title: "A customer by its domain",
  yaml: `
variables:
  contoso:
    fn::invoke:
      function: partnercenter:getCustomer
      arguments:
        domain: contoso.onmicrosoft.com
resources:
  contoso-education:
    type: partnercenter:CustomerQualification
    properties:
      customerId: \${contoso.customerId}
      qualification: Education
      educationSegment: K12
`,
  typescript: `
import * as partnercenter from "pulumi-partnercenter/plugin";

const contoso = partnercenter.getCustomerOutput({ domain: "contoso.onmicrosoft.com" });
export const education = new partnercenter.CustomerQualification("contoso-education", {
  customerId: contoso.customerId,
  qualification: "Education",
  educationSegment: "K12",
});
`,
};

const whatIsListed: Example = {
  title: "What a customer has already",
  yaml: `
variables:
  contoso:
    fn::invoke:
      function: partnercenter:getQualifications
      arguments:
        customerId: ${customer}
outputs:
  qualifications: \${contoso.qualifications}
`,
  typescript: `
import * as partnercenter from "pulumi-partnercenter/plugin";

const contoso = partnercenter.getQualificationsOutput({ customerId: "${customer}" });
export const qualifications = contoso.qualifications;
`,
};

const byCode: Example = {
  title: "A customer of the US Government Community Cloud",
  yaml: `
variables:
  codes:
    fn::invoke:
      function: partnercenter:getValidationCodes
resources:
  contoso:
    type: partnercenter:CustomerQualification
    properties:
      customerId: ${customer}
      qualification: GovernmentCommunityCloud
      validationCode: \${codes.codes[0].validationId}
`,
  typescript: `
import * as partnercenter from "pulumi-partnercenter/plugin";

const codes = partnercenter.getValidationCodesOutput();
export const contoso = new partnercenter.CustomerQualification("contoso", {
  customerId: "${customer}",
  qualification: "GovernmentCommunityCloud",
  validationCode: codes.codes.apply(([code]) => code?.validationId ?? ""),
});
`,
};

const imports = `
## Import

A qualification that a customer has already is imported by the customer's id and the kind. Nothing is sent:

${fence}sh
$ pulumi import partnercenter:index:CustomerQualification contoso ${customer}/Education
${fence}
`;

export const examples = {
  qualification: shown([education, byDomain], imports),
  approval: shown([gate]),
  getCustomer: shown([byDomain]),
  getQualifications: shown([whatIsListed]),
  getValidationCodes: shown([byCode]),
} as const;
