import { createHash } from "node:crypto";
import { assess } from "../../../cli/status/attention";
import { changes, seenIn } from "../../../cli/status/changes";
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

test("only a terminal gets colours, and a long note is cut to its width", () => {
  const wide = reportOf([row("a", "Denied", { note: "x".repeat(200) })]);
  expect(table(wide)).toContain("x".repeat(200));
  const [, line = ""] = table(wide, { columns: 120, colour: false }).split("\n");
  expect([...line]).toHaveLength(120);
  expect(line).toMatch(/x…$/);
  expect(table(wide, { columns: 120, colour: true })).toContain("\n\u001B[31ma  ");
  expect(table(wide, { columns: 60, colour: false })).toContain("x".repeat(200));
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
    name: "lamna",
    customerId: customer(5),
    qualification: "Education",
    status: "InReview",
    requestedAt: "2026-11-19T08:00:00Z",
    requestsUsed: 1,
    ageDays: 1,
    workingDaysInReview: 1,
    attention: "inreview",
  });
});

test("CSV quotes what has to be, and no cell is a formula", () => {
  const lines = csv(reportOf([row("=cmd()", "Denied", { note: 'not "a" school, no' }), row("@x", "Approved")])).split("\r\n");
  expect(lines).toEqual([
    "resource,customerId,qualification,status,attention,requestedAt,ageDays,workingDaysInReview,requestsUsed,requestLimit,note",
    `'=cmd(),${customer(6)},Education,Denied,denied,,,,,3,"not ""a"" school, no"`,
    `'@x,${customer(2)},Education,Approved,approved,,,,,3,`,
    "",
  ]);
});

describe("the page", () => {
  const page = html(reportOf([...rows, row("<b>", "<script>alert(1)</script>", { note: `"'&` })], { stack: "a<b" }));

  test("escapes everything that it is given", () => {
    expect(page).toContain("<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>");
    expect(page).toContain("<td>&quot;&#39;&amp;</td>");
    expect(page).toContain("<h1>Customer qualifications of a&lt;b</h1>");
    expect(page).not.toMatch(/<script|<b>/);
  });

  test("loads and runs nothing: its policy knows its one style by the hash", () => {
    const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'"`);
    expect(page).not.toMatch(/\b(src|href|style|on\w+)=/);
    expect(page).not.toMatch(/https?:/);
  });

  test("draws how many there are of each", () => {
    expect(page).toContain('<svg role="img" aria-label="1 denied, 1 in review, 1 other, 2 approved or in effect"');
    const bars = [...page.matchAll(/<rect [^>]*width="(\d+)"/g)].map(([, width]) => Number(width));
    expect(bars).toEqual([180, 180, 180, 360]);
    expect(html(reportOf([]))).not.toContain("<svg");
  });
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
