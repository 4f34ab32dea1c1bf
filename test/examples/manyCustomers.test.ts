import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { parseCsv } from "../../examples/many-customers/csv";
import { parseCustomers, readCustomers } from "../../examples/many-customers/readCustomers";

const header = "name,customerId,qualification,educationSegment,website";
const id = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const problemsOf = (...lines: string[]): string[] =>
  parseCustomers([header, ...lines].join("\n")).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);

test("the example's file has no problem", () => {
  const { customers, problems } = parseCustomers(readFileSync(path.join(__dirname, "../../examples/many-customers/customers.csv"), "utf8"));
  expect(problems).toEqual([]);
  expect(customers.map(({ name }) => name)).toEqual(["contoso", "fabrikam", "tailspin", "tailspin-state", "proseware"]);
});

test("columns may come in any order, and those that are optional may be absent", () => {
  expect(parseCustomers(`qualification,name,customerId\r\nStateOwnedEntity,a,${id}\r\n`).customers).toEqual([
    { name: "a", customerId: id, qualification: "StateOwnedEntity" },
  ]);
});

test.each([
  ["a GUID that is none", `a,1d4ae7e6,StateOwnedEntity,,`, '2:3: "1d4ae7e6" is not a GUID'],
  ["a segment that is missing", `a,${id},Education,,`, "2:50: Education needs K12 or HigherEducation"],
  ["a segment that is misspelled", `a,${id},Education,k12,`, "2:50: Education needs K12 or HigherEducation"],
  ["cells that are missing", `a,${id},Education`, "2:40: Education needs K12 or HigherEducation"],
  ["evidence without a use", `a,${id},StateOwnedEntity,,a.edu`, '2:58: "a.edu" belongs to Education only'],
  ["a name that is missing", `,${id},StateOwnedEntity,,`, "2:1: the name is missing"],
  ["one cell too many", `a,${id},StateOwnedEntity,,,x`, "2:59: the line has 6 cells, the first one 5"],
  ["text behind a quote", `"a"b,${id},StateOwnedEntity,,`, "2:1: there is text behind the closing quote"],
])("%s is told with its place", (_, line, problem) => {
  expect(problemsOf(line)).toEqual([problem]);
});

test("GovernmentCommunityCloud does not come from a file", () => {
  expect(problemsOf(`a,${id},GovernmentCommunityCloud,,`)[0]).toMatch(/^2:40: .*cannot be undone/);
});

test("what is there twice is told with the line of the first, and all problems come at once", () => {
  expect(problemsOf(`a,${id},StateOwnedEntity,,`, "", `a,${id.toUpperCase()},StateOwnedEntity,,`, "b,x,Other,,")).toEqual([
    '4:1: the name "a" is in line 2 already',
    "4:3: StateOwnedEntity for this customer is in line 2 already",
    '5:3: "x" is not a GUID',
    expect.stringMatching(/^5:5: "Other" must be/),
  ]);
});

test("a wrong header is told before anything else", () => {
  const { problems } = parseCustomers(`name,customer,qualification\na,b,c`);
  expect(problems).toEqual([
    { line: 1, column: 6, message: 'there is no column "customer"; they are name, customerId, qualification, educationSegment, website' },
    { line: 1, column: 1, message: 'the column "customerId" is missing' },
  ]);
});

test("an open quote is told where it begins, and lines inside quotes count", () => {
  expect(parseCsv('a,"b\nc",d\ne,"f').problems).toEqual([{ line: 3, column: 3, message: "the quote is never closed" }]);
  expect(parseCsv('a,"b\nc",d\ne').rows.map((row) => row.map(({ line, column }) => [line, column]))).toEqual([
    [
      [1, 1],
      [1, 3],
      [2, 4],
    ],
    [[3, 1]],
  ]);
});

test("readCustomers throws one error that names the file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "customers-"));
  try {
    const file = path.join(folder, "some.csv");
    writeFileSync(file, `${header}\n,x,StateOwnedEntity,,\n`);
    expect(() => readCustomers(file)).toThrow(`${file}:2:1: the name is missing\n${file}:2:2: "x" is not a GUID`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what is written by the rules is read back, whatever the cells hold", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " ", "ß", "'") }).map((text) => text.trim());
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(table, fc.constantFrom("\n", "\r\n"), fc.boolean(), (rows, end, bom) => {
      const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
      const { rows: read, problems } = parseCsv((bom ? "\uFEFF" : "") + quoted.join(end));
      expect(problems).toEqual([]);
      expect(read.map((row) => row.map(({ text }) => text))).toEqual(rows.filter((row) => row.some((text) => text !== "")));
    }),
  );
});
