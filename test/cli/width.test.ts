import fc from "fast-check";
import stringWidth from "string-width";
import { clip, pad, widthOf, wrap } from "../../cli/width";

const text = fc.string({ unit: fc.constantFrom("a", "é", "e\u0301", "東", "👍", "ｶ", " ", "-"), maxLength: 40 });

test("a text is cut to a width at a whole character, and only where it has to be", () => {
  expect(clip("東京大学", 8)).toBe("東京大学");
  expect(clip("東京大学", 7)).toBe("東京大…");
  expect(clip("東京大学", 6)).toBe("東京…");
  expect(clip("abc", 2)).toBe("a…");
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 50 }), (whole, width) => {
      expect(stringWidth(clip(whole, width))).toBeLessThanOrEqual(width);
      if (stringWidth(whole) <= width) expect(clip(whole, width)).toBe(whole);
    }),
  );
});

test("lines are no wider than they may be, and hold the whole text", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 50 }), (whole, width) => {
      const lines = wrap(whole, width);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join("").replaceAll(" ", "")).toBe(whole.replaceAll(" ", ""));
    }),
  );
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
});

test("blanks fill up to a width, counted as a terminal counts", () => {
  expect(pad("東京", 6)).toBe("東京  ");
  expect(pad("abcdef", 3)).toBe("abcdef");
  expect([widthOf(""), widthOf("abc"), widthOf("東京"), widthOf("e\u0301")]).toEqual([0, 3, 4, 1]);
});
