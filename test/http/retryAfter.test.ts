import fc from "fast-check";
import { retryAfterMs } from "../../provider/http/retryAfter";

const now = Date.UTC(1994, 10, 6, 8, 49, 0);
const day = 24 * 60 * 60 * 1000;

test.each<[string | undefined, number | undefined]>([
  // Seconds
  ["57", 57_000],
  ["0", 0],
  ["1.5", 1500],
  [" 3 ", 3000],
  ["007", 7000],
  ["99999999999999999999", day],
  ["1e3", undefined],
  ["-1", undefined],
  ["+1", undefined],
  ["0x10", undefined],
  ["12abc", undefined],
  ["Infinity", undefined],
  // The three forms of RFC 9110 §5.6.7, from its own example
  ["Sun, 06 Nov 1994 08:49:37 GMT", 37_000],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 37_000],
  ["Sun Nov  6 08:49:37 1994", 37_000],
  ["Sun, 06 Nov 1994 08:48:00 GMT", 0],
  ["Mon, 06 Nov 2994 08:48:00 GMT", day],
  // Nonsense
  [undefined, undefined],
  ["", undefined],
  ["   ", undefined],
  ["soon", undefined],
  ["Sun, 06 Nov 1994 08:49:37", undefined],
  ["Sun, 06 Nov 1994 08:49:37 CET", undefined],
  ["Sun, 06 nov 1994 08:49:37 GMT", undefined],
  ["Sun, 6 Nov 1994 08:49:37 GMT", undefined],
  ["Sun, 31 Feb 1994 08:49:37 GMT", undefined],
  ["Sun, 06 Nov 1994 25:49:37 GMT", undefined],
  ["Sun, 06 Nov 1994 08:61:37 GMT", undefined],
  ["Sun, 00 Nov 1994 08:49:37 GMT", undefined],
  ["1994-11-06T08:49:37Z", undefined],
  ["57, 58", undefined],
])("Retry-After: %j is %j", (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});

test("a two-digit year is at most 50 years ahead", () => {
  const in2026 = Date.UTC(2026, 0, 1);
  expect(retryAfterMs("Sunday, 06-Nov-76 08:49:37 GMT", in2026)).toBe(day);
  expect(retryAfterMs("Sunday, 06-Nov-77 08:49:37 GMT", in2026)).toBe(0);
});

test("a leap second is read", () => {
  expect(retryAfterMs("Sat, 31 Dec 2016 23:59:60 GMT", Date.UTC(2016, 11, 31, 23, 59, 50))).toBe(10_000);
});

test("every header gives a wait of at most a day, or none", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.integer().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      fc.integer(),
      (header, at) => {
        const ms = retryAfterMs(header, at);
        expect(ms === undefined || (ms >= 0 && ms <= day)).toBe(true);
      },
    ),
  );
});

test("every date in the usual form is read as JavaScript reads it", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("2090-01-01"), noInvalidDate: true }), (date) => {
      const second = Math.floor(date.getTime() / 1000) * 1000;
      expect(retryAfterMs(date.toUTCString(), second - 5000)).toBe(5000);
    }),
  );
});
