import { createHash } from "node:crypto";

/** The id for which letters stand. */
export type IdOf = (letters: string) => string;

/** What a recording has in place of what it does not tell: a kind, and what is known of it. */
const placeholder = /<([a-z]+)((?: [^<> ]+)*)>/;
const whole = new RegExp(`^${placeholder.source}$`);
const anywhere = new RegExp(placeholder.source, "g");

/** A JSON value with something of the same shape in place of each placeholder: the same for the same letters. */
export function fillJson(value: unknown, idOf: IdOf): unknown {
  if (typeof value === "string") return fillWhole(value, idOf);
  if (Array.isArray(value)) return value.map((item: unknown) => fillJson(item, idOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [fillName(name), fillJson(each, idOf)]));
}

/** The same for a text that is no JSON, such as a header, in which placeholders may stand among words. */
export function fillText(text: string, idOf: IdOf): string {
  return text.replaceAll(anywhere, (found) => String(fillWhole(found, idOf) ?? ""));
}

/** The name of an unknown field or header. */
export function fillName(name: string): string {
  const [, kind, rest = ""] = whole.exec(name) ?? [];
  return kind === undefined ? name : `${kind}-${rest.trim()}`;
}

function fillWhole(text: string, idOf: IdOf): unknown {
  const [, kind, rest = ""] = whole.exec(text) ?? [];
  const parts = rest.trim().split(" ");
  const [first = "", second = "", third = ""] = parts;
  switch (kind) {
    case undefined:
      return text;
    case "id":
      return idOf(first);
    case "domain":
      return `${first.toLowerCase()}.example`;
    case "date":
      return date(first, second, third);
    case "digits":
      return digits(Number(first), second);
    case "number":
      return number(first);
    case "text":
      return words(Number(first), parts.slice(1), idOf);
    case "in":
      return new Date(Date.now() + Number(first) * 1000).toUTCString();
    case "blank":
      return " ";
    case "secret":
      return "recorded-secret";
    case "deep":
    case "unknown":
      return null;
    default:
      return text;
  }
}

/** So much of a text is made at most: a recording may be written by hand. */
const longest = 8192;

/** Of the length class `size`: what is known of it, then the letters, then filling. */
function words(size: number, [letters = "", ...known]: readonly string[], idOf: IdOf): string {
  const said = [...known, letters].map((word) => (word.startsWith("id:") ? idOf(word.slice(3)) : word)).join(" ");
  const length = Math.min(Math.max(Math.ceil(size * 0.75), Math.min(said.length, size)), longest);
  return said
    .padEnd(length, said === "" ? "x" : " x")
    .slice(0, length)
    .trimEnd();
}

/** A time within the day, by its letters. */
function date(day: string, letters: string, form: string): string {
  const seconds = day.startsWith("0001") ? 0 : numberOf(letters) % 86_400;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const time = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (form === "american") {
    const [year, month, dayOfMonth] = day.split("-");
    return `${month}/${dayOfMonth}/${year}: ${time}`;
  }
  const [, places, zone] = /^(?:\.(\d))?(Z|\+)?$/.exec(form) ?? [];
  const fraction = places === undefined ? "" : `.${digits(Number(places), letters)}`;
  return `${day}T${time}${fraction}${zone === undefined ? "" : zone === "Z" ? "Z" : "+00:00"}`;
}

function digits(count: number, letters: string): string {
  const all = BigInt(`0x${hash(letters)}`).toString();
  return all.padEnd(count, all).replace(/^0/, "1").slice(0, Math.min(count, longest));
}

/** Nines: no number that means something is made of them. */
function number(form: string): number {
  const [, sign = "", whole = "1", fraction] = /^(-?)(?:(\d{1,2})(?:\.(\d{1,2}))?|e)$/.exec(form) ?? [];
  const nines = (count: string): string => "9".repeat(Math.min(Number(count), 15));
  const value = form.endsWith("e") ? 1e21 : Number(`${nines(whole)}${fraction === undefined ? "" : `.${nines(fraction)}`}`);
  return sign === "-" ? -value : value;
}

function numberOf(letters: string): number {
  return Number.parseInt(hash(letters).slice(0, 12), 16);
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The GUID that stands for letters until a client comes with another. */
export function guidOf(scope: string, letters: string): string {
  const hex = hash(`${scope} ${letters}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
