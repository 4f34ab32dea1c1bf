import { isSuccess, type Outcome, readBody } from "../http/outcome";
import { isObject } from "../json";
import { oneLine } from "../oneLine";
import {
  type Customer,
  canonicalName,
  type QualificationEntry,
  qualificationNames,
  sameName,
  type ValidationCode,
} from "../qualification/model";

/**
 * Reads the answers of Partner Center. Only their meaning is certain: documents and captures disagree on the case of keys, on names, and on
 * what is a number and what a text. Every text that is for people leaves here as one line without control characters.
 */

/** Characters of a text of the service, such as a reason or a company's name. */
const longestText = 500;
/** Characters of what stands for a name or a status. */
const longestName = 100;

/** What a successful answer holds, or undefined where it holds something else or no whole answer arrived. */
export function parsed<T>(outcome: Outcome, parse: (json: unknown) => T | undefined): T | undefined {
  // 204 says nothing, and nothing must not be taken for an empty list.
  if (outcome.kind !== "answered" || !isSuccess(outcome.status) || ![200, 201, 202].includes(outcome.status)) return undefined;
  const body = readBody(outcome.body);
  return body.kind === "json" ? parse(body.json) : undefined;
}

/**
 * The qualifications in an answer, or undefined where it holds something else. Read alike under every contract, since the documents
 * disagree with each other and with the captures: an array (GET, 2021 on), a single object (POST), `{"qualifications":[…]}`
 * (Swagger of 2020-12), a bare string or number (2018-09), `null` for none. One entry that cannot be understood makes the whole answer
 * unreadable: to take it for an empty list could spend a vetting request.
 */
export function parseEntries(json: unknown): readonly QualificationEntry[] | undefined {
  const list = listOf(json);
  if (list === undefined) return undefined;
  const entries: QualificationEntry[] = [];
  for (const item of list) {
    const entry = parseEntry(item);
    if (entry === undefined) return undefined;
    if (!sameName(entry.qualification, "None")) entries.push(entry);
  }
  return entries;
}

function listOf(json: unknown): readonly unknown[] | undefined {
  if (json === null) return [];
  if (Array.isArray(json)) return json;
  if (isObject(json)) {
    const wrapped = Object.entries(json).find(([key]) => key.toLowerCase() === "qualifications");
    if (wrapped !== undefined) return wrapped[1] === null ? [] : Array.isArray(wrapped[1]) ? wrapped[1] : undefined;
  }
  return json === undefined ? undefined : [json];
}

function parseEntry(item: unknown): QualificationEntry | undefined {
  if (!isObject(item)) {
    const name = nameOf(item);
    return name === undefined ? undefined : { qualification: name };
  }
  const qualification = nameOf(field(item, "qualification"));
  if (qualification === undefined) return undefined;
  const vettingStatus = textField(item, "vettingStatus");
  const vettingReason = textField(item, "vettingReason");
  // The POST's sample and the .NET model say `vettingCreateDate`, the samples of the GET `vettingCreatedDate`.
  const date = textField(item, "vettingCreateDate", "vettingCreatedDate");
  const vettingCreateDate = date === undefined ? undefined : normalisedDate(date);
  return {
    qualification,
    ...(vettingStatus === undefined ? {} : { vettingStatus: documentedStatus(vettingStatus) }),
    ...(vettingReason === undefined ? {} : { vettingReason: oneLine(vettingReason, longestText) }),
    ...(vettingCreateDate === undefined ? {} : { vettingCreateDate }),
  };
}

/** .NET's serialiser reads the enum as a text or as its number, so both may have been written (`EnumJsonConverter`). */
function nameOf(value: unknown): string | undefined {
  if (typeof value === "number") return qualificationNames[value];
  const name = typeof value === "string" ? oneLine(value, longestName) : "";
  return name === "" ? undefined : canonicalName(name);
}

function documentedStatus(text: string): string {
  return ["Approved", "Denied", "InReview"].find((name) => sameName(name, text)) ?? oneLine(text, longestName);
}

const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}):?\s+(\d{2}:\d{2}:\d{2})$/;

/**
 * A date of the service in ISO 8601, UTC, with the whole fraction of its seconds (`2021-05-06T19:59:56.6832021Z`), or undefined where it is
 * none. Read: ISO with any number of fraction digits and any offset, without an offset as UTC (judgement), and `07/09/2020: 00:00:00` of the API
 * change log, month first (judgement: the document is American). .NET's empty date (year 1) is none.
 */
export function normalisedDate(text: string): string | undefined {
  const [plain, fraction] = wholeAndFraction(text.trim());
  const millis = Date.parse(plain);
  if (Number.isNaN(millis) || millis < 0) return undefined;
  return `${new Date(millis).toISOString().slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}Z`;
}

/** A date in whole seconds, and the digits of its fraction without zeros at the end. */
function wholeAndFraction(text: string): readonly [string, string] {
  const [, date, time, fraction = "", offset] = iso.exec(text) ?? [];
  if (date !== undefined) {
    const zone = offset?.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2").toUpperCase() ?? "Z";
    return [`${date}T${time}${zone}`, fraction.slice(0, longestName).replace(/0+$/, "")];
  }
  const [, month, day, year, clock] = american.exec(text) ?? [];
  return [month === undefined ? "" : `${year}-${month.padStart(2, "0")}-${day?.padStart(2, "0")}T${clock}Z`, ""];
}

/**
 * The partner's validation codes, or undefined where the answer holds something else. Source: `get-a-partner-s-validation-codes`
 * (6/3/2022): an array of `partnerId`, `organizationName`, `validationId`, `maxCreates`, `remainingCreates`, `eTag`; the id is a
 * text in the sample and a number in the table.
 */
export function parseValidationCodes(json: unknown): readonly ValidationCode[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const codes: ValidationCode[] = [];
  for (const item of json) {
    const validationId = isObject(item) ? textField(item, "validationId") : undefined;
    if (validationId === undefined) return undefined;
    const organizationName = lineField(item, "organizationName");
    const remaining = field(item, "remainingCreates");
    codes.push({
      validationId,
      ...(organizationName === undefined ? {} : { organizationName }),
      ...(typeof remaining === "number" ? { remainingCreates: remaining } : {}),
    });
  }
  return codes;
}

/**
 * A customer, or undefined where the answer holds something else. Source: `developer/customer-resources` (07/28/2023), which calls
 * `customDomains` a list of the customer's custom domains.
 */
export function parseCustomer(json: unknown): Customer | undefined {
  if (!isObject(json)) return undefined;
  const id = textField(json, "id");
  if (id === undefined) return undefined;
  const profile = field(json, "companyProfile");
  const domain = isObject(profile) ? lineField(profile, "domain") : undefined;
  const companyName = isObject(profile) ? lineField(profile, "companyName") : undefined;
  const domains = field(json, "customDomains");
  const customDomains = Array.isArray(domains)
    ? domains.filter((one) => typeof one === "string").map((one) => oneLine(one, longestText))
    : [];
  return {
    id: oneLine(id.toLowerCase(), longestName),
    ...(domain === undefined ? {} : { domain }),
    ...(customDomains.length === 0 ? {} : { customDomains }),
    ...(companyName === undefined ? {} : { companyName }),
  };
}

/** The header with the token that asks for the next page of a list. */
export const continuationHeader = "MS-ContinuationToken";

/** One page of the partner's customers. */
export interface CustomerPage {
  readonly customers: readonly Customer[];
  /** What asks for the next page, byte for byte; absent on the last one. */
  readonly continuation?: string;
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
  const found = headers.filter(isObject).find((entry) => textField(entry, "key")?.toLowerCase() === continuationHeader.toLowerCase());
  return found === undefined ? undefined : textField(found, "value");
}

/** A field by any of its names, without regard to case; null is as absent. */
export function field(object: object, ...names: readonly string[]): unknown {
  for (const name of names) {
    for (const [key, value] of Object.entries(object)) {
      if (key.toLowerCase() === name.toLowerCase() && value !== null && value !== undefined) return value;
    }
  }
  return undefined;
}

/** A field's text, trimmed; absent where it is empty or not a text. Not fit to be shown. */
export function textField(object: object, ...names: readonly string[]): string | undefined {
  const value = field(object, ...names);
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}

/** A field's text, fit to be shown. */
function lineField(object: object, name: string): string | undefined {
  const text = textField(object, name);
  const line = text === undefined ? "" : oneLine(text, longestText);
  return line === "" ? undefined : line;
}
