import { qualificationNames, relationships } from "../customers/model";
import { faultKinds } from "../http/faults";
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

/** The same for what is sent: nothing else may be with it. */
function exactly(fields: Readonly<Record<string, Schema>>): Schema {
  return { ...object(fields), additionalProperties: false };
}

const link = object({ uri: text, method: text, headers: list({}) });
const links = object({ self: link, "next?": link, "previous?": link });
const attributes = object({ objectType: text, "etag?": text });
const collection = (items: Schema): Schema =>
  object({ totalCount: number, items: list(items), "continuationToken?": text, links, attributes });
const qualificationInput = { "vettingStatus?": text, "vettingReason?": text, "vettingCreateDate?": text };

/** Bodies of Partner Center and of the authority, as they are sent by default and with every assumption. */
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
  QualificationRequest: object({
    qualification: { type: "string", enum: ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] },
    "educationSegment?": { type: "string", enum: ["K12", "HigherEducation"] },
    "website?": text,
    "validationCode?": text,
  }),
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
  NewCustomerOfPartner: object({
    "enableGDAPByDefault?": flag,
    CompanyProfile: object({ Domain: text }),
    BillingProfile: object({
      Culture: text,
      Email: text,
      Language: text,
      CompanyName: text,
      DefaultAddress: object({ FirstName: text, LastName: text, AddressLine1: text, City: text, PostalCode: text, Country: text }),
    }),
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

/** Bodies of the control interface. */
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
  NewCustomer: exactly({
    "id?": guid,
    "domain?": text,
    "companyName?": text,
    "qualifications?": list(ref("NewQualification")),
    "relationship?": { enum: relationships },
    "partnerId?": guid,
    "requestCount?": { type: "integer", minimum: 0 },
  }),
  NewQualification: exactly({ qualification: text, ...qualificationInput }),
  NewValidationCode: exactly({
    validationId: text,
    "organizationName?": text,
    "maxCreates?": countOrNull,
    "remainingCreates?": countOrNull,
    "partnerId?": guid,
  }),
  Reason: exactly({ "reason?": text }),
  Count: exactly({ count: { type: "integer", minimum: 0 } }),
  RelationshipChange: exactly({ relationship: { enum: relationships } }),
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
  Fault: exactly({
    kind: { enum: faultKinds },
    "match?": exactly({ "method?": text, "path?": text, "pathPattern?": text, "customerId?": text }),
    "times?": { anyOf: [{ type: "integer", minimum: 1 }, { const: "always" }] },
    "status?": { type: "integer", minimum: 200, maximum: 599 },
    "body?": text,
    "headers?": { type: "object", additionalProperties: text },
    "delayMs?": { type: "integer", minimum: 0, maximum: 2_147_483_647 },
  }),
  ActiveFault: object({ id: number, kind: text, left: { anyOf: [number, { const: "always" }] } }),
  FaultId: object({ id: number }),
  Assumptions: { type: "object" },
  Catalogue: { type: "object", additionalProperties: object({ default: {}, values: {}, meaning: text, source: text, settledBy: text }) },
  Claims: { type: "object" },
  Seconds: exactly({ seconds: number }),
  RefreshToken: object({ refreshToken: text }),
  TokenRequestLog: object({ time: instant, tenant: text, version: text, grantType: text, clientId: text, ok: flag, "error?": number }),
  NewPartner: exactly({ "tenantId?": guid, "clientId?": guid, "clientSecret?": text, "refreshToken?": text }),
  Partner: object({ tenantId: guid, clientId: guid, clientSecret: text, refreshToken: text }),
  Clock: object({ now: instant, speed: { type: "number", minimum: 0 } }),
  Advance: exactly({ by: { anyOf: [text, { type: "integer", minimum: 0 }] } }),
  Speed: exactly({ speed: { anyOf: [text, { type: "number", minimum: 0, maximum: 1_000_000 }] } }),
  ScenarioStep: object({
    do: { enum: ["approve", "deny", "withdraw", "vanish", "fault"] },
    "qualification?": { enum: qualificationNames },
  }),
  NewScenario: exactly({ "text?": text, "steps?": list(ref("ScenarioStep")) }),
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
