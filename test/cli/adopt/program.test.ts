import ts from "typescript";
import { parse } from "yaml";
import { planOf } from "../../../cli/adopt/plan";
import { typescript } from "../../../cli/adopt/typescript";
import { yaml } from "../../../cli/adopt/yaml";
import { parseCustomers } from "../../../cli/customers/readCustomers";
import { everything, found, today } from "../support/found";
import { customer } from "../support/stack";

test("the program declares what can be declared, looks at the rest, and asks for what Partner Center never tells", () => {
  expect(typescript(planOf(everything), today)).toBe(`\
// Written by partnercenter adopt on 2026-11-21: 5 qualifications of 4 customers; 1 more has none; 1 could not be read.
// Nothing can be sent while it is adopted under partnercenter:readOnly:
//   pulumi config set partnercenter:readOnly true
//   pulumi up --continue-on-error
// No two customers share a value: a later change is only recorded, but asks again where a customer was denied or is listed no longer, and a
// customer has 3 requests in all.
import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";

// TODO: where a line says TODO, write K12 or HigherEducation. Partner Center never tells the segment of an academic customer; until it is
// there, nothing runs.

// TODO: set one of your validation codes for each of these customers, under a key of its own:
//   pulumi config set --secret validationCode-lamna CODE
// It is recorded, not sent, and need not be changed when the code is used up or replaced.
const config = new pulumi.Config();

// Contoso, contoso.onmicrosoft.com: Education Approved.
new partnercenter.CustomerQualification("contoso", {
  customerId: "${customer(1)}",
  qualification: "Education",
  educationSegment: "TODO",
});

// Fabrikam, fabrikam.onmicrosoft.com: Education Denied (Not an Academic Domain) since 2026-11-02. A change of educationSegment, website or resubmit asks again.
new partnercenter.CustomerQualification("fabrikam-education", {
  customerId: "${customer(2)}",
  qualification: "Education",
  educationSegment: "TODO",
});

// Fabrikam, fabrikam.onmicrosoft.com: StateOwnedEntity in effect.
new partnercenter.CustomerQualification("fabrikam-state-owned", {
  customerId: "${customer(2)}",
  qualification: "StateOwnedEntity",
});

// Lamna, lamna.onmicrosoft.com: GovernmentCommunityCloud Approved.
new partnercenter.CustomerQualification("lamna", {
  customerId: "${customer(3)}",
  qualification: "GovernmentCommunityCloud",
  validationCode: config.requireSecret("validationCode-lamna"),
});

// Adatum, adatum.onmicrosoft.com: Nonprofit in effect.
// It cannot be set through Partner Center, so it is only looked at.
partnercenter.CustomerQualification.get("adatum", "${customer(4)}/Nonprofit");

// Not here, since it could not be read: customer ${customer(6)}. Access is denied.
`);
});

test("no two resources share a value, whatever Partner Center lists: each code has a key of its own, and each segment stands in its line", () => {
  const statuses = ["InReview", "Approved", "Denied"];
  const lists = (qualification: string) =>
    statuses.map((vettingStatus, index) => found(statuses.length * qualification.length + index, "Same", { qualification, vettingStatus }));
  const source = (segment?: "K12"): string =>
    typescript(planOf([...lists("Education"), ...lists("GovernmentCommunityCloud")]), today, segment);
  for (const program of [source(), source("K12")]) {
    const declared = program.split("new partnercenter.CustomerQualification(").slice(1);
    const values = declared.map((text) => /^ {2}(?:educationSegment|validationCode): (.*),$/m.exec(text)?.[1] ?? "");
    expect(values.filter((value) => /^"(TODO|K12)"$/.test(value))).toHaveLength(3);
    const keys = values.flatMap((value) => /^config\.requireSecret\("(.*)"\)$/.exec(value)?.[1] ?? []);
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(program).toContain(`//   pulumi config set --secret ${key} CODE\n`);
  }
});

test("a denied one says what asks again, by its kind; one that is only looked at asks nothing", () => {
  const denied = (number: number, qualification: string) => found(number, `C${number}`, { qualification, vettingStatus: "Denied" });
  const program = typescript(
    planOf([denied(1, "Education"), denied(2, "GovernmentCommunityCloud"), denied(3, "StateOwnedEntity"), denied(4, "Nonprofit")]),
    today,
  );
  expect([...program.matchAll(/A change of (.*) asks again\./g)].map(([, what]) => what)).toEqual([
    "educationSegment, website or resubmit",
    "validationCode or resubmit",
    "resubmit",
  ]);
});

test("a company cannot write into the program or the data, whatever it calls itself", () => {
  const evil = 'X"\n}); process.exit(1) //\u2028process.exit(1)\r*/ - name: y';
  const plan = planOf([
    found(1, evil, { qualification: "Education", vettingStatus: evil, vettingReason: evil }),
    found(2, "B", { qualification: evil }),
  ]);
  const program = typescript(plan, today, "K12");
  const source = ts.createSourceFile("x.ts", program, ts.ScriptTarget.ES2022);
  expect(source.statements.map(({ kind }) => ts.SyntaxKind[kind])).toEqual([
    "ImportDeclaration",
    "ExpressionStatement",
    "ExpressionStatement",
  ]);
  expect(source.statements.map((statement) => statement.getText(source)).join("\n")).toContain('get("b", "');
  expect(parse(yaml(plan, today, "K12"))).toHaveLength(1);
});

test("two that exclude each other are not declared beside each other: the denied one is only looked at", () => {
  const both = found(
    1,
    "Contoso",
    { qualification: "Education", vettingStatus: "Denied" },
    { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" },
  );
  expect(planOf([both]).lines.map((line) => ("kind" in line ? line.kind : line.why))).toEqual([
    "cannot be declared beside GovernmentCommunityCloud",
    "GovernmentCommunityCloud",
  ]);
});

test("the data is what examples/many-customers reads, without what is not for a file", () => {
  const text = yaml(planOf(everything), today, "HigherEducation");
  expect(parseCustomers(Buffer.from(text), "yaml")).toEqual({
    problems: [],
    customers: [
      { name: "contoso", customerId: customer(1), qualification: "Education", educationSegment: "HigherEducation" },
      { name: "fabrikam-education", customerId: customer(2), qualification: "Education", educationSegment: "HigherEducation" },
      { name: "fabrikam-state-owned", customerId: customer(2), qualification: "StateOwnedEntity" },
    ],
  });
  expect(text).toContain(
    "# Lamna, lamna.onmicrosoft.com: GovernmentCommunityCloud Approved.\n# It is not for a file: declare it by hand.\n",
  );
  expect(text).toContain("# It cannot be set through Partner Center, so it is not for this file.\n");
});

test("in data the missing segment is told with its line, until somebody chooses", () => {
  const text = yaml(planOf(everything.slice(0, 1)), today);
  const line = text.split("\n").findIndex((each) => each.includes("TODO")) + 1;
  expect(parseCustomers(Buffer.from(text), "yaml").problems).toMatchObject([
    { line, message: expect.stringContaining("educationSegment: is required for Education") },
  ]);
});

test("names that YAML would take for something else stay texts", () => {
  const text = yaml(
    planOf([found(1, "123", { qualification: "StateOwnedEntity" }), found(2, "null", { qualification: "StateOwnedEntity" })]),
    today,
  );
  expect(parseCustomers(Buffer.from(text), "yaml").customers.map(({ name }) => name)).toEqual(["123", "null"]);
});

test("without anything to adopt both say so and are valid", () => {
  expect(parseCustomers(Buffer.from(yaml(planOf([]), today)), "yaml")).toEqual({ customers: [], problems: [] });
  expect(typescript(planOf([found(1, "A")]), today)).toContain("0 qualifications of 0 customers; 1 more has none.");
});
