import { randomUUID } from "node:crypto";
import { InvalidInput, isGuid } from "../state/input";
import { wellKnown } from "../wellKnown";
import type { Customer, Held, NewCustomer, NewValidationCode, Qualification, ValidationCode } from "./model";
import type { CustomerRecord } from "./store";

/** @throws InvalidInput if the id is no GUID. */
export function newRecord(customer: NewCustomer, now: number): CustomerRecord {
  const id = (customer.id ?? randomUUID()).toLowerCase();
  if (!isGuid(id)) throw new InvalidInput(`A customer's id must be a GUID, not "${customer.id}".`);
  return {
    id,
    domain: customer.domain ?? `customer-${id.slice(0, 8)}.onmicrosoft.example`,
    companyName: customer.companyName ?? `Customer ${id.slice(0, 8)}`,
    relationship: customer.relationship ?? "reseller",
    partnerId: customer.partnerId?.toLowerCase() ?? wellKnown.tenantId,
    held: toHeld(customer.qualifications ?? [], now),
    requestCount: customer.requestCount ?? 0,
    submissions: 0,
    past: [],
  };
}

export function newCode(code: NewValidationCode, now: number): ValidationCode {
  const maxCreates = code.maxCreates === undefined ? 5 : code.maxCreates;
  return {
    partnerId: code.partnerId?.toLowerCase() ?? wellKnown.tenantId,
    organizationName: code.organizationName ?? "Contoso Government",
    validationId: code.validationId,
    maxCreates,
    remainingCreates: code.remainingCreates === undefined ? maxCreates : code.remainingCreates,
    eTag: weakTag(now),
  };
}

/** An ETag in the style of the documented sample, with its seven digits. */
export function weakTag(now: number): string {
  return `W/"datetime'${encodeURIComponent(`${new Date(now).toISOString().slice(0, -1)}0000Z`)}'"`;
}

export function toHeld(entries: readonly Qualification[], now: number): readonly Held[] {
  return entries.map(({ vettingCreateDate, ...entry }) => ({
    ...entry,
    ...(vettingCreateDate === undefined ? {} : { date: vettingCreateDate }),
    since: now,
  }));
}

/** An entry as the control interface shows it: with the date in ISO 8601, whatever the assumptions make of it on the wire. */
export function toQualification({ date, since: _, validationCode: __, ...entry }: Held): Qualification {
  if (date === undefined) return entry;
  return { ...entry, vettingCreateDate: typeof date === "number" ? new Date(date).toISOString() : date };
}

export function toCustomer(record: CustomerRecord): Customer {
  const { held, submissions: _, past: __, billing: ___, ...rest } = record;
  return { ...rest, qualifications: held.map(toQualification) };
}
