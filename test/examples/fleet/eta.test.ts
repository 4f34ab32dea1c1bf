import { duration, timeLeft } from "../../../examples/fleet/eta";

test("the rest takes as long as what is done did, in proportion", () => {
  expect(timeLeft({ done: 100, total: 400, elapsed: 10_000 })).toBe(30_000);
});

test("no guess is made at the beginning, and none is needed at the end", () => {
  expect(timeLeft({ done: 0, total: 400, elapsed: 10_000 })).toBeUndefined();
  expect(timeLeft({ done: 5, total: 400, elapsed: 500 })).toBeUndefined();
  expect(timeLeft({ done: 400, total: 400, elapsed: 500 })).toBe(0);
});

test.each([
  [400, "0 s"],
  [59_400, "59 s"],
  [59_600, "1 min 00 s"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 05 min"],
])("%d ms are %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
