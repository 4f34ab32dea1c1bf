import { createHash } from "node:crypto";
import stringWidth from "string-width";
import { assess } from "../../../cli/status/attention";
import { changes, seenIn } from "../../../cli/status/changes";
import { columns } from "../../../cli/status/columns";
import { csv } from "../../../cli/status/csv";
import { html } from "../../../cli/status/html";
import { json } from "../../../cli/status/json";
import { makeReport, type Report } from "../../../cli/status/report";
import type { StatusRow } from "../../../cli/status/row";
import { table } from "../../../cli/status/table";
import { customer } from "../support/stack";

const at = "2026-11-20T12:00:00.000Z";
const row = (name: string, status: string, more: Partial<StatusRow> = {}): StatusRow => ({
  name,
  customerId: customer(name.length),
  qualification: "Education",
  status,
  ...more,
});
const rows = [
  row("contoso", "Approved", { requestedAt: "2026-11-02T08:00:00Z", requestsUsed: 1 }),
  row("lamna", "InReview", { requestedAt: "2026-11-19T08:00:00Z", requestsUsed: 1 }),
  row("fabrikam", "Denied", { requestedAt: "2026-11-10T08:00:00Z", requestsUsed: 2, note: "Not an Education Customer" }),
  row("tailspin-state", "InEffect", { qualification: "StateOwnedEntity" }),
];
function reportOf(found: readonly StatusRow[], about: Partial<Report> = {}): Report {
  const assessed = found.map((each) => assess(each, Date.parse(at)));
  return { ...makeReport(assessed, { source: "state", at, failOn: [] }), ...about };
}

test("the table is aligned, what needs a person comes first, and the last line sums up", () => {
  expect(table(reportOf(rows, { stateWrittenAt: "2026-11-20T11:59:58Z" }))).toBe(
    `RESOURCE        CUSTOMER                              QUALIFICATION     STATUS    AGE   IN REVIEW  REQUESTS  NOTE
fabrikam        ${customer(8)}  Education         Denied    10 d             2 of 3    Not an Education Customer
lamna           ${customer(5)}  Education         InReview  1 d   1 d        1 of 3
contoso         ${customer(7)}  Education         Approved  18 d             1 of 3
tailspin-state  ${customer(14)}  StateOwnedEntity  InEffect

4 qualifications: 1 denied, 1 in review, 2 approved or in effect. This is the state of 2026-11-20 11:59; --live asks Partner Center now.
`,
  );
});

test("only a terminal gets colours, and a long note is cut to its width, or stands below where it is too narrow for one", () => {
  const wide = reportOf([row("a", "Denied", { note: "x".repeat(200) })]);
  expect(table(wide)).toContain("x".repeat(200));
  const [, line = ""] = table(wide, { columns: 120, colour: false }).split("\n");
  expect([...line]).toHaveLength(120);
  expect(line).toMatch(/x…$/);
  expect(table(wide, { columns: 120, colour: true })).toContain("\n\u001B[31ma  ");
  const below = table(wide, { columns: 80, colour: false }).split("\n");
  expect(below.slice(1, 5)).toEqual([
    `a         ${customer(1)}  Education      Denied`,
    ...[78, 78, 44].map((length) => `  ${"x".repeat(length)}`),
  ]);
});

test.each([
  [100, /^RESOURCE +CUSTOMER +QUALIFICATION +STATUS +AGE +IN REVIEW +REQUESTS$/],
  [80, /^RESOURCE +QUALIFICATION +STATUS +AGE +IN REVIEW +REQUESTS$/],
])("what says least is left out of %i columns first", (columns, head) => {
  const lines = table(reportOf(rows), { columns: columns === 100 ? 114 : columns, colour: false }).split("\n");
  expect(lines[0]).toMatch(head);
});

test("no line is longer than a terminal of 20 to 150 columns, whatever is in it, and nothing is lost in a block", () => {
  const wide = reportOf([
    ...rows,
    row("東京大学", "Denied", { customerDomain: "東京大学.example", note: "理由 ".repeat(30), requestsUsed: 1 }),
  ]);
  for (let columns = 20; columns <= 150; columns++) {
    for (const line of table(wide, { columns, colour: false }).split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  }
  const narrow = table(wide, { columns: 40, colour: false }).split("\n");
  expect(narrow).toContain("Resource: fabrikam");
  expect(narrow.slice(narrow.indexOf("Customer:")).slice(0, 2)).toEqual([
    "Customer:",
    expect.stringMatching(/^ {2}0c39d6d5-[-0-9a-f]{27}$/),
  ]);
});

test("Chinese, Japanese and Korean characters take two columns, so those behind them stand in line", () => {
  const lines = table(reportOf([row("東京大学", "Approved"), row("contoso", "Approved")]), { columns: 200, colour: false }).split("\n");
  const before = lines.slice(1, 3).map((line) => stringWidth(line.slice(0, line.indexOf("0c39d6d5"))));
  expect(before).toEqual([10, 10]);
});

test("columns that nothing is in are left out, and an empty stack says so", () => {
  const asked = reportOf([{ customerId: customer(1), qualification: "None", status: "None" }], { source: "partnerCenter" });
  expect(table(asked)).toBe(
    `CUSTOMER                              QUALIFICATION  STATUS\n${customer(1)}  None           None\n\n1 qualification: 1 other.\n`,
  );
  expect(table(reportOf([], { source: "partnerCenter" }))).toBe("0 qualifications.\n");
});

test("what the service says cannot move the terminal's cursor", () => {
  expect(table(reportOf([row("a", "Denied", { note: "no\u001B[2J\n\u202Ereason" })]))).toContain("no [2J reason\n");
});

test("JSON has everything, and the counts", () => {
  const said = JSON.parse(json({ ...reportOf(rows, { stack: "prod" }), exitCode: 2 })) as Record<string, unknown>;
  expect(said).toMatchObject({
    source: "state",
    stack: "prod",
    at,
    exitCode: 2,
    requestLimit: 3,
    counts: { denied: 1, inreview: 1, approved: 2 },
  });
  expect((said["qualifications"] as unknown[])[1]).toEqual({
    resource: "lamna",
    customerId: customer(5),
    qualification: "Education",
    status: "InReview",
    requestedAt: "2026-11-19T08:00:00Z",
    requestsUsed: 1,
    ageDays: 1,
    workingDaysInReview: 1,
    attention: "inreview",
    waitingFor: "Microsoft",
    nextStep: "Microsoft decides, usually within 3 working days, so by 24 Nov 2026.",
    requestLimit: 3,
  });
});

/** What a spreadsheet makes of a file: cells, by the separator that it expects. Only a quote at the beginning of a cell means anything. */
function opened(text: string, separator: string): string[][] {
  const cells = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r]*))(${separator}|\\r\\n|$)`, "y");
  const lines: string[][] = [[]];
  while (cells.lastIndex < text.length) {
    const [, quoted, bare = "", end] = cells.exec(text) ?? [];
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === undefined) throw new Error(`Unreadable at ${text.slice(cells.lastIndex)}`);
    if (end === "\r\n") lines.push([]);
  }
  return lines.slice(0, -1);
}

describe("CSV", () => {
  const header =
    "customerName,resource,customerId,customerDomain,qualification,status,attention,waitingFor,nextStep,requestedAt,ageDays,workingDaysInReview,requestsUsed,requestLimit,note";

  test("begins with a byte order mark and its header, and quotes what has to be", () => {
    const [head, first] = csv(reportOf([row("a", "Denied", { note: 'not "a" school, no' })])).split("\r\n");
    expect(head).toBe(`\uFEFF${header}`);
    expect(first).toMatch(new RegExp(`^,a,${customer(1)},,Education,Denied,denied,your team,".*",,,,,3,"not ""a"" school, no"$`));
  });

  test.each([
    ["comma", ","],
    ["semicolon", ";"],
    ["tab", "\t"],
  ] as const)("separated by %s it reads as it was written", (name, separator) => {
    const note = 'a, b; c "d" é 東京';
    const lines = opened(csv(reportOf([row("x;y,z", "Denied", { note })]), name).slice(1), separator);
    expect(lines.map((cells) => cells.length)).toEqual([15, 15]);
    expect([lines[1]?.[1], lines[1]?.[14]]).toEqual(["x;y,z", note]);
  });

  test.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\t=1",
    "\r=1",
    '"=1"',
    "x;=1",
    'x";=1',
    'x;"=1"',
    "x,-1",
    "x; @y",
  ])("%j begins no formula, whichever separator a spreadsheet expects", (text) => {
    for (const written of ["comma", "semicolon", "tab"] as const) {
      for (const separator of [",", ";", "\t"]) {
        const cells = csv(reportOf([row(text, "Denied", { note: text })]), written)
          .slice(1)
          .split("\r\n")
          .flatMap((line) => line.split(separator));
        for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/);
      }
    }
  });

  test("a hyphen or a sign within a text is left alone", () => {
    expect(csv(reportOf([row("a-b", "Denied", { note: "one - two + three = 4 @ x" })]))).toContain(",one - two + three = 4 @ x\r\n");
  });
});

describe("the page", () => {
  const page = html(
    reportOf([...rows, row("<b>", "<script>alert(1)</script>", { note: `"'&`, customerName: "<i>Contoso" })], { stack: "a<b" }),
  );

  test("escapes everything that it is given", () => {
    expect(page).toContain("<b>&lt;script&gt;alert(1)&lt;/script&gt;</b>");
    expect(page).toContain("<b>&lt;i&gt;Contoso</b>");
    expect(page).toContain("<span>&quot;&#39;&amp;</span>");
    expect(page).toContain("<h1>Customer qualifications of a&lt;b</h1>");
    expect(page).not.toMatch(/<script>alert|<i>/);
  });

  test("loads and sends nothing: its policy knows its one style and its one script by their hashes", () => {
    const hashOf = (tag: string): string => {
      const [found, ...others] = [...page.matchAll(new RegExp(`<${tag}>([^<]*(?:<[^/][^<]*)*)</${tag}>`, "g"))];
      expect(others).toEqual([]);
      return createHash("sha256")
        .update(found?.[1] ?? "")
        .digest("base64");
    };
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hashOf("style")}'; script-src 'sha256-${hashOf("script")}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/\b(src|href|style|on\w+)=/);
    expect(page).not.toMatch(/https?:/);
  });

  test("says in words what names and codes say to a program", () => {
    const text = page.slice(page.indexOf("<body>"), page.indexOf("<script>")).replace(/<[^>]*>/g, " ");
    expect(text).not.toMatch(/InReview|InEffect|StateOwnedEntity|--live|undefined|NaN/);
    for (const words of ["In review", "In effect", "State-owned entity", "10 Nov 2026, 08:00 UTC", "1 working day in review", "2 of 3"]) {
      expect(text).toContain(words);
    }
  });

  test("counts who has how much to do, and how many there are of each status", () => {
    const text = page.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|");
    expect(text).toContain("|5 qualifications|");
    expect(text).toContain("|2| For your team|1| Waiting for Microsoft|2| Nothing to do|");
    const bars = [...page.matchAll(/<rect width="(\d+)"/g)].map(([, width]) => Number(width));
    expect(bars).toEqual([50, 50, 50, 100]);
    expect(html(reportOf([]))).toContain("There is no customer qualification.");
  });
});

test("all forms tell the same: each column of the list is in JSON and CSV, under one name", () => {
  const full = row("a", "InReview", {
    customerName: "A",
    customerDomain: "a.example",
    requestedAt: "2026-11-19T08:00:00Z",
    requestsUsed: 1,
    note: "n",
  });
  const report = reportOf([full]);
  const { qualifications } = JSON.parse(json(report)) as { qualifications: Record<string, unknown>[] };
  const names = columns.map(({ key }) => key);
  expect(Object.keys(qualifications[0] ?? {})).toEqual(names);
  expect(opened(csv(report).slice(1), ",")[0]).toEqual(names);
  expect(opened(csv(report).slice(1), ",")[1]).toEqual(names.map((name) => String(qualifications[0]?.[name])));
});

test("changes are told line by line: what came, what went, what became of the others", () => {
  const before = seenIn(reportOf(rows));
  const after = reportOf([
    ...rows.slice(0, 1),
    row("lamna", "Denied", { note: "Not an Academic Domain" }),
    ...rows.slice(2, 3),
    row("proseware", "InReview"),
  ]);
  expect(changes(before, after)).toEqual([
    `2026-11-20T12:00:00Z lamna, customer ${customer(5)}, Education: InReview -> Denied (Not an Academic Domain)`,
    `2026-11-20T12:00:00Z proseware, customer ${customer(9)}, Education: InReview`,
    `2026-11-20T12:00:00Z tailspin-state, customer ${customer(14)}, StateOwnedEntity: InEffect -> gone`,
  ]);
  expect(changes(before, reportOf(rows))).toEqual([]);
});
