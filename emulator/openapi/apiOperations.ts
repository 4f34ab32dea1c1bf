import { requestOf } from "../bodies/service";
import { type Documented, query, ref } from "./operation";

const size = query("size", "How many on a page: 1 to 500; 0 is as none.", { type: "integer", minimum: 0, maximum: 500 });
const filter = (example: string): ReturnType<typeof query> => query("filter", `A filter of one field, such as ${example}.`);
const continuation = {
  name: "MS-ContinuationToken",
  in: "header",
  description: "The token of the page before.",
  schema: { type: "string" },
} as const;

/** What the document says of the API's routes. */
export const apiOperations = {
  listCustomers: {
    summary: "The partner's customers, in pages",
    source: "get-a-list-of-customers; get-a-customer-by-name",
    parameters: [size, filter('{"Field":"Domain","Value":"cont","Operator":"starts_with"}'), continuation],
    answers: { 200: { description: "A page", schema: ref("CustomerPage") } },
  },
  createCustomer: {
    summary: "Create a customer",
    source: "create-a-customer, 07/28/2023",
    body: { schema: ref("NewCustomerOfPartner"), required: true },
    answers: {
      201: { description: "Created; the password is told this once", schema: ref("CreatedCustomer") },
      409: { description: "The domain is taken (with the assumption ruleStatus)", schema: ref("Error") },
    },
  },
  auditRecord: {
    summary: "One record of what the partner has done",
    source: "AuditService.json, Microsoft's swagger",
    answers: {
      200: { description: "The record", schema: ref("AuditRecord") },
      404: { description: "There is none", schema: ref("Error") },
    },
  },
  relationshipRequest: {
    summary: "An invitation for a customer",
    source: "request-reseller-relationship",
    answers: { 200: { description: "Where the customer accepts", schema: ref("RelationshipRequest") } },
  },
  validationCodes: {
    summary: "The partner's GCC validation codes",
    source: "get-a-partner-s-validation-codes, 6/3/2022",
    answers: { 200: { description: "A bare array", schema: { type: "array", items: ref("ValidationCode") } } },
  },
  getCustomer: {
    summary: "A customer",
    source: "swagger of 2020-12, V1.Customer",
    answers: { 200: { description: "The customer", schema: ref("CustomerOfPartner") } },
  },
  endRelationship: {
    summary: "End the relationship with a customer",
    source: "remove-a-reseller-relationship-with-a-customer",
    body: { schema: ref("RelationshipEnd"), required: true },
    answers: { 200: { description: "A customer with nothing in it but that", schema: ref("EndedRelationship") } },
  },
  deleteCustomer: {
    summary: "Delete a customer of the integration sandbox",
    source: "delete-a-customer-account-from-the-integration-sandbox, 06/22/2022",
    answers: { 204: { description: "Deleted" } },
  },
  validationStatus: {
    summary: "Whether the customer's account may transact; nothing to do with qualifications",
    source: "retrieve-validation-status, 10/27/2021",
    parameters: [{ ...query("type", "What to validate.", { const: "account" }), required: true }],
    answers: { 200: { description: "The status", schema: ref("ValidationStatus") } },
  },
  customerValidations: {
    summary: "The validation code that a customer was tagged with",
    source: "swagger of 2020-12 only",
    answers: {
      200: { description: "One object", schema: ref("CustomerValidation") },
      404: { description: "The customer has none", schema: ref("Error") },
    },
  },
  getQualifications: {
    summary: "A customer's qualifications",
    source: "get-customer-qualification-asynchronous, 07/28/2023",
    answers: { 200: { description: "The list", schema: ref("QualificationList") } },
  },
  postQualifications: {
    summary: "Request a qualification",
    source: "update-customer-qualification-asynchronous, 06/28/2022 and 02/16/2021",
    parameters: [query("code", "The validation code of contract 2021-02.")],
    body: {
      schema: { anyOf: Object.values(requestOf).map(ref) },
      required: true,
      example: { qualification: "Education", educationSegment: "HigherEducation", website: "contoso.edu" },
    },
    answers: {
      200: {
        description: "Accepted, or there already (with the assumptions postAnswer or repeatedPost)",
        schema: ref("QualificationAnswer"),
      },
      201: { description: "Accepted", schema: ref("QualificationAnswer") },
      409: { description: "The customer has it already", schema: ref("Error") },
    },
  },
  getLegacy: {
    summary: "The customer's qualification, contract 2018-09",
    source: "history of the documentation, 2018 to 2020",
    answers: { 200: { description: "A bare string", schema: ref("LegacyQualification") } },
  },
  putLegacy: {
    summary: "Set the customer's qualification, contract 2018-09",
    source: "the first seed, 09/12/2018",
    parameters: [query("code", "The validation code, for GovernmentCommunityCloud.")],
    body: { schema: ref("LegacyQualificationChange"), required: true, example: 1 },
    answers: {
      200: { description: "A bare string", schema: ref("LegacyQualification") },
      409: { description: "Refused (with the assumptions legacyRefusal and ruleStatus)", schema: ref("Error") },
    },
  },
  auditRecords: {
    summary: "What the partner has done, newest first",
    source: "get-a-record-of-partner-center-activity-by-user; auditing-resources, 6/7/2022",
    parameters: [
      query("startDate", "At most 90 days ago. Default: 30 days ago."),
      query("endDate", "Default: now."),
      filter('{"Field":"CustomerId","Value":"…","Operator":"equals"}'),
      size,
      continuation,
    ],
    answers: { 200: { description: "A page", schema: ref("AuditRecordPage") } },
  },
  legalBusinessProfile: {
    summary: "The partner's legal business profile",
    source: "get-legal-business-profile",
    answers: { 200: { description: "The profile", schema: ref("LegalBusinessProfile") } },
  },
  mpnProfile: {
    summary: "A partner's network profile",
    source: "verify-a-partner-mpn-id",
    parameters: [query("mpnId", "Default: the caller's.")],
    answers: {
      200: { description: "The profile", schema: ref("MpnProfile") },
      404: { description: "No partner has this id", schema: ref("Error") },
    },
  },
  checkDomain: {
    summary: "Whether a domain is taken",
    source: "verify-domain-availability, 6/30/2022",
    answers: { 200: { description: "Taken" }, 404: { description: "Free" } },
  },
} satisfies Readonly<Record<string, Documented>>;
