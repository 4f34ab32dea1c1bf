import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseCustomers as parseBytes, readCustomers } from "../../../cli/customers/readCustomers";

const parseCustomers = (text: string, format?: "csv" | "yaml") => parseBytes(Buffer.from(text), format);
const header = "name,customerId,qualification,educationSegment,website";
const id = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const problemsOf = (...lines: string[]): string[] =>
  parseCustomers([header, ...lines].join("\n")).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);

test.each(["csv", "yaml"] as const)("the example's file in %s has no problem", (format) => {
  const file = path.join(__dirname, `../../../examples/many-customers/customers.${format}`);
  const { customers, problems } = parseBytes(readFileSync(file), format);
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
  ["a GUID that is none", `a,1d4ae7e6,StateOwnedEntity,,`, "2:3: a: customerId: "],
  ["a segment that is missing", `a,${id},Education,,`, "2:50: a: educationSegment: is required for Education"],
  ["a segment that is misspelled", `a,${id},Education,k12,`, "2:50: a: educationSegment: "],
  ["cells that are missing", `a,${id},Education`, "2:40: a: educationSegment: is required for Education"],
  ["evidence without a use", `a,${id},StateOwnedEntity,,a.edu`, "2:58: a: website: belongs to Education only"],
  ["a website that is none", `a,${id},Education,K12,no website`, "2:54: a: website: must be a host name"],
  ["a kind that is none", `a,${id},Educaton,K12,`, "2:40: a: qualification: "],
  ["a kind that cannot be set", `a,${id},Nonprofit,,`, "2:40: a: qualification: Nonprofit cannot be set"],
  ["a code's kind", `a,${id},GovernmentCommunityCloud,,`, "2:40: a: qualification: GovernmentCommunityCloud cannot be undone"],
  ["a name that is missing", `,${id},StateOwnedEntity,,`, "2:1: the name is missing"],
  ["one cell too many", `a,${id},StateOwnedEntity,,,x`, "2:59: the line has 6 cells, the first one 5"],
  ["text behind a quote", `"a"b,${id},StateOwnedEntity,,`, "2:1: there is text behind a closing quote"],
])("%s is told with its place and the resource", (_, line, problem) => {
  expect(problemsOf(line)).toEqual([expect.stringContaining(problem)]);
});

test("what is there twice is told with the line of the first, and all problems come at once", () => {
  expect(problemsOf(`a,${id},StateOwnedEntity,,`, "", `a,${id.toUpperCase()},StateOwnedEntity,,`, "b,x,Other,,").sort()).toEqual([
    '4:1: the name "a" is in line 2 already',
    "4:3: a: StateOwnedEntity for this customer is in line 2 already",
    expect.stringMatching(/^5:3: b: customerId: /),
    expect.stringMatching(/^5:5: b: qualification: /),
  ]);
});

test("a wrong header is told before anything else", () => {
  const { problems } = parseCustomers(`name,customer,qualification\na,b,c`);
  expect(problems).toEqual([
    { line: 1, column: 6, message: expect.stringMatching(/^there is no column "customer"; they are name, customerId, qualification,/) },
    { line: 1, column: 1, message: 'the column "customerId" is missing' },
  ]);
  expect(parseCustomers("").problems).toEqual([
    { line: 1, column: 1, message: 'the columns "name", "customerId", "qualification" are missing' },
  ]);
});

test("what asks again and what guards are columns, too", () => {
  const text = `name,customerId,qualification,resubmit,expectedDomain\na,${id},StateOwnedEntity,2026-11,a.onmicrosoft.com\n`;
  expect(parseCustomers(text).customers).toEqual([
    { name: "a", customerId: id, qualification: "StateOwnedEntity", resubmit: "2026-11", expectedDomain: "a.onmicrosoft.com" },
  ]);
});

describe("as Excel and PowerShell write it", () => {
  const lines = [
    ["name", "customerId", "qualification", "educationSegment", "website"],
    ["Schule Köln", id, "Education", "K12", "schule-koeln.example"],
  ];
  const file = (separator: string, quote = ""): string =>
    `${lines.map((cells) => cells.map((cell) => quote + cell + quote).join(separator)).join("\r\n")}\r\n`;
  const expected = [
    { name: "Schule Köln", customerId: id, qualification: "Education", educationSegment: "K12", website: "schule-koeln.example" },
  ];

  test.each([
    ["commas", file(",")],
    ["semicolons", file(";")],
    ["tabs", file("\t")],
    ["sep=;", `sep=;\r\n${file(";")}`],
    ["sep=| in quotes", `"sep=|"\r\n${file("|")}`],
    ["#TYPE", `#TYPE System.Management.Automation.PSCustomObject\r\n${file(",", '"')}`],
  ])("%s", (_, text) => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, "utf16le")]) {
      expect(parseBytes(bytes)).toEqual({ customers: expected, problems: [] });
    }
    expect(parseBytes(Buffer.from(`\uFEFF${text}`, "utf16le").swap16()).customers).toEqual(expected);
  });

  test("ANSI is an error that says where, not a name with another letter", () => {
    const { customers, problems } = parseBytes(Buffer.from(file(";"), "latin1"));
    expect(customers).toEqual([]);
    expect(problems).toEqual([
      { line: 2, column: 9, message: expect.stringMatching(/^this is not UTF-8: the byte 0xF6 .*Save the file as UTF-8/) },
    ]);
  });
});

test("a file that cannot be read is told with the reason", () => {
  expect(() => readCustomers("nowhere.csv")).toThrow("nowhere.csv cannot be read: there is no such file.");
  expect(() => readCustomers(__dirname)).toThrow("cannot be read: it is a folder.");
});

test("readCustomers throws one error that names the file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "customers-"));
  try {
    const file = path.join(folder, "some.csv");
    writeFileSync(file, `${header}\n,x,StateOwnedEntity,,\n`);
    expect(() => readCustomers(file)).toThrow(`${file}:2:1: the name is missing\n${file}:2:2: customerId: `);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe("in YAML", () => {
  const item = `- name: a\n  customerId: ${id}\n  qualification: `;
  const told = (text: string): string[] =>
    parseCustomers(text, "yaml").problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);

  test("the same customers come out as of the same in CSV", () => {
    const folder = path.join(__dirname, "../../../examples/many-customers");
    expect(readCustomers(path.join(folder, "customers.yaml"))).toEqual(readCustomers(path.join(folder, "customers.csv")));
  });

  test.each([
    [
      "a GUID that is none",
      "- name: a\n  customerId: 12\n  qualification: StateOwnedEntity\n",
      expect.stringMatching(/^2:15: a: customerId: /),
    ],
    ["a segment that is missing", `${item}Education\n`, expect.stringMatching(/^1:3: a: educationSegment: is required/)],
    [
      "a segment that is left empty",
      `${item}Education\n  educationSegment: # choose\n`,
      expect.stringMatching(/^4:\d+: a: educationSegment: is required/),
    ],
    ["a segment that is misspelled", `${item}Education\n  educationSegment: k12\n`, expect.stringMatching(/^4:21: a: educationSegment: /)],
    [
      "evidence without a use",
      `${item}StateOwnedEntity\n  website: a.edu\n`,
      expect.stringMatching(/^4:12: a: website: belongs to Education only/),
    ],
    [
      "a key that is none",
      `${item}StateOwnedEntity\n  websit: a.edu\n`,
      expect.stringMatching(/^4:3: a: there is no key "websit"; they are name,.* did you mean website/),
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

  test("what is there twice is told with the line of the first", () => {
    expect(told(`${item}StateOwnedEntity\n${item}StateOwnedEntity\n`)).toEqual([
      '4:9: the name "a" is in line 1 already',
      "5:15: a: StateOwnedEntity for this customer is in line 2 already",
    ]);
  });

  test("names that look like numbers stay as they are written", () => {
    const text = `- name: 0123\n  customerId: ${id}\n  qualification: StateOwnedEntity\n`;
    expect(parseCustomers(text, "yaml").customers).toEqual([{ name: "0123", customerId: id, qualification: "StateOwnedEntity" }]);
  });
});
