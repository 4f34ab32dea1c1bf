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

test.each(["csv", "yaml"] as const)("the example's file in %s has no problem", (format) => {
  const file = path.join(__dirname, `../../examples/many-customers/customers.${format}`);
  const { customers, problems } = parseCustomers(readFileSync(file, "utf8"), format);
  expect(customers).toEqual(readCustomers(file));
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

describe("in YAML", () => {
  const item = `- name: a\n  customerId: ${id}\n  qualification: `;
  const told = (text: string): string[] =>
    parseCustomers(text, "yaml").problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);

  test("the same customers come out as of the same in CSV", () => {
    const folder = path.join(__dirname, "../../examples/many-customers");
    expect(readCustomers(path.join(folder, "customers.yaml"))).toEqual(readCustomers(path.join(folder, "customers.csv")));
  });

  test.each([
    ["a GUID that is none", "- name: a\n  customerId: 12\n  qualification: StateOwnedEntity\n", '2:15: "12" is not a GUID'],
    ["a segment that is missing", `${item}Education\n`, "1:3: Education needs K12 or HigherEducation"],
    ["a segment that is left empty", `${item}Education\n  educationSegment: # choose\n`, expect.stringMatching(/^4:\d+: Education needs/)],
    ["a segment that is misspelled", `${item}Education\n  educationSegment: k12\n`, "4:21: Education needs K12 or HigherEducation"],
    ["evidence without a use", `${item}StateOwnedEntity\n  website: a.edu\n`, '4:12: "a.edu" belongs to Education only'],
    [
      "a key that is none",
      `${item}StateOwnedEntity\n  websit: a.edu\n`,
      expect.stringMatching(/^4:3: there is no key "websit"; they are name,/),
    ],
    ["a key that is missing", `- customerId: ${id}\n  qualification: StateOwnedEntity\n`, '1:3: the key "name" is missing'],
    ["a key twice", `${item}Education\n  name: b\n`, expect.stringMatching(/^4:3: .*unique/)],
    ["a list for a text", `${item}StateOwnedEntity\n  website: [a]\n`, "4:12: website must be a text"],
    ["a text for a customer", "- contoso\n", expect.stringMatching(/^1:3: each customer has keys/)],
    ["no list", "name: a\n", "1:1: the file must be a list: a line with - for each customer"],
    ["nothing at all", "# later\n", "1:1: the file must be a list: a line with - for each customer"],
    ["what is no YAML", "- name: 'a\n", expect.stringMatching(/^\d+:\d+: Missing closing/)],
  ])("%s is told with its place", (_, text, problem) => {
    expect(told(text)).toEqual([problem]);
  });

  test("what is there twice is told with the line of the first, and all problems come at once", () => {
    expect(
      told(
        `${item}StateOwnedEntity\n${item.toUpperCase().replace(/[A-Z]+:/g, (key) => key.toLowerCase().replace("customerid", "customerId"))}StateOwnedEntity\n- name:\n  customerId: x\n  qualification: Other\n`,
      ),
    ).toEqual([
      "5:15: StateOwnedEntity for this customer is in line 2 already",
      expect.stringMatching(/^7:\d+: the name is missing$/),
      '8:15: "x" is not a GUID',
      expect.stringMatching(/^9:18: "Other" must be/),
    ]);
    expect(told(`${item}StateOwnedEntity\n${item}StateOwnedEntity\n`)).toEqual([
      '4:9: the name "a" is in line 1 already',
      "5:15: StateOwnedEntity for this customer is in line 2 already",
    ]);
  });

  test("names that look like numbers stay as they are written", () => {
    const text = `- name: 0123\n  customerId: ${id}\n  qualification: StateOwnedEntity\n`;
    expect(parseCustomers(text, "yaml").customers).toEqual([{ name: "0123", customerId: id, qualification: "StateOwnedEntity" }]);
  });
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
