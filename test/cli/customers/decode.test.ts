import fc from "fast-check";
import { decode } from "../../../cli/customers/decode";

const be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
const text = fc.string({ unit: fc.constantFrom("a", "ß", "東", "😀", "\r\n", "\n", ","), maxLength: 12 });

test("UTF-8 and UTF-16 are read, with a mark at the beginning or, for UTF-8, without", () => {
  fc.assert(
    fc.property(text, (written) => {
      for (const bytes of [
        Buffer.from(written),
        Buffer.from(`\uFEFF${written}`),
        Buffer.from(`\uFEFF${written}`, "utf16le"),
        be(`\uFEFF${written}`),
      ]) {
        expect(decode(bytes)).toEqual({ text: written });
      }
    }),
  );
});

test("a byte that does not fit is told where it stands, whatever stands before and behind it", () => {
  fc.assert(
    fc.property(text, fc.constantFrom(0xf6, 0xe4, 0xfc, 0x80, 0xff), fc.constantFrom("", "ln", ",x\n"), (before, byte, behind) => {
      const answer = decode(Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(behind)]));
      const lines = before.split(/\r\n|\n/);
      const shown = `0x${byte.toString(16).toUpperCase()}`;
      // What begins like UTF-16 is said to be that.
      fc.pre(!(before === "" && byte === 0xff));
      expect(answer).toEqual({
        problem: {
          line: lines.length,
          column: (lines.at(-1) ?? "").length + 1,
          message: expect.stringMatching(`UTF-8: the byte ${shown} does not fit`),
        },
      });
    }),
  );
});

test.each([
  ["half a character at the end", Buffer.from("aß").subarray(0, 2), "1:2 this is not UTF-8: the byte 0xC3"],
  ["half of a pair in UTF-16", Buffer.from("\uFEFFa\n\uD83D", "utf16le"), "2:1 this is not UTF-16"],
  ["an odd byte in UTF-16", Buffer.from([0xff, 0xfe, 0x61, 0, 0x62]), "1:2 this is not UTF-16: the byte 0x62"],
  ["UTF-16 without a mark", Buffer.from("a\nb", "utf16le"), "1:2 there is a zero byte"],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), "1:1 there is a zero byte"],
  ["what a wrong encoding has destroyed before", Buffer.from("a\nSchule K\uFFFDln"), "2:9 a character is lost here (U+FFFD)"],
])("%s is a problem", (_, bytes, told) => {
  const answer = decode(bytes);
  if (!("problem" in answer)) throw new Error("it was read");
  const { line, column, message } = answer.problem;
  expect(`${line}:${column} ${message}`).toContain(told);
});
