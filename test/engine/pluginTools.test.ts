import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../boundary/support/linkedFolder";
import { customers, submissions, withEmulator } from "./support/emulated";
import { partnercenter } from "./support/partnercenter";
import { contosoInNode, contosoInYaml, node, pluginType, typesIn, yaml } from "./support/pluginProject";
import type { Project } from "./support/project";

const { contoso, fabrikam, lamna, tailspin } = customers;

/** A resource of a YAML program. */
function resource(name: string, properties: Readonly<Record<string, string>>): string[] {
  return [
    `  ${name}:`,
    "    type: partnercenter:CustomerQualification",
    "    properties:",
    ...Object.entries(properties).map(([key, value]) => `      ${key}: ${value}`),
  ];
}

/** The rules that a preview with the policy pack breaks, and all that it says. */
async function broken(project: Project, config: object = {}): Promise<{ readonly rules: string[]; readonly output: string }> {
  const file = path.join(project.folder, "policies.json");
  writeFileSync(file, JSON.stringify(config));
  const { output, code } = await project.preview({
    args: ["--policy-pack", path.join(root, "policy"), "--policy-pack-config", file],
    env: { PWD: project.folder },
    expectFailure: "either",
  });
  expect(output).toContain("partnercenter@v");
  const rules = [...output.matchAll(/^\s*- \[mandatory\]\s+([\w-]+)/gm)].map(([, name = ""]) => name).sort();
  expect(code === 0).toBe(rules.length === 0);
  return { rules, output };
}

test("the policy pack has the same rules for the plugin's resources: list, code in clear, protection, denial", () =>
  withEmulator({ program: "" }, async ({ project, control }) => {
    const gcc = (code: string): string[] =>
      resource("gov", { customerId: fabrikam, qualification: "GovernmentCommunityCloud", validationCode: code });
    yaml(project, ...contosoInYaml, ...gcc('"123456"'));
    const refused = await broken(project);
    expect(refused.rules).toEqual(["gcc-allow-list", "no-plain-text-code"]);
    expect(refused.output).toMatch(/stands in clear in Pulumi\.yaml:\d+/);
    expect(refused.output).not.toContain("123456");

    // biome-ignore lint/suspicious/noTemplateCurlyInString: Pulumi's.
    yaml(project, ...contosoInYaml, ...gcc("${code}"), "config:", "  code: { type: string, secret: true }");
    await project.config("code", "123456", { secret: true });
    const listed = { "gcc-allow-list": { customers: [fabrikam] } };
    expect((await broken(project, listed)).rules).toEqual([]);
    expect((await broken(project, { ...listed, "protect-production": { stacks: "^test$" } })).rules).toContain("protect-production");

    const inNode = { customerId: fabrikam, qualification: "GovernmentCommunityCloud" };
    node(
      project,
      "pulumi-partnercenter/plugin",
      `const validationCode = new (require("@pulumi/pulumi").Config)().requireSecret("code");`,
      `new partnercenter.CustomerQualification("gov", { ...${JSON.stringify(inNode)}, validationCode });`,
      contosoInNode,
    );
    expect((await broken(project, listed)).rules).toEqual([]);

    await project.up();
    control.deny(contoso, "Education", "Not an Academic Domain");
    const denied = await broken(project, listed);
    expect(denied.rules).toEqual(["no-denied-request"]);
    expect(denied.output).toContain(`Education of customer ${contoso} is Denied: Not an Academic Domain.`);
    expect(submissions(control)).toBe(2);
  }));

test("status and doctor read a stack of the plugin as one of the dynamic provider", () =>
  withEmulator({ program: "" }, async ({ project, emulator, control }) => {
    yaml(project, ...contosoInYaml, ...resource("soe", { customerId: tailspin, qualification: "StateOwnedEntity" }));
    await project.config("partnercenter:requestsPerMinute", "600");
    await project.up();
    control.deny(contoso, "Education", "Not an Academic Domain");
    await project.refresh();
    const state = await partnercenter(project, ["status", "--json", "--stack", "test", "--fail-on", "denied"]);
    const { qualifications } = JSON.parse(state.out) as { qualifications: Record<string, unknown>[] };
    expect(qualifications.map(({ resource: name, status, requestsUsed }) => [name, status, requestsUsed])).toEqual([
      ["contoso", "Denied", 1],
      ["soe", "InEffect", undefined],
    ]);
    expect(state.code).toBe(2);
    const env = { PARTNERCENTER_EMULATOR: emulator.url };
    const live = await partnercenter(project, ["status", "--live", "--stack", "test"], { env });
    expect(live.out).toMatch(/^contoso .* Denied .*Not an Academic Domain$/m);

    // What the last up recorded stands in the state of the plugin's provider.
    await project.config("partnercenter:requestsPerMinute", "300");
    expect((await partnercenter(project, ["doctor", "--stack", "test"], { env })).out).toMatch(
      /recorded another configuration .*requestsPerMinute/,
    );
    expect(submissions(control)).toBe(2);
  }));

test("the YAML program that adopt writes takes everything in by the plugin, read-only and not, without a request", () =>
  withEmulator({ program: "" }, async ({ project, emulator, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
    control.setQualifications(fabrikam, [{ qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" }]);
    control.setQualifications(lamna, [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }]);
    control.setQualifications(tailspin, [{ qualification: "StateOwnedEntity" }]);
    control.addCustomer({ companyName: "Adatum", qualifications: [{ qualification: "Nonprofit" }] });
    const env = { PARTNERCENTER_EMULATOR: emulator.url };
    const adopted = await partnercenter(project, ["adopt", "--format", "plugin-yaml", "--out", "adopted.yaml", "--stack", "test"], { env });
    expect([adopted.code, adopted.out]).toEqual([0, ""]);
    const written = readFileSync(path.join(project.folder, "adopted.yaml"), "utf8");
    // The project's name and runtime are those of the project at hand.
    const use = (text: string): void => yaml(project, ...text.replace(/^(name|runtime): .*$/gm, "").split("\n"));

    use(written);
    for (const [, key = ""] of written.matchAll(/config set --secret (\S+) CODE/g)) await project.config(key, "123456", { secret: true });
    const waiting = await project.preview({ expectFailure: true });
    expect(waiting.output).toContain("educationSegment");
    use(written.replaceAll(/educationSegment: # TODO.*/g, "educationSegment: K12"));
    await project.config("partnercenter:readOnly", "true");
    await project.up();
    await project.run(["config", "rm", "--stack", "test", "partnercenter:readOnly"]);
    await project.up();
    await project.preview({ args: ["--expect-no-changes"] });
    expect(await typesIn(project)).toEqual(Array.from({ length: 5 }, () => pluginType));
    expect(control.requests({ path: "/v1/" }).filter(({ method }) => method !== "GET")).toEqual([]);
  }));
