import { STATUS_CODES } from "node:http";
import { type Answer, type HttpRequest, type Outcome, readBody } from "../../http/outcome";
import { retryAfterMs } from "../../http/retryAfter";
import { isObject } from "../../json";
import { isLoopback } from "../../loopback";
import {
  isKnownChallengeError,
  isKnownChallengeName,
  isKnownCode,
  isKnownField,
  isKnownHeader,
  isKnownHeaderValue,
  isKnownHost,
  isKnownNumber,
  isKnownParameter,
  isKnownParameterValue,
  isKnownSegment,
  isKnownValue,
  isSecretField,
  isSpoken,
  markersIn,
} from "./allowed";
import type { Letters } from "./letters";

/**
 * Takes everything out of an exchange that could say whose it is, by an allow-list: what is not known (`allowed.ts`) becomes a placeholder that
 * tells its shape. Pure, but for the letters. The placeholders, of which docs/errors.md has the table:
 *
 * - `<id A>` a GUID, `<domain A>` a host name, `<date 2026-11-20 A .7Z>` the day of a time and how it is written, `<digits 6 A>` a text of digits,
 * - `<text 64 A MFA id:B>` any other text of at most 64 characters (a power of two), with the words and ids in it that are known,
 * - `<blank>` nothing but blanks,
 * - `<number 3>` a number of so many digits, `<secret>` what was never looked at, `<field A>`, `<header A>`, `<name A>`, `<segment>` an unknown name.
 */
export type Scrubbed = null | boolean | number | string | readonly Scrubbed[] | { readonly [name: string]: Scrubbed };

/** What is written of a body. Absent where there was none. */
export type ScrubbedBody =
  | { readonly json: Scrubbed }
  | { readonly form: Readonly<Record<string, string>> }
  /** A page, of at most so many characters. */
  | { readonly html: number }
  | { readonly text: string };

export interface ScrubbedRequest {
  readonly method: string;
  /** A host of Microsoft's, `this machine`, or `another`. */
  readonly host: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, Scrubbed>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ScrubbedBody;
}

export type ScrubbedOutcome =
  | {
      readonly outcome: "answered";
      readonly status: number;
      /** Where it is not the usual one of the status. */
      readonly reason?: string;
      readonly headers: Readonly<Record<string, string>>;
      /** Whether the body began with a byte order mark. */
      readonly bom?: true;
      readonly body?: ScrubbedBody;
    }
  | { readonly outcome: Exclude<Outcome["kind"], "answered">; readonly status?: number; readonly why?: string; readonly code?: string };

/** Nothing of an API is nested deeper (judgement); a hostile answer is. */
const deepest = 32;

/** A JSON value. `field`: the name of the field in which it stands. Bare, it is a qualification, as the contract 2018-09 writes it. */
export function scrubJson(json: unknown, letters: Letters, field = "qualification", depth = 0): Scrubbed {
  if (isSecretField(field) && json !== null) return "<secret>";
  if (json === null || typeof json === "boolean") return json;
  if (typeof json === "number") return isKnownNumber(field, json) ? json : `<number ${digitsOf(json)}>`;
  if (typeof json === "string") return scrubValue(field, json, letters);
  if (depth >= deepest) return "<deep>";
  if (Array.isArray(json)) return json.map((item) => scrubJson(item, letters, field, depth + 1));
  if (!isObject(json)) return "<unknown>";
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      isKnownField(name) ? name : `<field ${letters(`field ${name}`)}>`,
      scrubJson(value, letters, name, depth + 1),
    ]),
  );
}

function digitsOf(value: number): string {
  const [whole = "", fraction] = Math.abs(value).toString().split(".");
  const sign = value < 0 ? "-" : "";
  return /e/.test(`${whole}${fraction ?? ""}`)
    ? `${sign}e`
    : `${sign}${whole.length}${fraction === undefined ? "" : `.${fraction.length}`}`;
}

function scrubValue(field: string, text: string, letters: Letters): string {
  if (isKnownValue(field, text)) return text;
  if (/^\d{1,9}$/.test(text) && isKnownNumber(field, Number(text)) && String(Number(text)) === text) return text;
  return scrubText(text, letters, isSpoken(field));
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const wholeGuid = new RegExp(`^${guid.source}$`, "i");
const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i;
const isoDate = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}:\d{2}(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i;
const americanDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4}):?\s+\d{2}:\d{2}:\d{2}$/;

/** More of a text is not looked at for ids and words. */
const longestRead = 8192;
/** So many ids and words of one text are told. */
const mostMarkers = 8;

/** A text of any kind, told by its shape. `spoken`: the service speaks to people, and may name error codes. */
export function scrubText(text: string, letters: Letters, spoken = false): string {
  if (text === "") return "";
  if (text.trim() === "") return "<blank>";
  if (wholeGuid.test(text)) return idOf(text, letters);
  const date = dateIn(text);
  if (date !== undefined) return `<${["date", date.day, letters(`date ${text}`), date.form].join(" ").trimEnd()}>`;
  if (spoken && isKnownCode(text)) return text;
  if (/^\d{1,32}$/.test(text)) return `<digits ${text.length} ${letters(`digits ${text}`)}>`;
  // The same domain in another case is the same domain.
  if (domain.test(text)) return `<domain ${letters(`domain ${text.toLowerCase()}`)}>`;
  return textShape(text, letters, spoken);
}

function textShape(text: string, letters: Letters, spoken: boolean): string {
  const read = text.slice(0, longestRead);
  const ids = [...new Set(read.match(guid) ?? [])].slice(0, mostMarkers).map((id) => `id:${lettersOfId(id, letters)}`);
  return `<${["text", lengthClass(text), letters(`text ${text}`), ...markersIn(read, spoken).slice(0, mostMarkers), ...ids].join(" ")}>`;
}

/** The day of a date, and how the rest of it is written. */
function dateIn(text: string): { readonly day: string; readonly form: string } | undefined {
  const [, iso, fraction, zone] = isoDate.exec(text) ?? [];
  const [, month = "", dayOfMonth = "", year] = americanDate.exec(text) ?? [];
  const day = iso ?? (year === undefined ? undefined : `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`);
  // .NET's empty date is of the year 1. Other digits would be no date, and could be anything.
  if (day === undefined || Number.isNaN(Date.parse(day)) || !/^(?:0001|20\d\d)-/.test(day)) return undefined;
  const written = `${fraction === undefined ? "" : `.${fraction.length}`}${zone === undefined ? "" : /^z$/i.test(zone) ? "Z" : "+"}`;
  return { day, form: iso === undefined ? "american" : written };
}

function idOf(id: string, letters: Letters): string {
  return `<id ${lettersOfId(id, letters)}>`;
}

function lettersOfId(id: string, letters: Letters): string {
  return letters(`id ${id.toLowerCase()}`);
}

/** The power of two that is not smaller. */
function lengthClass(text: string): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, text.length)));
}

/** The names and values of headers; the names in the spelling that was met. `now` is for a `Retry-After` that is a date. */
export function scrubHeaders(headers: Readonly<Record<string, string>>, letters: Letters, now: number): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!isKnownHeader(name)) return [`<header ${letters(`header ${name.toLowerCase()}`)}>`, `<text ${lengthClass(value)}>`];
      return [name, scrubHeader(name.toLowerCase(), value, letters, now)];
    }),
  );
}

function scrubHeader(name: string, value: string, letters: Letters, now: number): string {
  if (isKnownHeaderValue(name, value)) return value;
  if (name === "authorization") return /^Bearer /i.test(value) ? "Bearer <secret>" : "<secret>";
  if (name === "cookie" || name === "set-cookie") return "<secret>";
  if (name === "retry-after") {
    const wait = retryAfterMs(value, now);
    if (wait !== undefined) return /^[\d.]+$/.test(value.trim()) ? String(wait / 1000) : `<in ${Math.ceil(wait / 1000)} s>`;
  }
  if (name === "www-authenticate") return scrubChallenge(value);
  return wholeGuid.test(value) ? idOf(value, letters) : plainShape(value);
}

/** A text that is not compared with others. */
function plainShape(text: string): string {
  return `<${["text", lengthClass(text), ...markersIn(text.slice(0, longestRead), true).slice(0, mostMarkers)].join(" ")}>`;
}

/** Whether MFA is missing can turn on which parameters there are. */
function scrubChallenge(value: string): string {
  const [, scheme = "", rest = ""] = /^(\w+)(?:\s+(.*))?$/s.exec(value.slice(0, longestRead)) ?? [];
  if (!isKnownChallengeName(scheme)) return plainShape(value);
  const known = [...rest.matchAll(/([\w-]{1,40})\s*=\s*(?:"([^"]*)"|([^\s",]+))/g)].flatMap(([, name = "", quoted, bare = ""]) => {
    if (!isKnownChallengeName(name)) return [];
    const text = quoted ?? bare;
    return [`${name}="${(name.toLowerCase() === "error" && isKnownChallengeError(text)) || text === "" ? text : plainShape(text)}"`];
  });
  // What has no parameters that we know may have words.
  if (known.length === 0 && rest !== "") return `${scheme} ${plainShape(rest)}`;
  return known.length === 0 ? scheme : `${scheme} ${known.join(", ")}`;
}

/** The host, path and query of a URL. */
export function scrubUrl(url: string, letters: Letters): Pick<ScrubbedRequest, "host" | "path" | "query"> {
  const { host, pathname, searchParams } = new URL(url);
  const place = {
    host: isLoopback(url) ? "this machine" : isKnownHost(host) ? host : "another",
    path: pathname
      .split("/")
      .map((segment) => scrubSegment(segment, letters))
      .join("/"),
  };
  const query = [...searchParams].map(([name, value]): [string, Scrubbed] => [
    isKnownParameter(name) ? name : `<name ${letters(`name ${name}`)}>`,
    scrubParameter(name, value, letters),
  ]);
  return query.length === 0 ? place : { ...place, query: Object.fromEntries(query) };
}

function scrubSegment(segment: string, letters: Letters): string {
  if (segment === "" || isKnownSegment(segment)) return segment;
  return wholeGuid.test(segment) ? idOf(segment, letters) : "<segment>";
}

function scrubParameter(name: string, value: string, letters: Letters): Scrubbed {
  if (isKnownParameterValue(name, value)) return value;
  if (name.toLowerCase() !== "filter") return "<secret>";
  const body = readBody(Buffer.from(value));
  return body.kind === "json" ? scrubJson(body.json, letters) : scrubText(value, letters);
}

/** A body by what it is. Undefined where it is empty. */
export function scrubBody(bytes: Uint8Array, letters: Letters): ScrubbedBody | undefined {
  const body = readBody(bytes);
  switch (body.kind) {
    case "empty":
      return undefined;
    case "html":
      return { html: lengthClass(Buffer.from(bytes).toString("latin1")) };
    case "text":
      // Digits would be JSON where they are played.
      return { text: textShape(body.text, letters, true) };
    case "json":
      return { json: scrubJson(body.json, letters) };
  }
}

export function scrubRequest({ method, url, headers, body }: HttpRequest, letters: Letters, now: number): ScrubbedRequest {
  const place = scrubUrl(url, letters);
  const told = scrubHeaders(headers, letters, now);
  if (body === undefined) return { method, ...place, headers: told };
  const content = isForm(headers) ? { form: scrubForm(body, letters) } : scrubBody(Buffer.from(body), letters);
  return { method, ...place, headers: told, ...(content === undefined ? {} : { body: content }) };
}

function isForm(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).some(([name, value]) => name.toLowerCase() === "content-type" && /x-www-form-urlencoded/i.test(value));
}

/** The form of a sign-in: what is no id and no known value is not even told by its shape. */
function scrubForm(body: string, letters: Letters): Record<string, string> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => {
      if (!isKnownField(name)) return [`<name ${letters(`name ${name}`)}>`, "<secret>"];
      if (isKnownValue(name, value)) return [name, value];
      return [name, !isSecretField(name) && wholeGuid.test(value) ? idOf(value, letters) : "<secret>"];
    }),
  );
}

export function scrubOutcome(outcome: Outcome, letters: Letters, now: number): ScrubbedOutcome {
  if (outcome.kind === "answered") return scrubAnswer(outcome, letters, now);
  const status = "status" in outcome && outcome.status !== undefined ? { status: outcome.status } : {};
  const why = "why" in outcome ? { why: outcome.why } : {};
  const code = "code" in outcome && outcome.code !== undefined ? { code: isNodesCode(outcome.code) ? outcome.code : "unknown" } : {};
  return { outcome: outcome.kind, ...status, ...why, ...code };
}

/** Names of errors that Node, OpenSSL and zlib give a lost connection. */
function isNodesCode(code: string): boolean {
  return /^(?:E(?:NOTFOUND|AI_[A-Z]{3,8}|CONN(?:RESET|REFUSED|ABORTED)|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL|PROTO|ACCES|PERM)|CERT_[A-Z_]{3,30}|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]{3,30}|ERR_(?:TLS|SSL|BAD|STREAM|HTTP2|NETWORK)[A-Z_]{0,40}|HPE_[A-Z_]{3,30}|UND_ERR_[A-Z_]{3,30}|Z_[A-Z]{3,12})$/.test(
    code,
  );
}

function scrubAnswer({ status, reason, headers, body }: Answer, letters: Letters, now: number): ScrubbedOutcome {
  const scrubbed = scrubBody(body, letters);
  const usual = reason === "" || reason === STATUS_CODES[status];
  const bom = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return {
    outcome: "answered",
    status,
    ...(usual ? {} : { reason: scrubText(reason, letters, true) }),
    headers: scrubHeaders(headers, letters, now),
    ...(bom ? { bom } : {}),
    ...(scrubbed === undefined ? {} : { body: scrubbed }),
  };
}
