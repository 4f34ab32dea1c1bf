import { PartnerCenterError } from "../errors";
import { isSuccess } from "../http/outcome";
import { sendWithRetry } from "../http/send";
import type { Customer, QualificationEntry, ValidationCode } from "../qualification/model";
import {
  type CustomerPage,
  continuationHeader,
  parseCustomer,
  parseCustomerPage,
  parsed,
  parseEntries,
  parseValidationCodes,
} from "./answers";
import { type Call, pathOf, type WireContract } from "./contracts";
import { notUnderstood, requestError } from "./requestError";
import { type ApiCall, createRequest, type Session } from "./session";

/** The qualifications of one customer. */
export async function readEntries(
  session: Session,
  contract: WireContract,
  customerId: string,
  signal?: AbortSignal,
): Promise<readonly QualificationEntry[]> {
  const call = contract.read(customerId);
  try {
    return await get(session, { call, what: `Reading the qualifications of customer ${customerId}`, customerId }, parseEntries, signal);
  } catch (error) {
    if (error instanceof PartnerCenterError && isGeneralNotFound(error)) await throwIfUnknown(session, customerId, signal);
    throw error;
  }
}

/** 1000 is documented as "Not found" and names nothing (`developer/error-codes`, 06/15/2023): not the customer, nor anything else. */
function isGeneralNotFound({ status, code }: PartnerCenterError): boolean {
  return status === 404 && code === "1000";
}

/** Asks for the customer itself, once. */
async function throwIfUnknown(session: Session, customerId: string, signal?: AbortSignal): Promise<void> {
  try {
    await readCustomer(session, customerId, signal);
  } catch (error) {
    if (error instanceof PartnerCenterError && (error.kind === "customerUnknown" || error.kind === "interrupted")) throw error;
  }
}

/** One customer. Source: `developer/get-a-customer-by-id`. */
export async function readCustomer(session: Session, customerId: string, signal?: AbortSignal): Promise<Customer> {
  const call: Call = { method: "GET", path: pathOf(customerId) };
  return get(session, { call, what: `Reading customer ${customerId}`, customerId }, parseCustomer, signal);
}

/** The partner's validation codes. Source: `get-a-partner-s-validation-codes` (6/3/2022). */
export async function readValidationCodes(session: Session, signal?: AbortSignal): Promise<readonly ValidationCode[]> {
  const call: Call = { method: "GET", path: "/v1/customers/all/validations" };
  return get(session, { call, what: "Reading the validation codes" }, parseValidationCodes, signal);
}

/**
 * All customers of the partner, page by page, or those whose first domain begins so. Source of the filter: `get-a-customer-by-name`, whose only
 * operation is `starts_with`.
 */
export async function* readCustomers(session: Session, signal?: AbortSignal, domain?: string): AsyncGenerator<readonly Customer[]> {
  const what = "Reading the list of customers";
  const asked = new Set<string>();
  const filter = domain === undefined ? undefined : JSON.stringify({ Field: "Domain", Value: domain, Operator: "starts_with" });
  for (let call: Call | undefined = nextPage(filter); call !== undefined; ) {
    const page: CustomerPage = await get(session, { call, what }, parseCustomerPage, signal);
    yield page.customers;
    const { continuation } = page;
    if (continuation !== undefined && asked.has(continuation)) {
      throw new PartnerCenterError(`${what} does not come to an end: the same page is offered again.`, { kind: "unavailable" });
    }
    asked.add(continuation ?? "");
    call = continuation === undefined ? undefined : nextPage(filter, continuation);
  }
}

/** Customers in one page (judgement: far below the limits of an answer's size; the documented sample asks for 40). */
const pageSize = 100;

/**
 * The request for a page. Sources: `get-a-list-of-customers` for the first; for the next `seekOperation=Next` with the token in a header, as
 * `links.next` of the documented collections says (`get-invoice-unbilled-reconlineitems`). Only the token is taken from there, so that no
 * answer can send our token elsewhere.
 */
function nextPage(filter?: string, continuation?: string): Call {
  const path = `/v1/customers?size=${pageSize}${filter === undefined ? "" : `&filter=${encodeURIComponent(filter)}`}`;
  return continuation === undefined
    ? { method: "GET", path }
    : { method: "GET", path: `${path}&seekOperation=Next`, headers: { [continuationHeader]: continuation } };
}

async function get<T>(
  session: Session,
  call: Omit<ApiCall, "requestId">,
  parse: (json: unknown) => T | undefined,
  signal?: AbortSignal,
): Promise<T> {
  const { channel, redactor } = session;
  const request = createRequest(session, { ...call, requestId: channel.ports.uuid() });
  const { outcome, gaveUp } = await sendWithRetry(channel, { prepare: request.prepare, renew: request.renew, signal });
  const read = parsed(outcome, parse);
  if (read !== undefined) return read;
  if (outcome.kind === "answered" && isSuccess(outcome.status)) throw notUnderstood(outcome, request.tried());
  throw requestError(outcome, request.tried(), redactor, { gaveUp });
}
