import { isObject } from "../json";
import type { Customer } from "../qualification/model";
import type { Call } from "./contracts/contract";
import { field, textField } from "./fields";
import { parseCustomer } from "./parseOthers";

/** Customers in one page (judgement: far below the limits of an answer's size; the documented sample asks for 40). */
const pageSize = 100;

const header = "MS-ContinuationToken";

/** One page of the partner's customers. */
export interface CustomerPage {
  readonly customers: readonly Customer[];
  /** What asks for the next page; absent on the last one. */
  readonly continuation?: string;
}

/**
 * The request for a page. Sources: `get-a-list-of-customers` for the first; for the next `seekOperation=Next` with the token in a header, as
 * `links.next` of the documented collections says (`get-invoice-unbilled-reconlineitems`). Only the token is taken from there, so that no
 * answer can send our token elsewhere.
 */
export function nextPage(continuation?: string): Call {
  const path = `/v1/customers?size=${pageSize}`;
  return continuation === undefined
    ? { method: "GET", path }
    : { method: "GET", path: `${path}&seekOperation=Next`, headers: { [header]: continuation } };
}

/**
 * A page, or undefined where the answer holds something else. Nobody must be left out in silence: a customer that cannot be read, or a next page
 * without its token, makes the page unreadable. The last page has no `links.next` (the samples of `get-a-list-of-customers`; null is as none).
 */
export function parseCustomerPage(json: unknown): CustomerPage | undefined {
  const items = isObject(json) ? field(json, "items") : undefined;
  if (!isObject(json) || !Array.isArray(items)) return undefined;
  const customers = items.map(parseCustomer).filter((customer) => customer !== undefined);
  if (customers.length < items.length) return undefined;
  const links = field(json, "links");
  const next = isObject(links) ? field(links, "next") : undefined;
  if (next === undefined) return { customers };
  const continuation = tokenIn(next);
  return continuation === undefined ? undefined : { customers, continuation };
}

function tokenIn(next: unknown): string | undefined {
  const headers = isObject(next) ? field(next, "headers") : undefined;
  if (!Array.isArray(headers)) return undefined;
  const found = headers.filter(isObject).find((entry) => textField(entry, "key")?.toLowerCase() === header.toLowerCase());
  return found === undefined ? undefined : textField(found, "value");
}
