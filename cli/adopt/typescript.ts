import type { EducationSegment } from "../../provider/qualification/model";
import type { Declared, Looked, Plan } from "./plan";
import { heading, missing, remark } from "./remarks";

/**
 * The program that adopts, for a project in TypeScript. What nobody has told yet is found before anything happens: a segment by the compiler, a
 * code by `pulumi`, as stack configuration.
 *
 * No two resources share a value: whoever is in review or approved today may be denied or listed no longer tomorrow, and from then on each change
 * of the value is a new request. One that all of them shared would make as many requests as there are.
 *
 * @param today For the comment at the top: `2026-11-21`.
 * @param segment The segment of all academic customers, where it is known.
 */
export function typescript(plan: Plan, today: string, segment?: EducationSegment): string {
  const named = (kind: string): readonly string[] =>
    plan.lines.flatMap((line) => ("kind" in line && line.kind === kind ? [line.name] : []));
  const coded = named("GovernmentCommunityCloud");
  const preamble = [
    ...heading(plan, today).map(comment),
    ...(coded.length > 0 ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import * as partnercenter from "pulumi-partnercenter";',
    ...(segment === undefined && named("Education").length > 0 ? segmentQuestion : []),
    ...(coded.length > 0 ? codeQuestion(coded) : []),
  ];
  const lines = plan.lines.map((line) =>
    ["", comment(remark(line)), ...("kind" in line ? declaration(line, segment) : existing(line))].join("\n"),
  );
  const gaps = missing(plan);
  return `${[...preamble, ...lines, ...(gaps.length === 0 ? [] : ["", ...gaps.map(comment)])].join("\n")}\n`;
}

const segmentQuestion = [
  "",
  "// TODO: where a line says TODO, write K12 or HigherEducation. Partner Center never tells the segment of an academic customer; until it is",
  "// there, nothing runs.",
];

function codeQuestion(names: readonly string[]): readonly string[] {
  return [
    "",
    "// TODO: set one of your validation codes for each of these customers, under a key of its own:",
    ...names.map((name) => `//   pulumi config set --secret ${codeKey(name)} CODE`),
    "// It is recorded, not sent, and need not be changed when the code is used up or replaced.",
    "const config = new pulumi.Config();",
  ];
}

function codeKey(name: string): string {
  return `validationCode-${name}`;
}

function declaration({ name, customer, kind }: Declared, segment: EducationSegment | undefined): readonly string[] {
  const evidence = {
    Education: [`  educationSegment: ${JSON.stringify(segment ?? "TODO")},`],
    GovernmentCommunityCloud: [`  validationCode: config.requireSecret(${JSON.stringify(codeKey(name))}),`],
    StateOwnedEntity: [],
  }[kind];
  return [
    `new partnercenter.CustomerQualification(${JSON.stringify(name)}, {`,
    `  customerId: ${JSON.stringify(customer.id)},`,
    `  qualification: ${JSON.stringify(kind)},`,
    ...evidence,
    "});",
  ];
}

function existing({ name, customer, entry, why }: Looked): readonly string[] {
  const id = JSON.stringify(`${customer.id}/${entry.qualification}`);
  return [comment(`It ${why}, so it is only looked at.`), `partnercenter.CustomerQualification.get(${JSON.stringify(name)}, ${id});`];
}

function comment(text: string): string {
  return `// ${text}`;
}
