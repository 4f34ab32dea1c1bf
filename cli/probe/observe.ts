import { type Answer, isSuccess } from "../../provider/http/outcome";
import { isObject } from "../../provider/json";
import {
  field,
  normalisedDate,
  parseCustomer,
  parseCustomerPage,
  parseValidationCodes,
  textField,
} from "../../provider/partnerCenter/answers";
import { isKnownHeader, isKnownValue } from "../../provider/partnerCenter/recording/allowed";
import { qualificationNames } from "../../provider/qualification/model";
import { bodyOf, type Exchange, hasMark, successOf } from "./exchange";
import { type MetKind, type MetStatus, metKinds, metStatuses, type Observation, ofAssumption, ofExpectation, other } from "./observation";

/**
 * What one exchange shows. Pure, and everything that leaves here is a name and a value of ours: the answer itself is read for its shape, and
 * forgotten.
 */
export function observe(exchange: Exchange): readonly Observation[] {
  const { outcome } = exchange;
  if (outcome.kind !== "answered") return [];
  return [...ofMfa(exchange, outcome), ...ofEnvelope(exchange, outcome), ...ofSubject(exchange, outcome)];
}

/** Headers and encoding, whatever was asked. */
function ofEnvelope({ requestId, correlationId }: Exchange, answer: Answer): readonly Observation[] {
  const { headers, status } = answer;
  const names = Object.keys(headers).map((name): Observation => ({ of: "header", name: isKnownHeader(name) ? name : other }));
  const body = bodyOf(answer);
  // A gateway's 429 is no answer of the API.
  if (body?.kind !== "json" || status === 429) return names;
  const echo = (name: string, sent: string): string => (headers[name]?.trim().toLowerCase() === sent.toLowerCase() ? "yes" : "no");
  const mark = hasMark(answer);
  const ids = [
    ofExpectation("echoesRequestId", echo("ms-requestid", requestId)),
    ofExpectation("echoesCorrelationId", echo("ms-correlationid", correlationId)),
  ];
  if (isSuccess(status)) {
    const type = (headers["content-type"] ?? "").toLowerCase().replace(/\s*;\s*/, "; ");
    return [
      ...names,
      ...ids,
      ofExpectation("mfaHeader", headers["ismfacompliant"] === undefined ? "none" : "header"),
      ofExpectation("contentType", type),
      ofAssumption("bom", mark),
    ];
  }
  const code = isObject(body.json) ? field(body.json, "code") : undefined;
  const form = code === undefined ? "none" : typeof code === "number" ? "number" : typeof code === "string" ? "text" : other;
  return [...names, ...ids, ofExpectation("errorCode", form), ofExpectation("errorMark", mark ? "yes" : "no")];
}

function ofSubject(exchange: Exchange, answer: Answer): readonly Observation[] {
  const { question } = exchange;
  if (answer.status === 401 || answer.status === 429 || answer.status >= 500) return [];
  switch (question.name) {
    case "validationCodes":
    case "withoutMfa":
      return ofCodes(answer);
    case "firstPage":
      return ofPage(answer, 2);
    case "customers":
      return [...ofPage(answer, 200), ...ofWholeList(exchange, answer)];
    case "nextPage":
      return ofNextPage(answer);
    case "filter":
      return ofFilter(answer, question.domain ?? "");
    case "customer":
      return ofCustomer(answer);
    case "unknownCustomer":
      return ofUnknown(answer);
    case "malformedId":
      return [ofExpectation("malformedId", statusAndCode(answer, "2000"))];
    case "withoutRelationship":
      return [ofExpectation("withoutRelationship", statusAndCode(answer, "20002"))];
    case "qualifications":
      return ofQualifications(answer);
    case "legacy":
      return ofLegacy(exchange, answer);
  }
}

/** What a user's token without MFA gets: the first answer says it, whatever was asked. */
function ofMfa({ mfa }: Exchange, answer: Answer): readonly Observation[] {
  if (mfa !== false || answer.status === 429 || answer.status >= 500) return [];
  if (answer.status !== 401) return [ofAssumption("mfaRefusal", "off")];
  const body = bodyOf(answer);
  if (body?.kind === "empty") return [ofAssumption("mfaRefusal", "emptyBody")];
  const code = body?.kind === "json" && isObject(body.json) ? textField(body.json, "code") : undefined;
  return [ofAssumption("mfaRefusal", code === "900421" || code === "10001" ? code : undefined)];
}

function ofCodes(answer: Answer): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) return [];
  const isRead = parseValidationCodes(read.json) !== undefined;
  const ids = Array.isArray(read.json) ? read.json.filter(isObject).map((item) => field(item, "validationId")) : [];
  const form = (id: unknown): string => (typeof id === "string" ? "text" : typeof id === "number" ? "number" : other);
  return [
    ofExpectation("validationCodes", isRead ? "array" : other),
    ...[...new Set(ids.map(form))].map((each) => ofExpectation("validationId", each)),
  ];
}

function ofPage(answer: Answer, size: number): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) return [];
  const page = parseCustomerPage(read.json);
  if (page === undefined) return [ofExpectation("page", other)];
  return [ofExpectation("page", "collection"), ofExpectation("pageSize", page.customers.length <= size ? "kept" : "exceeded")];
}

/** A page that is full may be the last one. The whole list tells whether the page of two had a next one. */
function ofWholeList({ question }: Exchange, answer: Answer): readonly Observation[] {
  const page = parseCustomerPage(successOf(answer)?.json);
  if (question.firstPage === undefined || page === undefined || page.customers.length <= 2) return [];
  return [ofExpectation("nextPage", question.firstPage)];
}

function ofNextPage(answer: Answer): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) return [ofExpectation("secondPage", answer.status >= 400 ? "refused" : other)];
  return [ofExpectation("secondPage", parseCustomerPage(read.json) === undefined ? other : "continues")];
}

function ofFilter(answer: Answer, domain: string): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) return [ofExpectation("domainFilter", answer.status >= 400 ? "refused" : other)];
  const page = parseCustomerPage(read.json);
  if (page === undefined) return [ofExpectation("domainFilter", other)];
  const fits = page.customers.every((customer) => customer.domain?.toLowerCase().startsWith(domain.toLowerCase()));
  return [ofExpectation("domainFilter", fits ? "narrows" : "ignored")];
}

function ofCustomer(answer: Answer): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) return [];
  const customer = parseCustomer(read.json);
  return [ofExpectation("customer", customer === undefined ? other : customer.domain === undefined ? "id" : "id and domain")];
}

/** Shapes A and B of the facts (5.2): B alone has a `message` and a name of the error. */
function ofUnknown(answer: Answer): readonly Observation[] {
  const status = ofExpectation("unknownCustomer", statusAndCode(answer, "60003", "1000"));
  if (answer.status !== 404) return [status];
  const body = bodyOf(answer);
  const json = body?.kind === "json" && isObject(body.json) ? body.json : undefined;
  const has = (...names: readonly string[]): boolean => json !== undefined && names.every((name) => field(json, name) !== undefined);
  const shape = has("code", "message", "errorName") ? "B" : has("code", "description", "source") ? "A" : undefined;
  return [status, ofAssumption("unknownCustomerShape", shape)];
}

/** `404 with 60003`, or the status alone where the code is none of these. */
function statusAndCode(answer: Answer, ...codes: readonly string[]): string {
  const body = bodyOf(answer);
  const code = body?.kind === "json" && isObject(body.json) ? textField(body.json, "code") : undefined;
  return codes.some((each) => each === code) ? `${answer.status} with ${code}` : String(answer.status);
}

const documentedFields = ["qualification", "vettingstatus", "vettingreason", "vettingcreatedate", "vettingcreateddate"];

function ofQualifications(answer: Answer): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) return answer.status === 200 ? [ofAssumption("listShape", undefined)] : [];
  const { json } = read;
  if (json === null) return [ofAssumption("emptyShape", "null"), { of: "customer", kind: "none", status: "none" }];
  const wrapped = isObject(json) ? field(json, "qualifications") : undefined;
  const list = Array.isArray(json) ? json : Array.isArray(wrapped) ? wrapped : undefined;
  if (list === undefined) return [ofAssumption("listShape", undefined)];
  const shape = ofAssumption("listShape", Array.isArray(json) ? "array" : "wrapper");
  const [only] = list;
  const isNone = list.length === 1 && isObject(only) && textField(only, "qualification")?.toLowerCase() === "none";
  if (list.length === 0 || isNone) {
    return [shape, ofAssumption("emptyShape", isNone ? "none" : "array"), { of: "customer", kind: "none", status: "none" }];
  }
  return [shape, ...list.flatMap(ofEntry)];
}

function ofEntry(entry: unknown): readonly Observation[] {
  if (!isObject(entry)) return [ofAssumption("listShape", undefined)];
  const keys = Object.keys(entry);
  const name = field(entry, "qualification");
  const kind: MetKind = metKinds.find((each) => each !== "none" && each === name) ?? other;
  const statusText = field(entry, "vettingStatus");
  const status: MetStatus =
    statusText === undefined ? "none" : (metStatuses.find((each) => each !== "none" && each === statusText) ?? other);
  const reason = textField(entry, "vettingReason");
  const allOf = (pattern: RegExp): boolean => keys.every((key) => pattern.test(key));
  return [
    { of: "customer", kind, status },
    ofExpectation("keyCase", allOf(/^[a-z]/) ? "camelCase" : allOf(/^[A-Z]/) ? "PascalCase" : other),
    ofExpectation("kinds", qualificationNames.some((each) => each === name) ? "known" : "unknown"),
    ...(statusText === undefined ? [] : [ofExpectation("statuses", status === other ? "unknown" : "known")]),
    ...(reason === undefined ? [] : [ofExpectation("reasons", isKnownValue("vettingReason", reason) ? "known" : "unknown")]),
    ofExpectation("otherFields", keys.every((key) => documentedFields.includes(key.toLowerCase())) ? "none" : "some"),
    ...ofDate(entry, kind, status),
  ];
}

function ofDate(entry: object, kind: MetKind, status: MetStatus): readonly Observation[] {
  const key = Object.keys(entry).find((each) => /date/i.test(each));
  const approvedEducation = kind === "Education" && status === "Approved";
  const kept = approvedEducation ? [ofAssumption("approvedEducationDate", key === undefined ? "omit" : "keep")] : [];
  if (key === undefined) return kept;
  const written = ["vettingCreateDate", "vettingCreatedDate"].find((name) => name.toLowerCase() === key.toLowerCase());
  const value: unknown = Reflect.get(entry, key);
  const isRead = typeof value === "string" && normalisedDate(value) !== undefined;
  return [
    ...kept,
    ofAssumption("dateField", written),
    ofAssumption("dateFormat", dateFormat(value, kind)),
    ofExpectation("dates", isRead ? "read" : "unread"),
  ];
}

/** The formats of the catalogue: whole seconds and Z, or those of the documented samples, which have a fraction in every list. */
function dateFormat(value: unknown, kind: MetKind): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return "seconds";
  const documented = kind === "GovernmentCommunityCloud" ? /T\d\d:\d\d:\d\d\.\d{1,7}\+00:00$/ : /T\d\d:\d\d:\d\d\.\d{1,3}Z$/;
  return documented.test(value) ? "asDocumented" : undefined;
}

/** The retired endpoint: a bare text, where it is still served. */
function ofLegacy({ question }: Exchange, answer: Answer): readonly Observation[] {
  const read = successOf(answer);
  if (read === undefined) {
    // A customer that cannot be read there may be one that is gone itself.
    if (question.has === "unread") return [];
    const isGone = [404, 405, 410].includes(answer.status);
    return [ofAssumption("legacyEndpoint", isGone ? false : undefined)];
  }
  const isText = typeof read.json === "string";
  const spelt = question.has === "GovernmentCommunityCloud" ? [ofAssumption("legacyGccName", read.json)] : [];
  return [ofAssumption("legacyEndpoint", isText ? true : undefined), ...spelt];
}
