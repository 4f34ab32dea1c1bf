import type { CustomerRecord } from "../customers/store";
import { type Answer, json } from "../http/message";
import type { Call, CustomerCall } from "./call";
import { invalidProperty } from "./errors";

/** `GET /v1/customers/{id}`: the fields of swagger's V1.Customer that a client of qualifications meets. */
export function getCustomer({ customer }: CustomerCall): Answer {
  const { id, domain } = customer;
  return json(200, {
    ...summary(customer),
    commerceId: id,
    billingProfile: {
      id,
      culture: "en-US",
      language: "en",
      companyName: customer.companyName,
      defaultAddress: { country: "US", city: "Redmond", state: "WA", addressLine1: "One Microsoft Way", postalCode: "98052" },
      attributes: { objectType: "CustomerBillingProfile" },
    },
    allowDelegatedAccess: true,
    customDomains: [domain],
    links: { self: link(`/customers/${id}`) },
  });
}

const largestPage = 500;

/**
 * `GET /v1/customers?size=`: one page of the partner's customers, the next by the header `MS-ContinuationToken`
 * (get-a-list-of-customers; the token's content is ours. Judgement: a page has at most 500, and `totalCount` counts the page).
 */
export function listCustomers({ world, caller, request }: Call): Answer {
  const size = Number(request.query.get("size") ?? largestPage);
  const start = readContinuation(request.headers["ms-continuationtoken"]);
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    return invalidProperty(`size must be a number from 1 to ${largestPage}.`, "size");
  if (start === undefined) return invalidProperty("The continuation token is not valid.", "MS-ContinuationToken");
  const all = [...world.store.customers()].filter((each) => each.partnerId === caller.partnerId && each.relationship !== "none");
  const items = all.slice(start, start + size).map(summary);
  const next = start + size < all.length ? continuation(start + size) : undefined;
  return json(200, {
    totalCount: items.length,
    items,
    links: {
      self: link(`/customers?size=${size}`),
      ...(next === undefined
        ? {}
        : { next: { ...link(`/customers?size=${size}&seekOperation=Next`), headers: [{ key: "MS-ContinuationToken", value: next }] } }),
    },
    attributes: { objectType: "Collection" },
  });
}

function summary({ id, domain, companyName, relationship }: CustomerRecord): Record<string, unknown> {
  return {
    id,
    companyProfile: { tenantId: id, domain, companyName, attributes: { objectType: "CustomerCompanyProfile" } },
    relationshipToPartner: relationship,
    attributes: { objectType: "Customer" },
  };
}

function link(uri: string): { uri: string; method: string; headers: unknown[] } {
  return { uri, method: "GET", headers: [] };
}

function continuation(start: number): string {
  return Buffer.from(`customers:${start}`).toString("base64url");
}

function readContinuation(token: string | undefined): number | undefined {
  if (token === undefined) return 0;
  const start = /^customers:(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString())?.[1];
  return start === undefined ? undefined : Number(start);
}
