import { stringify } from "yaml";
import type { EducationSegment } from "../../provider/qualification/model";
import type { Declared, Looked, Plan } from "./plan";
import { heading, missing, remark } from "./remarks";

/**
 * The data that adopts, as examples/many-customers reads it. What nobody has told yet is left empty, and the reader points to its line.
 *
 * @param today For the comment at the top: `2026-11-21`.
 * @param segment The segment of all academic customers, where it is known.
 */
export function yaml(plan: Plan, today: string, segment?: EducationSegment): string {
  const items = plan.lines.map((line) => ["", comment(remark(line)), ...item(line, segment)].join("\n"));
  const gaps = missing(plan);
  const empty = plan.lines.some(fits) ? [] : ["", "[]"];
  return `${[...heading(plan, today).map(comment), ...items, ...empty, ...(gaps.length === 0 ? [] : ["", ...gaps.map(comment)])].join("\n")}\n`;
}

/** GovernmentCommunityCloud is not for a file: it cannot be undone, and its code is a secret. */
function fits(line: Declared | Looked): line is Declared {
  return "kind" in line && line.kind !== "GovernmentCommunityCloud";
}

function item(line: Declared | Looked, segment: EducationSegment | undefined): readonly string[] {
  if (!fits(line))
    return [comment("why" in line ? `It ${line.why}, so it is not for this file.` : "It is not for a file: declare it by hand.")];
  const { name, customer, kind } = line;
  return [
    `- name: ${stringify(name).trimEnd()}`,
    `  customerId: ${stringify(customer.id).trimEnd()}`,
    `  qualification: ${kind}`,
    ...(kind === "Education" ? [`  educationSegment: ${segment ?? "# TODO: K12 or HigherEducation. Partner Center never tells it."}`] : []),
  ];
}

function comment(text: string): string {
  return `# ${text}`;
}
