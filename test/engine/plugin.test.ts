import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../boundary/support/linkedFolder";
import { runCommand } from "./support/command";
import { customers, submissions, withEmulator } from "./support/emulated";
import { contosoInNode, contosoInYaml, dynamicType, node, pluginType, typesIn, yaml } from "./support/pluginProject";
import type { Project } from "./support/project";

const empty = ["--expect-no-changes"];

/** Where each qualification stands in the program, as Pulumi records it. */
async function positionsIn(project: Project): Promise<string[]> {
  const { deployment } = JSON.parse((await project.run(["stack", "export", "--stack", "test"])).stdout) as {
    deployment: { resources: { type: string; sourcePosition?: string }[] };
  };
  return deployment.resources.filter(({ type }) => type.includes("CustomerQualification")).map(({ sourcePosition = "" }) => sourcePosition);
}

test("a YAML program finds a customer by its domain, asks once, and previews as empty afterwards", () =>
  withEmulator({ program: "" }, async ({ project, control }) => {
    yaml(
      project,
      "variables:",
      "  customer:",
      "    fn::invoke:",
      "      function: partnercenter:getCustomer",
      "      arguments:",
      "        domain: contoso.onmicrosoft.com",
      "  codes:",
      "    fn::invoke:",
      "      function: partnercenter:getValidationCodes",
      "resources:",
      "  education:",
      "    type: partnercenter:CustomerQualification",
      "    properties:",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Pulumi's.
      "      customerId: ${customer.customerId}",
      "      qualification: Education",
      "      educationSegment: K12",
      "  government:",
      "    type: partnercenter:CustomerQualification",
      "    properties:",
      `      customerId: ${customers.fabrikam}`,
      "      qualification: GovernmentCommunityCloud",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Pulumi's.
      "      validationCode: ${codes.codes[0].validationId}",
      "outputs:",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Pulumi's.
      "  status: ${education.vettingStatus}",
    );
    const preview = await project.preview();
    expect(preview.stdout).toContain("Would be asked for: at least request 1 of the 3 that a customer has.");
    expect(submissions(control)).toBe(0);
    const up = await project.up();
    expect(await project.outputs()).toEqual({ status: "InReview" });
    expect(submissions(control)).toBe(2);
    const again = await project.preview({ args: empty });
    const { stdout: state } = await project.run(["stack", "export", "--stack", "test"]);
    for (const text of [preview.stdout, up.stdout, again.stdout, state]) expect(text).not.toContain("123456");
    control.approve(customers.contoso, "Education");
    expect((await project.preview({ args: ["--diff"] })).stdout).toMatch(/approved\s*: false => true/);
    const destroyed = await project.destroy();
    expect(destroyed.stdout).toContain("stays: Partner Center offers no way to remove a qualification");
    expect(submissions(control)).toBe(2);
  }));

test("pulumi import takes what is there, prints a program that previews as empty, and says of the rest that it does not exist", () =>
  withEmulator({ program: "" }, async ({ project, control }) => {
    yaml(project, "resources: {}");
    control.setQualifications(customers.contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
    const importing = (id: string, expectFailure = false) =>
      project.run(
        [
          "import",
          pluginType,
          "contoso",
          id,
          "--yes",
          "--stack",
          "test",
          "--protect=false",
          "--out",
          path.join(project.folder, "out.yaml"),
        ],
        { expectFailure },
      );
    for (const kind of ["GovernmentCommunityCloud", "None"]) {
      expect((await importing(`${customers.contoso}/${kind}`, true)).output).toContain("does not exist");
    }
    await importing(`${customers.contoso}/Education`);
    const printed = readFileSync(path.join(project.folder, "out.yaml"), "utf8");
    expect(printed).toContain("qualification: Education");
    yaml(project, printed);
    await project.preview({ args: empty });
    yaml(project, ...contosoInYaml);
    await project.up();
    expect(submissions(control)).toBe(0);
  }));

test("a stack of the dynamic provider goes on under the plugin, in Node and in YAML, and nothing is sent", () =>
  withEmulator({ program: "" }, async ({ project, control }) => {
    node(project, "pulumi-partnercenter", contosoInNode);
    await project.up();
    expect(await typesIn(project)).toEqual([dynamicType]);
    expect(await positionsIn(project)).toEqual([expect.stringMatching(/^project:\/\/\/index\.js#\d+/)]);
    const before = JSON.stringify((await project.outputs())["status"]);
    node(project, "pulumi-partnercenter/plugin", contosoInNode);
    await project.preview({ args: empty });
    yaml(project, ...contosoInYaml);
    await project.preview({ args: empty });
    node(project, "pulumi-partnercenter/plugin", contosoInNode);
    await project.up();
    expect(await typesIn(project)).toEqual([pluginType]);
    expect(await positionsIn(project)).toEqual([expect.stringMatching(/^project:\/\/\/index\.js#\d+/)]);
    expect(JSON.stringify((await project.outputs())["status"])).toBe(before);
    yaml(project, ...contosoInYaml);
    await project.preview({ args: empty });
    expect(submissions(control)).toBe(1);
  }));

test("the way back from the plugin to the dynamic provider is an alias: what is listed no longer is not asked for again, and nothing is sent", () =>
  withEmulator({ program: "" }, async ({ project, control }) => {
    node(project, "pulumi-partnercenter/plugin", contosoInNode);
    await project.up();
    control.vanish(customers.contoso, "Education");
    node(project, "pulumi-partnercenter", contosoInNode.replace("});", `}, { aliases: [{ type: ${JSON.stringify(pluginType)} }] });`));
    await project.up();
    expect(await typesIn(project)).toEqual([dynamicType]);
    node(project, "pulumi-partnercenter", contosoInNode);
    await project.preview({ args: empty });
    await project.refresh();
    await project.destroy();
    expect(submissions(control)).toBe(1);
  }));

test("with refreshBeforeUpdate a plain preview shows what Microsoft has decided", () =>
  withEmulator(
    { program: "", refreshAlways: false, config: { "partnercenter:refreshBeforeUpdate": "true" } },
    async ({ project, control }) => {
      yaml(project, ...contosoInYaml);
      const file = path.join(project.folder, "Pulumi.yaml");
      writeFileSync(file, readFileSync(file, "utf8").replace("options:\n  refresh: always\n", ""));
      await project.up();
      control.approve(customers.contoso, "Education");
      expect((await project.preview({ args: ["--diff"] })).stdout).toMatch(/approved\s*: false => true/);
    },
  ));

test("a configuration that is wrong is told of under the provider, once, before any resource", () =>
  withEmulator({ program: "", config: { "partnercenter:readOnly": "maybe" } }, async ({ project, control }) => {
    yaml(project, ...contosoInYaml);
    const { output } = await project.up({ expectFailure: true });
    expect(output).toContain('partnercenter:readOnly is "maybe", but must be one of true, false');
    expect(control.requests()).toEqual([]);
  }));

test("partnercenter plugin install hands the plugin to Pulumi, which needs neither the package nor `plugins:` afterwards", () =>
  // `npm run` puts the plugin of this checkout on PATH, where Pulumi takes it before any that is installed.
  withEmulator({ program: "", env: { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" } }, async ({ project, control }) => {
    const env = { ...project.env, PATH: `${path.dirname(project.engine.pulumi)}${path.delimiter}${project.env["PATH"] ?? ""}` };
    const main = path.join(root, "dist", "cli", "main.js");
    const installed = await runCommand(process.execPath, [main, "plugin", "install"], { cwd: project.folder, env });
    expect(installed.stdout).toMatch(/^Plugin partnercenter \d+\.\d+\.\d+ is installed\./);
    yaml(project, ...contosoInYaml);
    const file = path.join(project.folder, "Pulumi.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/plugins:\n {2}providers:\n.*\n.*\n/, ""));
    expect(readFileSync(file, "utf8")).not.toContain("plugins:");
    await project.up();
    expect(submissions(control)).toBe(1);
    const schema = await project.run(["package", "get-schema", "partnercenter"]);
    writeFileSync(path.join(project.folder, "schema.json"), schema.stdout);
    await project.run(["schema", "check", "schema.json"]);
  }));
