import fc from "fast-check";
import { readLines } from "../../../cli/adopt/csv";
import { parseCsv } from "../../../examples/many-customers/csv";

const text = fc.string({ unit: fc.constantFrom("a", "ä", " ", ",", ";", '"', "\n", "\r\n", "\t"), maxLength: 6 });

test("it reads what RFC 4180 writes, as the reader of examples/many-customers does", () => {
  const written = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), fc.constantFrom("\n", "\r\n"), (rows, end) => {
      const file = rows.map((cells) => cells.map(written).join(",") + end).join("");
      const full = rows.map((cells) => cells.map((cell) => cell.trim())).filter((cells) => cells.some((cell) => cell !== ""));
      const lines = readLines(file, ",");
      expect(lines.map(({ cells }) => cells)).toEqual(full);
      expect(lines.flatMap(({ problem }) => problem ?? [])).toEqual([]);
      const { rows: theirs, problems } = parseCsv(file);
      expect([theirs.map((cells) => cells.map((cell) => cell.text)), problems]).toEqual([full, []]);
      expect(theirs.map(([first]) => first?.line)).toEqual(lines.map(({ line }) => line));
    }),
  );
});

test("without a quote a line is a line: none is lost but empty ones and comments", () => {
  const file = fc.string({ unit: fc.constantFrom("a", ",", ";", "\t", "\n", "\r", "#", " "), maxLength: 30 });
  fc.assert(
    fc.property(file, fc.constantFrom(",", ";", "\t"), (content, separator) => {
      const expected = content
        .split(/\r?\n|\r/)
        .map((each, index) => ({ each, cells: each.split(separator).map((cell) => cell.trim()), line: index + 1 }))
        .filter(({ each, cells }) => !/^[ \t]*#/.test(each) && cells.some((cell) => cell !== ""));
      expect(readLines(content, separator)).toEqual(expected.map(({ cells, line }) => ({ cells, line })));
    }),
  );
});
