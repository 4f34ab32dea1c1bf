import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";
import { customers } from "./emulated";
import type { Project } from "./project";

export const dynamicType = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";
export const pluginType = "partnercenter:index:CustomerQualification";

/** Pulumi.yaml with our plugin, of a Node or a YAML program. */
function projectFile(name: string, runtime: "yaml" | "nodejs", ...more: readonly string[]): string {
  return [
    `name: ${name}`,
    ...(runtime === "yaml" ? ["runtime: yaml"] : ["runtime:", "  name: nodejs", "  options:", "    typescript: false", "main: index.js"]),
    "options:",
    "  refresh: always",
    "plugins:",
    "  providers:",
    "    - name: partnercenter",
    `      path: ${path.join(root, "dist", "plugin")}`,
    ...more,
    "",
  ].join("\n");
}

/** A YAML program over the same project and stack. */
export function yaml(project: Project, ...resources: readonly string[]): void {
  writeFileSync(path.join(project.folder, "Pulumi.yaml"), projectFile(project.name, "yaml", ...resources));
}

export function node(project: Project, front: "pulumi-partnercenter" | "pulumi-partnercenter/plugin", ...lines: readonly string[]): void {
  writeFileSync(path.join(project.folder, "Pulumi.yaml"), projectFile(project.name, "nodejs"));
  project.writeProgram([`const partnercenter = require(${JSON.stringify(front)});`, ...lines, ""].join("\n"));
}

export const contosoInNode = `const contoso = new partnercenter.CustomerQualification("contoso", ${JSON.stringify({
  customerId: customers.contoso,
  qualification: "Education",
  educationSegment: "K12",
  website: "contoso.edu",
})}); exports.status = contoso.vettingStatus;`;

export const contosoInYaml = [
  "resources:",
  "  contoso:",
  "    type: partnercenter:CustomerQualification",
  "    properties:",
  `      customerId: ${customers.contoso}`,
  "      qualification: Education",
  "      educationSegment: K12",
  "      website: contoso.edu",
];

export async function typesIn(project: Project): Promise<string[]> {
  const { deployment } = JSON.parse((await project.run(["stack", "export", "--stack", "test"])).stdout) as {
    deployment: { resources: { type: string }[] };
  };
  return deployment.resources.map(({ type }) => type).filter((type) => type.includes("CustomerQualification"));
}
