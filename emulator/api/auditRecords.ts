import type { AuditRecord } from "../audit/records";
import { type Answer, json } from "../http/message";
import type { Call } from "./call";
import { invalidProperty, shapeA } from "./errors";
import { readFilter } from "./filter";
import { pageOf } from "./paging";

const day = 86_400_000;
const longestWindow = 30 * day;

/**
 * `GET /v1/auditrecords?startDate=&endDate=&filter=` (get-a-record-of-partner-center-activity-by-user) and Microsoft's AuditService.json): of the last 90 days, in a window
 * of 30 days at most. Without an end it is the longest window, or until now. Newest first, as in the sample of api-throttling-guidance.
 */
export function listAuditRecords({ world, caller, request }: Call): Answer {
  const now = world.clock.now();
  const start = readDate(request.query.get("startDate"), now - 30 * day);
  const end = readDate(request.query.get("endDate"), Math.min(now, (start?.from ?? now) + longestWindow));
  if (start === undefined) return invalidProperty("startDate is not a date.", "startDate");
  if (end === undefined) return invalidProperty("endDate is not a date.", "endDate");
  if (start.from < now - 90 * day) return invalidProperty("startDate is more than 90 days ago.", "startDate");
  if (end.from - start.from > longestWindow) return invalidProperty("startDate and endDate are more than 30 days apart.", "endDate");
  const filter = readFilter(request.query.get("filter"), { CompanyName: "substring", CustomerId: "equals", ResourceType: "equals" });
  if (filter !== undefined && "status" in filter) return filter;
  const value = filter?.value.toLowerCase() ?? "";
  const fits = (record: AuditRecord): boolean => {
    if (record.partnerId !== caller.partnerId || record.at < start.from || record.at > end.to) return false;
    if (filter?.field === "CompanyName") return record.customerName.toLowerCase().includes(value);
    if (filter?.field === "CustomerId") return record.customerId === value;
    return filter?.field !== "ResourceType" || value === "customer";
  };
  return pageOf(request, "/auditrecords", world.audit.all().filter(fits).toReversed(), show, true);
}

/** `GET /v1/auditrecords/{id}` (AuditService.json). */
export function getAuditRecord({ world, caller }: Call, params: Readonly<Record<string, string>>): Answer {
  const wanted = params["recordId"]?.toLowerCase();
  const found = world.audit.all().find((record) => record.partnerId === caller.partnerId && idOf(record).toLowerCase() === wanted);
  return found === undefined
    ? shapeA(404, 1000, "The audit record was not found.", "PartnerApiServiceControllers", [])
    : json(200, show(found));
}

function idOf({ partnerId, customerId, operation, at }: AuditRecord): string {
  return `${partnerId}_${customerId}_${operation.replaceAll("_", "")}_${ticks(at)}`;
}

/** A day without a time begins with its first instant and ends with its last: the sample asks for one day by naming it twice. */
function readDate(text: string | null, otherwise: number): { readonly from: number; readonly to: number } | undefined {
  if (text === null || text === "") return { from: otherwise, to: otherwise };
  // The documented request has 6/1/2017 12:00:00 AM, without a zone.
  const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(text) || /^\d{4}-\d\d-\d\d$/.test(text) ? text : `${text} UTC`;
  const from = Date.parse(zoned);
  if (Number.isNaN(from)) return undefined;
  return { from, to: /[:T]/.test(text) ? from : from + day - 1 };
}

/** An AuditRecord (auditing-resources, 6/7/2022), in the order of the samples. */
function show(record: AuditRecord): unknown {
  const { partnerId, customerId, customerName, userPrincipalName, applicationId, operation, at, correlationId, before, after, data } =
    record;
  return {
    id: idOf(record),
    partnerId,
    participants: [partnerId],
    customerId,
    customerName,
    userPrincipalName,
    applicationId,
    resourceType: "customer",
    resourceOldValue: before === undefined ? undefined : JSON.stringify(before),
    resourceNewValue: after === undefined ? undefined : JSON.stringify(after),
    operationType: operation,
    originalCorrelationId: correlationId,
    sessionId: correlationId,
    operationDate: `${new Date(at).toISOString().slice(0, -1)}0000Z`,
    operationStatus: "succeeded",
    customizedData: Object.entries(data).map(([key, value]) => ({ key, value })),
    attributes: { objectType: "AuditRecord" },
  };
}

/** .NET's ticks: tenths of a microsecond since the year 1. */
function ticks(at: number): string {
  return String(BigInt(at) * 10_000n + 621_355_968_000_000_000n);
}
