import type { EducationSegment } from "../../provider/qualification/model";
import type { Declared, Looked, Plan } from "./plan";
import { heading, missing, remark } from "./remarks";

/**
 * The program that adopts, for a project in TypeScript. It compiles as it is; what nobody has told yet is asked for by `pulumi` as stack
 * configuration, before anything happens.
 *
 * @param today For the comment at the top: `2026-11-21`.
 * @param segment The segment of all academic customers, where it is known.
 */
export function typescript(plan: Plan, today: string, segment?: EducationSegment): string {
  const declares = (kind: string): boolean => plan.lines.some((line) => "kind" in line && line.kind === kind);
  const [asksSegment, asksCode] = [declares("Education") && segment === undefined, declares("GovernmentCommunityCloud")];
  const preamble = [
    ...heading(plan, today).map(comment),
    ...(asksSegment || asksCode ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    'import * as partnercenter from "pulumi-partnercenter";',
    ...(asksSegment || asksCode ? ["", "const config = new pulumi.Config();"] : []),
    ...(asksSegment ? segmentQuestion : []),
    ...(asksCode ? codeQuestion : []),
  ];
  const lines = plan.lines.map((line) =>
    ["", comment(remark(line)), ...("kind" in line ? declaration(line, segment) : look(line))].join("\n"),
  );
  const gaps = missing(plan);
  return `${[...preamble, ...lines, ...(gaps.length === 0 ? [] : ["", ...gaps.map(comment)])].join("\n")}\n`;
}

const segmentQuestion = [
  "// TODO: choose. Partner Center never tells the segment of an academic customer. This one stands for all of them:",
  "//   pulumi config set educationSegment K12",
  "// Where a customer's is the other one, write it into its line. For customers that are listed it is recorded, not sent; a change that comes later",
  "// asks again for those that were denied.",
  'const educationSegment = config.require("educationSegment", { allowedValues: ["K12", "HigherEducation"] });',
];

const codeQuestion = [
  "// One of your validation codes, kept secret. For customers that are listed it is recorded, not sent:",
  "//   pulumi config set --secret validationCode CODE",
  'const validationCode = config.requireSecret("validationCode");',
];

function declaration({ name, customer, kind }: Declared, segment: EducationSegment | undefined): readonly string[] {
  const evidence = {
    Education: segment === undefined ? ["  educationSegment,"] : [`  educationSegment: ${JSON.stringify(segment)},`],
    GovernmentCommunityCloud: ["  validationCode,"],
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

function look({ name, customer, entry, why }: Looked): readonly string[] {
  const id = JSON.stringify(`${customer.id}/${entry.qualification}`);
  return [comment(`It ${why}, so it is only looked at.`), `partnercenter.CustomerQualification.get(${JSON.stringify(name)}, ${id});`];
}

function comment(text: string): string {
  return `// ${text}`;
}
