import type { Answer } from "../http/message";
import { apiOperations as docs } from "../openapi/apiOperations";
import type { Documented } from "../openapi/operation";
import { getAuditRecord, listAuditRecords } from "./auditRecords";
import type { Call, CustomerCall } from "./call";
import { deleteCustomer, endRelationship, getCustomer, getRelationshipRequest, getValidationStatus, listCustomers } from "./customers";
import { getLegacyQualification, putLegacyQualification } from "./legacyQualification";
import { checkDomain, createCustomer } from "./newCustomer";
import { getLegalBusinessProfile, getMpnProfile } from "./profiles";
import { getQualifications, postQualifications } from "./qualifications";
import { getCustomerValidations, getValidationCodes } from "./validations";

interface Common {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";
  /** Segments in braces are parameters; the first fitting route wins. */
  readonly path: string;
  /** Whether app-only tokens are refused (403/900329). Default: both kinds may call. */
  readonly userOnly?: true;
  readonly doc: Documented;
  /** Served only with the assumption `legacyEndpoint`. */
  readonly legacy?: true;
}

/** A route of the API; one about a customer has found, and may see, that customer. */
export type ApiRoute =
  | (Common & { readonly about: "partner"; readonly answer: (call: Call, params: Readonly<Record<string, string>>) => Answer })
  | (Common & { readonly about: "customer"; readonly answer: (call: CustomerCall) => Answer });

/** Everything under `/v1`. A new endpoint is a new row. */
export const apiRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/v1/customers", about: "partner", doc: docs.listCustomers, answer: listCustomers },
  { method: "POST", path: "/v1/customers", about: "partner", doc: docs.createCustomer, answer: createCustomer },
  {
    method: "GET",
    path: "/v1/customers/relationshiprequests",
    about: "partner",
    // "App+User credentials only", as the pages of the next two say too.
    userOnly: true,
    doc: docs.relationshipRequest,
    answer: getRelationshipRequest,
  },
  { method: "GET", path: "/v1/customers/all/validations", about: "partner", doc: docs.validationCodes, answer: getValidationCodes },
  { method: "GET", path: "/v1/customers/{customerId}", about: "customer", doc: docs.getCustomer, answer: getCustomer },
  {
    method: "PATCH",
    path: "/v1/customers/{customerId}",
    about: "customer",
    userOnly: true,
    doc: docs.endRelationship,
    answer: endRelationship,
  },
  { method: "DELETE", path: "/v1/customers/{customerId}", about: "customer", doc: docs.deleteCustomer, answer: deleteCustomer },
  {
    method: "GET",
    path: "/v1/customers/{customerId}/validationStatus",
    about: "customer",
    userOnly: true,
    doc: docs.validationStatus,
    answer: getValidationStatus,
  },
  {
    method: "GET",
    path: "/v1/customers/{customerId}/validations",
    about: "customer",
    doc: docs.customerValidations,
    answer: getCustomerValidations,
  },
  {
    method: "GET",
    path: "/v1/customers/{customerId}/qualifications",
    about: "customer",
    doc: docs.getQualifications,
    answer: getQualifications,
  },
  // App+User only: update-customer-qualification-asynchronous, 06/28/2022, and both seeds.
  {
    method: "POST",
    path: "/v1/customers/{customerId}/qualifications",
    about: "customer",
    userOnly: true,
    doc: docs.postQualifications,
    answer: postQualifications,
  },
  { method: "GET", path: "/v1/auditrecords", about: "partner", doc: docs.auditRecords, answer: listAuditRecords },
  { method: "GET", path: "/v1/auditrecords/{recordId}", about: "partner", doc: docs.auditRecord, answer: getAuditRecord },
  { method: "GET", path: "/v1/profiles/legalbusiness", about: "partner", doc: docs.legalBusinessProfile, answer: getLegalBusinessProfile },
  { method: "GET", path: "/v1/profiles/mpn", about: "partner", userOnly: true, doc: docs.mpnProfile, answer: getMpnProfile },
  { method: "HEAD", path: "/v1/domains/{domain}", about: "partner", doc: docs.checkDomain, answer: checkDomain },
  {
    method: "GET",
    path: "/v1/customers/{customerId}/qualification",
    about: "customer",
    legacy: true,
    doc: docs.getLegacy,
    answer: getLegacyQualification,
  },
  {
    method: "PUT",
    path: "/v1/customers/{customerId}/qualification",
    about: "customer",
    legacy: true,
    userOnly: true,
    doc: docs.putLegacy,
    answer: putLegacyQualification,
  },
];
