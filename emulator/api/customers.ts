import { record } from "../audit/record";
import type { CustomerRecord } from "../customers/store";
import { type Answer, json } from "../http/message";
import type { Call, CustomerCall } from "./call";
import { invalidProperty, shapeA } from "./errors";
import { readFields } from "./fields";
import { readFilter } from "./filter";
import { link, pageOf } from "./paging";

/** `GET /v1/customers/{id}`: the fields of swagger's V1.Customer that a client of qualifications meets. */
export function getCustomer({ customer }: CustomerCall): Answer {
  return json(200, whole(customer));
}

/** `GET /v1/customers?size=&filter=` (get-a-list-of-customers; get-a-customer-by-name: `starts_with` is the only operation). */
export function listCustomers({ world, caller, request }: Call): Answer {
  const filter = readFilter(request.query.get("filter"), { CompanyName: "starts_with", Domain: "starts_with" });
  if (filter !== undefined && "status" in filter) return filter;
  const start = filter?.value.toLowerCase() ?? "";
  const fits = (each: CustomerRecord): boolean =>
    each.partnerId === caller.partnerId &&
    each.relationship !== "none" &&
    (filter === undefined || (filter.field === "Domain" ? each.domain : each.companyName).toLowerCase().startsWith(start));
  return pageOf(request, "/customers", [...world.store.customers()].filter(fits), summary);
}

/** `DELETE /v1/customers/{id}` (delete-a-customer-account-from-the-integration-sandbox, 06/22/2022): there only, and for good. */
export function deleteCustomer(call: CustomerCall): Answer {
  const { world, customer } = call;
  if (!world.assumptions.sandbox)
    return shapeA(400, 900127, "This operation is not supported in this environment.", "PartnerApiServiceControllers");
  world.store.remove(customer.id);
  record(call, customer, "delete_customer", {});
  return { status: 204 };
}

/** `PATCH /v1/customers/{id}` with `{"relationshipToPartner":"none"}` (remove-a-reseller-relationship-with-a-customer): the only change there is. */
export function endRelationship(call: CustomerCall): Answer {
  const { world, customer, request } = call;
  const wanted = readFields(request.body)?.get("relationshiptopartner");
  if (typeof wanted !== "string" || wanted.toLowerCase() !== "none")
    return invalidProperty("relationshipToPartner must be none.", "relationshipToPartner");
  world.store.update(customer, { relationship: "none" }, world.clock.now());
  record(call, customer, "remove_partner_customer_relationship", {});
  return json(200, whole(customer));
}

/** `GET /v1/customers/relationshiprequests`: where a customer accepts the partner (request-reseller-relationship). The address leads nowhere. */
export function getRelationshipRequest({ caller }: Call): Answer {
  return json(200, {
    url: `https://admin.microsoft.example/Adminportal/Home?invType=ResellerRelationship&partnerId=${caller.partnerId}&DAP=false#/BillingAccounts/partner-invitation`,
    attributes: { objectType: "CustomerRelationshipRequest" },
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

export function billingOf({ id, companyName, billing }: CustomerRecord): Record<string, unknown> {
  const madeUp = { country: "US", city: "Redmond", state: "WA", addressLine1: "One Microsoft Way", postalCode: "98052" };
  const { email, culture = "en-US", language = "en", defaultAddress = madeUp } = billing ?? {};
  return {
    id,
    ...(email === undefined ? {} : { email }),
    culture,
    language,
    companyName,
    defaultAddress,
    attributes: { objectType: "CustomerBillingProfile" },
  };
}

function whole(customer: CustomerRecord): Record<string, unknown> {
  return {
    ...summary(customer),
    commerceId: customer.id,
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
