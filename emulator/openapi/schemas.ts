import { type AssumptionEntry, assumptionCatalogue } from "../assumptions/catalogue";
import { relationships } from "../customers/model";
import { list, ref, type Schema } from "./operation";

const text: Schema = { type: "string" };
const number: Schema = { type: "integer" };
const flag: Schema = { type: "boolean" };
const guid: Schema = { type: "string", format: "uuid" };
const instant: Schema = { type: "string", format: "date-time" };
const countOrNull: Schema = { type: ["integer", "null"], minimum: 0 };

/** An object with these fields; those that end in "?" may be absent. Others may come with them. */
function object(fields: Readonly<Record<string, Schema>>): Schema {
  const named = Object.entries(fields).map(([name, schema]) => [name.replace("?", ""), schema]);
  const required = Object.keys(fields).filter((name) => !name.endsWith("?"));
  return { type: "object", properties: Object.fromEntries(named), ...(required.length === 0 ? {} : { required }) };
}

const link = object({ uri: text, method: text, headers: list({}) });
const links = object({ self: link, "next?": link, "previous?": link });
const attributes = object({ objectType: text, "etag?": text });
const collection = (items: Schema): Schema =>
  object({ totalCount: number, items: list(items), "continuationToken?": text, links, attributes });

/** Answers of Partner Center and of the authority, and the forms that the authority takes, as they are sent by default and with every assumption. */
const serviceSchemas: Readonly<Record<string, Schema>> = {
  Qualification: object({
    qualification: text,
    "vettingStatus?": text,
    "vettingReason?": text,
    "vettingCreateDate?": text,
    "vettingCreatedDate?": text,
  }),
  QualificationList: {
    description: "An array; an object or null only with the assumptions listShape and emptyShape.",
    anyOf: [list(ref("Qualification")), object({ qualifications: list(ref("Qualification")) }), { type: "null" }],
  },
  QualificationAnswer: {
    description: "One object; an array or a wrapper only with the assumption postAnswer.",
    anyOf: [ref("Qualification"), list(ref("Qualification")), object({ qualifications: list(ref("Qualification")) })],
  },
  LegacyQualification: { type: "string", description: "The name in lower case." },
  ValidationCode: object({
    partnerId: guid,
    organizationName: text,
    validationId: text,
    maxCreates: countOrNull,
    remainingCreates: countOrNull,
    eTag: text,
  }),
  CustomerValidation: object({ partnerId: guid, customerId: guid, validationId: text, organizationName: text, eTag: text }),
  Address: object({
    "firstName?": text,
    "lastName?": text,
    "phoneNumber?": text,
    "addressLine2?": text,
    addressLine1: text,
    city: text,
    "state?": text,
    "postalCode?": text,
    country: text,
  }),
  CompanyProfile: object({ tenantId: guid, domain: text, companyName: text, attributes }),
  BillingProfile: object({
    id: guid,
    "email?": text,
    culture: text,
    language: text,
    companyName: text,
    defaultAddress: ref("Address"),
    attributes,
  }),
  CustomerSummary: object({ id: guid, companyProfile: ref("CompanyProfile"), relationshipToPartner: text, attributes }),
  CustomerOfPartner: {
    allOf: [
      ref("CustomerSummary"),
      object({ commerceId: guid, billingProfile: ref("BillingProfile"), allowDelegatedAccess: flag, customDomains: list(text), links }),
    ],
  },
  CreatedCustomer: {
    ...object({
      id: guid,
      commerceId: guid,
      companyProfile: object({ tenantId: guid, domain: text, attributes }),
      billingProfile: ref("BillingProfile"),
      relationshipToPartner: text,
      "enableGDAPByDefault?": flag,
      userCredentials: object({ userName: text, password: text }),
      attributes,
    }),
  },
  EndedRelationship: object({
    Id: { type: "null" },
    CommerceId: { type: "null" },
    CompanyProfile: { type: "null" },
    BillingProfile: { type: "null" },
    RelationshipToPartner: { const: "none" },
    AllowDelegatedAccess: { type: "null" },
    UserCredentials: { type: "null" },
    CustomDomains: { type: "null" },
    AssociatedPartnerId: { type: "null" },
    Attributes: object({ ObjectType: text }),
  }),
  CustomerPage: collection(ref("CustomerSummary")),
  AuditRecord: object({
    id: text,
    partnerId: guid,
    participants: list(guid),
    customerId: guid,
    customerName: text,
    "userPrincipalName?": text,
    "applicationId?": text,
    resourceType: text,
    "resourceOldValue?": text,
    "resourceNewValue?": text,
    operationType: text,
    originalCorrelationId: text,
    sessionId: text,
    operationDate: text,
    operationStatus: text,
    customizedData: list(object({ key: text, value: { type: ["string", "null"] } })),
    attributes,
  }),
  AuditRecordPage: collection(ref("AuditRecord")),
  RelationshipRequest: object({ url: text, attributes }),
  ValidationStatus: object({ type: text, status: text, lastUpdateDateTime: text }),
  LegalBusinessProfile: object({
    address: ref("Address"),
    primaryContact: object({ firstName: text, lastName: text, phoneNumber: text, email: text }),
    companyApproverAddress: ref("Address"),
    companyApproverEmail: text,
    links,
    companyName: text,
    vettingStatus: text,
    vettingSubStatus: text,
    profileType: text,
    attributes,
  }),
  MpnProfile: object({ mpnId: text, profileType: text, links, attributes }),
  ErrorA: object({ code: number, description: text, "data?": list(text), source: text }),
  ErrorB: object({
    code: number,
    message: text,
    description: text,
    errorName: text,
    isRetryable: flag,
    parameters: object({}),
    errorMessageExtended: text,
  }),
  Error: { anyOf: [ref("ErrorA"), ref("ErrorB"), { type: "string" }] },
  Throttled: object({ statusCode: number, message: text }),
  Token: object({
    token_type: text,
    access_token: text,
    "refresh_token?": text,
    "id_token?": text,
    "scope?": text,
    "resource?": text,
    "client_info?": text,
  }),
  TokenRequest: object({
    grant_type: text,
    "client_id?": text,
    "client_secret?": text,
    "client_assertion?": text,
    "client_assertion_type?": text,
    "refresh_token?": text,
    "code?": text,
    "redirect_uri?": text,
    "code_verifier?": text,
    "device_code?": text,
    "resource?": text,
    "scope?": text,
  }),
  TokenError: object({
    error: text,
    "error_description?": text,
    "error_codes?": list(number),
    "timestamp?": text,
    "trace_id?": text,
    "correlation_id?": text,
    "error_uri?": text,
  }),
  DeviceCode: object({
    user_code: text,
    device_code: text,
    verification_uri: text,
    expires_in: number,
    interval: number,
    message: text,
  }),
  Metadata: object({
    issuer: text,
    authorization_endpoint: text,
    token_endpoint: text,
    device_authorization_endpoint: text,
    jwks_uri: text,
  }),
  Instance: object({
    tenant_discovery_endpoint: text,
    "api-version": text,
    metadata: list(object({ preferred_network: text, preferred_cache: text, aliases: list(text) })),
  }),
  Keys: object({ keys: list(object({ kty: text, use: text, alg: text, kid: text, n: text, e: text })) }),
};

/** Answers of the control interface. */
const controlSchemas: Readonly<Record<string, Schema>> = {
  Refusal: object({ error: text }),
  Customer: object({
    id: guid,
    domain: text,
    companyName: text,
    relationship: { enum: relationships },
    partnerId: guid,
    qualifications: list(ref("Qualification")),
    requestCount: number,
  }),
  ReceivedRequest: object({
    id: number,
    time: instant,
    method: text,
    path: text,
    query: { type: "object", additionalProperties: text },
    headers: { type: "object", additionalProperties: text },
    body: text,
    "bodyTruncated?": { const: true },
    "customerId?": text,
    "answer?": text,
    status: number,
    replayed: flag,
    "fault?": text,
  }),
  Submission: object({
    customerId: guid,
    kind: text,
    requestId: text,
    correlationId: text,
    number,
    contract: text,
    body: text,
    "bodyTruncated?": { const: true },
    time: instant,
    replayed: { const: false },
  }),
  ActiveFault: object({ id: number, kind: text, left: { anyOf: [number, { const: "always" }] } }),
  FaultId: object({ id: number }),
  Assumptions: assumptionsSchema(),
  Catalogue: { type: "object", additionalProperties: object({ default: {}, values: {}, meaning: text, source: text, settledBy: text }) },
  RefreshToken: object({ refreshToken: text }),
  TokenRequestLog: object({ time: instant, tenant: text, version: text, grantType: text, clientId: text, ok: flag, "error?": number }),
  Partner: object({ tenantId: guid, clientId: guid, clientSecret: text, refreshToken: text }),
  Clock: object({ now: instant, speed: { type: "number", minimum: 0 } }),
  Scenario: object({ text, steps: list(ref("ScenarioStep")) }),
  Overview: object({
    clock: ref("Clock"),
    customers: list(ref("Customer")),
    found: number,
    total: number,
    requests: list(ref("ReceivedRequest")),
    oldest: number,
    faults: list(ref("ActiveFault")),
    scenario: text,
    validationCodes: list(ref("ValidationCode")),
  }),
  Health: object({ status: text }),
  ControlRoutes: list(object({ method: text, path: text, summary: text })),
};

export const schemas: Readonly<Record<string, Schema>> = { ...serviceSchemas, ...controlSchemas };

/** What each assumption takes, as the catalogue says. */
function assumptionsSchema(): Schema {
  const entries: Readonly<Record<string, AssumptionEntry>> = assumptionCatalogue;
  const properties = Object.entries(entries).map(([name, { values }]) => {
    if (!("min" in values)) return [name, { enum: values }];
    return [name, { type: values.off ? ["integer", "null"] : "integer", minimum: values.min, maximum: values.max }];
  });
  return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}
