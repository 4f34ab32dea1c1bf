import { createHash } from "node:crypto";
import { record } from "../audit/record";
import type { CustomerRecord } from "../customers/store";
import { type Answer, json } from "../http/message";
import type { Call, CustomerCall } from "./call";
import { invalidProperty } from "./errors";
import { readFields } from "./fields";
import { readFilter } from "./filter";
import { link, pageOf } from "./paging";
import { readNamed } from "./readNamed";

/** `GET /v1/customers/{id}`: the fields of swagger's V1.Customer that a client of qualifications meets. */
export function getCustomer({ customer }: CustomerCall): Answer {
  return json(200, whole(customer));
}

/** `GET /v1/customers?size=&filter=` (get-a-list-of-customers; get-a-customer-by-name: `starts_with` is the only operation). */
export function listCustomers({ world, caller, request }: Call): Answer {
  const filter = readFilter(request.query.get("filter"), {
    CompanyName: "starts_with",
    Domain: "starts_with",
    IndirectReseller: "starts_with",
  });
  if (filter !== undefined && "status" in filter) return filter;
  // There are no indirect resellers here, so they have no customers (get-customers-of-an-indirect-reseller).
  if (filter?.field === "IndirectReseller") return pageOf(request, "/customers", [], summary);
  const start = filter?.value.toLowerCase() ?? "";
  const fits = (each: CustomerRecord): boolean =>
    each.partnerId === caller.partnerId &&
    each.relationship !== "none" &&
    (filter === undefined || (filter.field === "Domain" ? each.domain : each.companyName).toLowerCase().startsWith(start));
  return pageOf(request, "/customers", [...world.store.customers()].filter(fits), summary);
}

/** `DELETE /v1/customers/{id}` (delete-a-customer-account-from-the-integration-sandbox, 06/22/2022): for good. The emulator is such a sandbox. */
export function deleteCustomer(call: CustomerCall): Answer {
  const { world, customer } = call;
  world.store.remove(customer.id);
  record(call, customer, "delete_customer", {});
  return { status: 204 };
}

/** `PATCH /v1/customers/{id}` with `{"relationshipToPartner":"none"}` (remove-a-reseller-relationship-with-a-customer): the only change there is. */
export function endRelationship(call: CustomerCall): Answer {
  const { world, customer, request } = call;
  const fields = readFields(request.body);
  if (fields === undefined || "status" in readNamed("RelationshipEnd", Object.fromEntries(fields)))
    return invalidProperty("relationshipToPartner must be none.", "relationshipToPartner");
  world.store.update(customer, { relationship: "none" }, world.clock.now());
  record(call, customer, "remove_partner_customer_relationship", {});
  return json(200, ended);
}

/** The page's own answer, 242 bytes as its Content-Length says, and that of a recorded session: no field in it but these two. */
const ended = {
  Id: null,
  CommerceId: null,
  CompanyProfile: null,
  BillingProfile: null,
  RelationshipToPartner: "none",
  AllowDelegatedAccess: null,
  UserCredentials: null,
  CustomDomains: null,
  AssociatedPartnerId: null,
  Attributes: { ObjectType: "Customer" },
};

/** `GET /v1/customers/relationshiprequests`: where a customer accepts the partner (request-reseller-relationship). The address leads nowhere. */
export function getRelationshipRequest({ caller }: Call): Answer {
  return json(200, {
    url: `https://admin.microsoft.example/Adminportal/Home?invType=ResellerRelationship&partnerId=${caller.partnerId}&DAP=false#/BillingAccounts/partner-invitation`,
    attributes: { objectType: "RelationshipRequest" },
  });
}

/** `GET /v1/customers/{id}/validationStatus?type=account` (retrieve-validation-status, 10/27/2021): nothing to do with qualifications. */
export function getValidationStatus({ request, world }: CustomerCall): Answer {
  if (request.query.get("type")?.toLowerCase() !== "account") return invalidProperty("type must be account.", "type");
  return json(200, { type: "account", status: "Allowed", lastUpdateDateTime: new Date(world.clock.now()).toISOString().slice(0, 19) });
}

export function companyOf({ id, domain, companyName }: CustomerRecord): Record<string, unknown> {
  return { tenantId: id, domain, companyName, attributes: { objectType: "CustomerCompanyProfile" } };
}

/** A customer's other ids, which are three GUIDs in every sample: made of its own, so that they stay. */
export function otherId(id: string, what: "commerce" | "billing"): string {
  const digits = createHash("sha256").update(`${what} ${id}`).digest("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

export function billingOf({ id, companyName, billing }: CustomerRecord): Record<string, unknown> {
  const madeUp = { country: "US", city: "Redmond", state: "WA", addressLine1: "One Microsoft Way", postalCode: "98052" };
  const { email, culture = "en-US", language = "en", defaultAddress = madeUp } = billing ?? {};
  return {
    id: otherId(id, "billing"),
    ...(email === undefined ? {} : { email }),
    culture,
    language,
    companyName,
    defaultAddress,
    attributes: { etag: `W/"${otherId(id, "billing")}"`, objectType: "CustomerBillingProfile" },
  };
}

function whole(customer: CustomerRecord): Record<string, unknown> {
  return {
    ...summary(customer),
    commerceId: otherId(customer.id, "commerce"),
    billingProfile: billingOf(customer),
    allowDelegatedAccess: true,
    customDomains: [customer.domain],
    links: { self: link(`/customers/${customer.id}`) },
  };
}

function summary(customer: CustomerRecord): Record<string, unknown> {
  const { id, relationship } = customer;
  return {
    id,
    companyProfile: companyOf(customer),
    relationshipToPartner: relationship,
    attributes: { objectType: "Customer" },
  };
}
