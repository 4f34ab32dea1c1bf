import fc from "fast-check";
import { createRedactor, longestQuote } from "../provider/redact";
import { accessToken } from "./support/partnerCenter";

test.each<[string, string]>([
  ["the secret s3cret/+ was here", "the secret [secret] was here"],
  ["?code=s3cret%2F%2B&x", "?code=[secret]&x"],
  [`base64 ${Buffer.from("s3cret/+").toString("base64")}`, "base64 [secret]"],
  [`a token ${accessToken()} in words`, "a token [secret] in words"],
  ["Authorization: Bearer opaque-value-1234", "Authorization: Bearer [secret]"],
  ["refresh 0.AXkA1234567890abcdefghijkl_mn-op.AgABAAEAAAD ends", "refresh [secret] ends"],
  ["unknown dGhpcyBpcyBhIHNlY3JldCB0aGF0IG5vYm9keSBrbm93cw== ends", "unknown [secret]== ends"],
  [
    "trace 0b9f2c1e-7a4d-4f0e-9f7d-2a1b3c4d5e6f see https://learn.microsoft.com/partner-center/developer/error-codes",
    "trace 0b9f2c1e-7a4d-4f0e-9f7d-2a1b3c4d5e6f see https://learn.microsoft.com/partner-center/developer/error-codes",
  ],
  [
    "client secrets abc8Q~dEfGh.iJkLm_nOpQr~sTuVw-xYz0123456 and .~x7Q~-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end",
    "client secrets [secret] and [secret] end",
  ],
  ["two\r\nlines\tand\u0000more", "two lines and more"],
  ["nothing to hide", "nothing to hide"],
  ["AADSTS50076: Due to a configuration change", "AADSTS50076: Due to a configuration change"],
])("%j is quoted as %j", (text, quoted) => {
  const redactor = createRedactor();
  redactor.add("s3cret/+");
  redactor.add(undefined);
  redactor.add("abc");
  expect(redactor.quote(text)).toBe(quoted);
});

// Base64 of these ends with two, one and no signs of padding, which URLs and JSON Web Tokens leave out.
test.each(["s3cret-abcd", "s3cret-abcde", "s3cret-abc", "s3cret/+?~"])("%j is hidden in base64, with its padding and without", (secret) => {
  const redactor = createRedactor();
  redactor.add(secret);
  const base64 = Buffer.from(secret).toString("base64");
  expect(redactor.quote(`{"echo":"${base64}"}`)).toBe('{"echo":"[secret]"}');
  expect(redactor.quote(`{"echo":"${base64.replaceAll("=", "")}"}`)).toBe('{"echo":"[secret]"}');
});

test("a secret that holds another one is hidden whole", () => {
  const redactor = createRedactor();
  redactor.add("1234");
  redactor.add("12345678");
  expect(redactor.quote("a 12345678 b")).toBe("a [secret] b");
});

test("no secret of a length worth hiding survives, nor more than 500 characters", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 6, maxLength: 40 }),
      fc.string({ maxLength: 700 }),
      fc.string({ maxLength: 700 }),
      (secret, before, after) => {
        fc.pre(!"[secret]".includes(secret.trim()) && secret.trim().length >= 6);
        const redactor = createRedactor();
        redactor.add(secret);
        const quoted = redactor.quote(`${before}${secret}${after}`);
        expect(quoted.length).toBeLessThanOrEqual(longestQuote);
        expect(quoted).not.toContain(secret);
        expect(quoted).not.toMatch(/\p{Cc}/u);
      },
    ),
  );
});

test("a text made to keep a pattern busy is done in no time", () => {
  const started = performance.now();
  for (const text of ["a-", "~8Q~", "eyJ.", "0.A", "Bearer ", "aA1", "\n"].map((part) => part.repeat(300_000)))
    createRedactor().quote(text);
  // A pattern that backtracks would take hours; a busy machine takes seconds.
  expect(performance.now() - started).toBeLessThan(30_000);
});
