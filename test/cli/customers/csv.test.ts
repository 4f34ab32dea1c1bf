import fc from "fast-check";
import { readTable } from "../../../cli/customers/csv";

const never = (): boolean => false;
const cell = fc.string({ unit: fc.constantFrom("a", "ä", "😀", " ", ",", ";", "\t", '"', "\n", "\r\n", "#"), maxLength: 6 });
const rowsOf = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 4 });

/** Where each cell of a text begins, if it is written as below. */
function written(rows: readonly (readonly string[])[], separator: string, end: string) {
  let [line, column, text] = [1, 1, ""];
  const places = rows.map((cells) => {
    const own = cells.map((each, index) => {
      const at = { line, column };
      const quoted = `"${each.replaceAll('"', '""')}"`;
      const lines = quoted.split(/\r\n|\n/);
      line += lines.length - 1;
      column = (lines.length > 1 ? 1 : column) + (lines.at(-1) ?? "").length + 1;
      text += quoted + (index < cells.length - 1 ? separator : end);
      return { text: each.trim(), at };
    });
    [line, column] = [line + 1, 1];
    return own;
  });
  return { text, places: places.filter((cells) => cells.some((each) => each.text !== "")) };
}

test("it reads what RFC 4180 writes, with each separator, and knows where each cell begins", () => {
  fc.assert(
    fc.property(rowsOf, fc.constantFrom("\n", "\r\n", "\r"), fc.constantFrom(",", ";", "\t", "|"), (rows, end, separator) => {
      const { text, places } = written(rows, separator, end);
      const [, ...others] = [
        0,
        ...places.map((cells) => cells.map(({ text: each, at }) => ({ text: each, at: { ...at, line: at.line + 1 } }))),
      ];
      const { rows: read, problems } = readTable(`sep=${separator}${end}${text}`, never);
      expect(problems).toEqual([]);
      expect(read).toEqual(others);
    }),
  );
});

test("without a quote a line is a line: none is lost but empty ones and comments", () => {
  const file = fc.string({ unit: fc.constantFrom("a", ",", ";", "\t", "\n", "\r", "#", " "), maxLength: 30 });
  fc.assert(
    fc.property(file, fc.constantFrom(",", ";", "\t"), (content, separator) => {
      const expected = content
        .split(/\r?\n|\r/)
        .map((each, index) => ({ each, cells: each.split(separator).map((text) => text.trim()), line: index + 2 }))
        .filter(({ each, cells }) => !(separator === "\t" ? /^ *#/ : /^[ \t]*#/).test(each) && cells.some((text) => text !== ""));
      const { rows } = readTable(`sep=${separator}\n${content}`, never);
      expect(rows.map((cells) => [cells.map(({ text }) => text), cells[0]?.at.line])).toEqual(
        expected.map(({ cells, line }) => [cells, line]),
      );
    }),
  );
});

test.each([
  ["commas", "a,b;c\n1,2;3\n"],
  ["semicolons", "a;b,c\n1;2,3\n"],
  ["tabs", "a\tb,c\n1\t2,3\n"],
])("%s are found by a cell that comes out", (_, text) => {
  const { rows } = readTable(text, (value) => value === "a");
  expect(rows.map((cells) => cells.map((each) => each.text))).toEqual([
    ["a", expect.anything()],
    ["1", expect.anything()],
  ]);
});

test.each([
  ['x\ny,"b\nc', "2:3: a quote is never closed"],
  ['x\n  # "c"\n\n "b" c,d', "4:2: there is text behind a closing quote"],
  ['x\na,"b"c', "2:3: there is text behind a closing quote"],
  ['x\na,b"c"', "2:3: there is a quote inside of a value"],
])("%j is told", (text, problem) => {
  const { rows, problems } = readTable(text, never);
  expect(rows).toEqual([]);
  expect(problems.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toEqual([expect.stringContaining(problem)]);
});
