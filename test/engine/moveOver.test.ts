import { writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { stateFixture } from "../consumers/support/states";
import { node, yaml } from "./support/pluginProject";
import { createProject, type Project } from "./support/project";

const fixture = stateFixture("0.1.0");
const ours = /partnercenter(:index)?:(CustomerQualification|QualificationApproval)$/;

/** What is to be done with each resource of ours, by the last preview or up. */
function operations(project: Project): Record<string, string> {
  const found: Record<string, string> = {};
  for (const event of project.events()) {
    const { metadata } = (event["resourcePreEvent"] ?? {}) as { metadata?: { op: string; urn: string; type: string } };
    if (metadata && ours.test(metadata.type)) found[metadata.urn.split("::").at(-1) ?? ""] = metadata.op;
  }
  return found;
}

const unchanged = Object.fromEntries(["contoso", "fabrikam", "lamna", "tailspin", "proseware", "gate"].map((name) => [name, "same"]));

/** The program of the fixture on the plugin. A Provider is another resource there, so it has another name. */
const inNode = fixture.program
  .replace('require("pulumi-partnercenter")', 'require("pulumi-partnercenter/plugin")')
  .replace('"partner"', '"tenant"');

const education = (name: string, customerId: string): string[] => [
  `  ${name}:`,
  "    type: partnercenter:CustomerQualification",
  `    properties: { customerId: ${customerId}, qualification: Education, educationSegment: HigherEducation, website: ${name}.edu, expectedDomain: ${name}.onmicrosoft.com }`,
];
const inYaml = [
  "resources:",
  ...education("contoso", "0c39d6d5-c70d-4c55-bc02-f620844f3fd1"),
  ...education("fabrikam", "1d4ae7e6-d81e-4d66-8d13-0731955f40e2"),
  ...education("tailspin", "3f6c09a8-fa30-4f88-af35-295317717264"),
  "  lamna:",
  "    type: partnercenter:CustomerQualification",
  "    properties: { customerId: 2e5bf8f7-e92f-4e77-9e24-184206606153, qualification: GovernmentCommunityCloud, validationCode: '123456' }",
  "  tenant:",
  "    type: pulumi:providers:partnercenter",
  "    properties: { unreadable: fail, requestsPerMinute: 600 }",
  "  proseware:",
  "    type: partnercenter:CustomerQualification",
  "    properties: { customerId: 408d1ab9-0b41-4099-b046-3a6428828375, qualification: StateOwnedEntity, resubmit: '1' }",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Pulumi's.
  "    options: { provider: '${tenant}' }",
  "  gate:",
  "    type: partnercenter:QualificationApproval",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Pulumi's.
  "    properties: { qualificationId: '${contoso.id}', timeout: 1m, pollInterval: 1s }",
];

test.each<[string, (project: Project) => void]>([
  [
    "a Node program that imports the other module",
    (project) => node(project, "pulumi-partnercenter/plugin", inNode.replace(/^const partnercenter = .*$/m, "")),
  ],
  ["a YAML program of the same names", (project) => yaml(project, ...inYaml)],
])("the state that 0.1.0 wrote is unchanged under the plugin, keeps its requests, and nothing is sent: %s", async (_, move) => {
  await using project = await createProject({ name: "moving", program: "", refreshAlways: true });
  const stateFile = path.join(project.folder, "emulator.state");
  writeFileSync(stateFile, fixture.emulator);
  await using emulator = await startEmulator({ stateFile });
  const before = emulator.control.submissions().length;
  const options = { env: { PARTNERCENTER_EMULATOR: emulator.url } };
  move(project);
  const stack = path.join(project.folder, "stack.json");
  writeFileSync(stack, fixture.stack.replaceAll("::consumer::", `::${project.name}::`).replaceAll("consumer-test", `${project.name}-test`));
  await project.run(["stack", "import", "--stack", "test", "--file", stack]);

  const preview = await project.preview(options);
  expect(operations(project)).toEqual(unchanged);
  expect(preview.stdout).not.toMatch(/[+~-]\s+partnercenter:index/);
  await project.up(options);
  expect(operations(project)).toEqual(unchanged);
  await project.preview({ ...options, args: ["--expect-no-changes"] });

  const { resources, text } = await project.stackExport();
  const types = resources.map(({ type }) => type).filter((type) => ours.test(type));
  expect(types.filter((type) => type.startsWith("partnercenter:index:"))).toHaveLength(6);
  expect(types).toHaveLength(6);
  // Who looks for a request later finds the ids under which 0.1.0 sent it.
  const submissions = resources.flatMap(({ outputs }) =>
    outputs?.["lastSubmission"] ? [outputs["lastSubmission"] as { requestId: string }] : [],
  );
  expect(submissions.length).toBeGreaterThan(3);
  for (const { requestId } of submissions) expect(fixture.stack).toContain(requestId);
  expect(text).not.toContain('"123456"');
  expect(emulator.control.requests({ path: "/qualifications" }).filter(({ method }) => method !== "GET")).toEqual([]);
  expect(emulator.control.submissions()).toHaveLength(before);
});
