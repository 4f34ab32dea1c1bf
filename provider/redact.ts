import { oneLine } from "./oneLine";

/** Texts of the service that we quote are cut to this many characters. */
export const longestQuote = 500;

/** Shorter values are not scrubbed: they would blot out half the text and hide nothing. */
const shortestSecret = 4;

/**
 * Knows the secrets in use and makes other people's text fit to be shown. This is the second line: the first is that errors are
 * built from a few allow-listed facts (status, code, description) and never carry a request, an answer or a cause.
 */
export interface Redactor {
  /** From now on this value is scrubbed from whatever is quoted. */
  add(secret: string | undefined): void;
  /** A text of the service: without secrets, tokens and control characters, one line, at most 500 characters or as many as said. */
  quote(text: string, longest?: number): string;
}

/** More of a text is not looked at, so that a pattern cannot be made to work for long. */
const longestRead = 8192;

/**
 * What looks like a secret though we do not know it: access tokens (JWT), Entra's refresh tokens and codes (`0.A…`, `1.A…`), whatever follows
 * `Bearer`, client secrets of Entra (`…8Q~…`, as GitHub's and Microsoft's secret scanners know them), and long runs of mixed letters and digits.
 */
const tokenLike = [
  /\beyJ[\w-]+(?:\.[\w-]*)*/g,
  /\b[01]\.A[\w-]{20,}(?:\.[\w-]+)*/g,
  /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,}/g,
  /\b(Bearer\s+)[\w.~+/=-]{8,}/gi,
  /(?<![\w+/-])(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])(?=[\w+/-]*\d)[\w+/-]{40,}/g,
];

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add(secret) {
      // Each request adds its token: the forms of a known one are not made again.
      if (secret === undefined || secret.length < shortestSecret || secrets.has(secret)) return;
      for (const form of formsOf(secret)) secrets.add(form);
    },
    quote(text, longest = longestQuote) {
      const scrubbed = [...secrets].sort((a, b) => b.length - a.length).reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
      const safe = tokenLike.reduce(
        (rest, pattern) => rest.replace(pattern, (_whole, first: unknown) => `${typeof first === "string" ? first : ""}[secret]`),
        beginning(scrubbed),
      );
      return oneLine(safe, longest);
    },
  };
}

/** A secret as it stands, and as URLs, forms, JSON and base64 write it. */
function formsOf(secret: string): readonly string[] {
  const encoded = encodeURIComponent(secret);
  const base64 = Buffer.from(secret).toString("base64");
  const forms = [secret, encoded, encoded.replaceAll("%20", "+"), JSON.stringify(secret).slice(1, -1), base64, base64.replace(/=+$/, "")];
  return forms.filter((form) => form.length >= shortestSecret);
}

/** The beginning of a long text, without a last word that may be half a secret. */
function beginning(text: string): string {
  return text.length > longestRead ? text.slice(0, longestRead).replace(/\S{1,2000}$/, "") : text;
}
