import { stringify } from "yaml";
import type { EducationSegment } from "../../provider/qualification/model";
import type { Declared, Looked, Plan } from "./plan";
import { heading, missing, remark } from "./remarks";

/** The resource's type, as a YAML program names it. */
const type = "partnercenter:CustomerQualification";

/**
 * The program that adopts, for a project in YAML on the plugin. What nobody has told yet is found by the first preview, which sends nothing: a segment
 * that is empty, a code that is not configured.
 *
 * @param today For the comment at the top: `2026-11-21`.
 * @param segment The segment of all academic customers, where it is known.
 */
export function pluginYaml(plan: Plan, today: string, segment?: EducationSegment): string {
  const coded = plan.lines.filter((line) => "kind" in line && line.kind === "GovernmentCommunityCloud");
  const gaps = missing(plan);
  return `${[
    ...heading(plan, today).map(comment),
    "name: adopted-qualifications",
    "runtime: yaml",
    ...(coded.length === 0 ? [] : codes(coded.map(({ name }) => name))),
    ...(plan.lines.length === 0 ? ["resources: {}"] : ["resources:", ...plan.lines.map((line) => indented(resource(line, segment)))]),
    ...(gaps.length === 0 ? [] : ["", ...gaps.map(comment)]),
  ].join("\n")}\n`;
}

/** Under a key of its own each, for the reason that `typescript` gives. */
function codes(names: readonly string[]): readonly string[] {
  return [
    comment("TODO: set one of your validation codes for each of these customers, under a key of its own:"),
    ...names.map((name) => comment(`  pulumi config set --secret ${codeKey(name)} CODE`)),
    comment("It is recorded, not sent, and need not be changed when the code is used up or replaced."),
    "config:",
    ...names.map((name) => `  ${scalar(codeKey(name))}: { type: string, secret: true }`),
  ];
}

function resource(line: Declared | Looked, segment: EducationSegment | undefined): readonly string[] {
  const { name, customer, entry } = line;
  const above = [
    "",
    comment(remark(line)),
    ...("why" in line ? [comment(`It ${line.why}, so it is only looked at.`)] : []),
    `${scalar(name)}:`,
  ];
  if (!("kind" in line)) return [...above, `  type: ${type}`, "  get:", `    id: ${literal(`${customer.id}/${entry.qualification}`)}`];
  const evidence = {
    Education: [`educationSegment: ${segment ?? "# TODO: K12 or HigherEducation. Partner Center never tells it."}`],
    GovernmentCommunityCloud: [`validationCode: \${${codeKey(name)}}`],
    StateOwnedEntity: [],
  }[line.kind];
  return [
    ...above,
    `  type: ${type}`,
    "  properties:",
    ...[`customerId: ${scalar(customer.id)}`, `qualification: ${line.kind}`, ...evidence].map((text) => `    ${text}`),
  ];
}

function codeKey(name: string): string {
  return `validationCode-${name}`;
}

function indented(lines: readonly string[]): string {
  return lines.map((text) => (text === "" ? "" : `  ${text}`)).join("\n");
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** A text of Partner Center's: Pulumi would take `${` for the beginning of an expression, and `$$` for one sign (pulumi-yaml, ast/interpolation.go). */
function literal(text: string): string {
  return JSON.stringify(text.replaceAll("$", () => "$$"));
}

function comment(text: string): string {
  return `# ${text}`;
}
