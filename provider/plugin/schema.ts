import { type KeyNames, keys } from "../config/keys";
import { educationSegments, kinds } from "../qualification/model";
import {
  approvalArgumentTexts,
  approvalOutputTexts,
  argumentTexts,
  outputTexts,
  type PropertyText,
  submissionTexts,
} from "../qualification/properties";
import {
  approvalType,
  functionTokens,
  packageName,
  pluginApprovalType,
  pluginQualificationType,
  qualificationType,
} from "../resource/typeToken";
import { examples } from "./schemaExamples";

/** A property of a Pulumi package schema (https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/). */
type Property = Readonly<Record<string, unknown>>;
type Properties = Readonly<Record<string, Property>>;

/** What of the npm package the schema repeats. */
export interface PackageManifest {
  readonly version: string;
  readonly description?: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: { readonly url?: string };
}

const text = ({ text: description, secret }: PropertyText): Property => ({ type: "string", description, ...(secret ? { secret } : {}) });
const refer = (name: string): string => `#/types/${packageName}:index:${name}`;
const texts = (table: Readonly<Record<string, PropertyText>>): Properties =>
  Object.fromEntries(Object.entries(table).map(([key, words]) => [key, text(words)]));

/**
 * The schema of the package: what SDKs in other languages, `pulumi import`, the YAML host and the Registry are made from. It is made of the tables that the
 * life cycle and the documents use, so it cannot say anything else.
 *
 * It leaves out three things on purpose. `replaceOnChanges`: a drift to another kind would become a replacement, and stop the preview of every customer.
 * `defaultInfo.environment`: SDKs would read the environment on their side, and write its secrets into the state. An enum alone for `qualification`: a state
 * holds any text that the service sends.
 */
export function packageSchema(manifest: PackageManifest): Readonly<Record<string, unknown>> {
  const address = manifest.repository?.url?.replace(/^git\+/, "").replace(/\.git$/, "");
  const github = /^https:\/\/github\.com\/([^/]+)\/([^/]+)$/.exec(address ?? "");
  const settings = configuration();
  return {
    name: packageName,
    displayName: "Partner Center",
    version: manifest.version,
    description: manifest.description,
    keywords: ["pulumi", "category/cloud", "kind/native", "microsoft", "partner-center"],
    license: manifest.license,
    ...(manifest.homepage ? { homepage: manifest.homepage } : {}),
    ...(address ? { repository: address } : {}),
    ...(github ? { pluginDownloadURL: `github://api.github.com/${github[1]}/${github[2]}`, publisher: github[1] } : {}),
    meta: { supportPack: true },
    config: { variables: settings },
    provider: {
      description: "One partner tenant. What is not given comes from the environment.",
      inputProperties: settings,
      properties: Object.fromEntries(Object.entries(settings).filter(([, { type }]) => type === "string")),
    },
    types: types(),
    resources: { [pluginQualificationType]: qualification(), [pluginApprovalType]: approval() },
    functions: functions(),
    language: languages(address),
  };
}

function configuration(): Properties {
  const typed: Readonly<Record<string, string>> = { readOnly: "boolean", refreshBeforeUpdate: "boolean", requestsPerMinute: "integer" };
  return Object.fromEntries(
    Object.entries(keys).map(([key, names]: [string, KeyNames]) => [
      key,
      {
        type: typed[key] ?? "string",
        description: `${upperFirst(names.meaning)}.${names.values ? ` Values: ${names.values}.` : ""}${names.otherwise ? ` Default: ${names.otherwise}.` : ""} Environment: \`${names.env}\`.`,
        ...(names.secret ? { secret: true } : {}),
      },
    ]),
  );
}

function types(): Readonly<Record<string, unknown>> {
  const object = (description: string, properties: Properties, required: readonly string[]): Property => ({
    type: "object",
    description,
    properties,
    required,
  });
  const meanings: Readonly<Record<(typeof kinds)[number], string>> = {
    Education: "An academic customer. Microsoft vets it, for days.",
    GovernmentCommunityCloud: "A customer of the US Government Community Cloud. Irreversible, and limits the customer to GCC offers.",
    StateOwnedEntity: "A state-owned entity. Takes effect at once.",
  };
  const { vettingReason, vettingCreateDate } = outputTexts;
  return {
    [`${packageName}:index:Qualification`]: {
      type: "string",
      description: "What a partner can ask for.",
      enum: kinds.map((value) => ({ name: value, value, description: meanings[value] })),
    },
    [`${packageName}:index:EducationSegment`]: {
      type: "string",
      description: "What kind of school an academic customer is.",
      enum: educationSegments.map((value) => ({ name: value, value })),
    },
    [`${packageName}:index:LastSubmission`]: object(
      "The last request that a resource sent.",
      { ...texts(submissionTexts), number: { type: "integer", description: submissionTexts.number.text } },
      ["requestId", "correlationId", "number"],
    ),
    [`${packageName}:index:Entry`]: object(
      "One qualification as Partner Center lists it.",
      {
        qualification: { type: "string", description: "One of the names that the service knows, or another text that it sends." },
        vettingStatus: { type: "string", description: "`InReview`, `Approved`, `Denied` or another text; absent where nothing is vetted." },
        vettingReason: text(vettingReason),
        vettingCreateDate: text(vettingCreateDate),
      },
      ["qualification"],
    ),
    [`${packageName}:index:ValidationCode`]: object(
      "One of the codes of a partner that may tag Government Community Cloud customers.",
      {
        validationId: { type: "string", description: "The value for `validationCode`.", secret: true },
        organizationName: { type: "string", description: "Whom it was made for." },
        remainingCreates: {
          type: "integer",
          description: "How many customers may still be tagged with it; absent where the service does not say.",
        },
      },
      ["validationId"],
    ),
  };
}

function qualification(): Property {
  const inputProperties = {
    ...texts(argumentTexts),
    qualification: {
      description: argumentTexts.qualification.text,
      oneOf: [{ type: "string" }, { type: "string", $ref: refer("Qualification") }],
    },
    educationSegment: { description: argumentTexts.educationSegment.text, $ref: refer("EducationSegment") },
  };
  return {
    description: `A qualification of a customer in Microsoft Partner Center.

\`pulumi up\` asks Microsoft for it once, and never twice for the same intent; Microsoft decides days later, and each refresh shows how far it is. There is no way to remove a qualification: \`pulumi destroy\` only forgets it.

${examples.qualification}`,
    inputProperties,
    requiredInputs: ["customerId", "qualification"],
    properties: {
      ...texts(argumentTexts),
      ...texts(outputTexts),
      approved: { type: "boolean", description: outputTexts.approved.text },
      lastSubmission: { description: outputTexts.lastSubmission.text, $ref: refer("LastSubmission") },
    },
    required: ["customerId", "qualification"],
    aliases: [{ type: qualificationType }],
  };
}

function approval(): Property {
  return {
    description: `A gate for what must wait for Microsoft's decision. It comes into being when the qualification is approved, and not before: what depends on it is created in the first \`pulumi up\` that finds the approval. A denial, or the end of the time-out, is an error and leaves nothing in the state; a withdrawn approval removes the gate.

${examples.approval}`,
    inputProperties: texts(approvalArgumentTexts),
    requiredInputs: ["qualificationId"],
    properties: { ...texts(approvalArgumentTexts), ...texts(approvalOutputTexts) },
    required: ["qualificationId"],
    aliases: [{ type: approvalType }],
  };
}

function functions(): Readonly<Record<string, unknown>> {
  const customerId = { type: "string", description: "The customer's tenant id, a GUID." };
  return {
    [functionTokens.getCustomer]: {
      description: `The customer with an id, or with a domain. Give one of the two.

${examples.getCustomer}`,
      inputs: {
        type: "object",
        properties: {
          customerId,
          domain: { type: "string", description: "A domain of the customer, such as `contoso.onmicrosoft.com`, in whole." },
        },
      },
      outputs: {
        type: "object",
        properties: {
          customerId,
          domain: { type: "string", description: "The domain that Partner Center names first." },
          companyName: { type: "string", description: "The company's name." },
        },
        required: ["customerId"],
      },
    },
    [functionTokens.getQualifications]: {
      description: `What Partner Center lists for a customer now, whoever asked for it.

${examples.getQualifications}`,
      inputs: { type: "object", properties: { customerId }, required: ["customerId"] },
      outputs: {
        type: "object",
        properties: {
          customerId,
          qualifications: {
            type: "array",
            items: { $ref: refer("Entry") },
            description: "Empty where the customer has none.",
          },
        },
        required: ["customerId", "qualifications"],
      },
    },
    [functionTokens.getValidationCodes]: {
      description: `The partner's validation codes for Government Community Cloud. Each code is a secret.

${examples.getValidationCodes}`,
      inputs: { type: "object", properties: {} },
      outputs: {
        type: "object",
        properties: {
          codes: { type: "array", items: { $ref: refer("ValidationCode") }, description: "Empty where the partner has none." },
        },
        required: ["codes"],
      },
    },
  };
}

/** How the SDK of each language is named. Go's needs the address of the repository, or one that leads nowhere. */
function languages(address: string | undefined): Readonly<Record<string, unknown>> {
  const base = address?.replace(/^https:\/\//, "") ?? "example.com/pulumi-partnercenter";
  return {
    nodejs: { packageName: "pulumi-partnercenter-sdk", respectSchemaVersion: true },
    python: { packageName: "pulumi_partnercenter", respectSchemaVersion: true, pyproject: { enabled: true } },
    go: { importBasePath: `${base}/sdk/go/partnercenter`, respectSchemaVersion: true, generateResourceContainerTypes: true },
    csharp: { rootNamespace: "Pulumi", namespaces: { partnercenter: "PartnerCenter" }, respectSchemaVersion: true },
    java: { basePackage: "com.pulumi" },
  };
}

function upperFirst(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
