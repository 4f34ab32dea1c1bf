import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../boundary/support/linkedFolder";
import type { Result } from "./support/command";
import { customers, declare, type Emulated, education, program, submissions, withEmulator } from "./support/emulated";

const { contoso, fabrikam } = customers;
const pack = "node_modules/pulumi-partnercenter/policy";
// Windows starts no file by its first line.
const forms: readonly string[] = process.platform === "win32" ? [pack] : [pack, `${pack}/start`];

/** What the preview says of the rules: the names of those that are broken, and whether it failed. */
async function preview({ project }: Emulated, form = pack, config: object = {}): Promise<{ broken: string[]; result: Result }> {
  const file = path.join(project.folder, "policies.json");
  writeFileSync(file, JSON.stringify(config));
  const result = await project.preview({
    args: ["--policy-pack", form, "--policy-pack-config", file],
    env: { PWD: project.folder },
    expectFailure: "either",
  });
  const broken = [...result.output.matchAll(/^\s*- \[mandatory\]\s+([\w-]+)/gm)].map(([, name = ""]) => name).sort();
  expect(result.code === 0).toBe(broken.length === 0);
  expect(result.output).toContain("partnercenter@v");
  return { broken, result };
}

const gcc = (code: string): string =>
  `const gov = new partnercenter.CustomerQualification("gov", { customerId: "${fabrikam}", qualification: "GovernmentCommunityCloud", validationCode: ${code} });`;
const fromConfiguration = 'new pulumi.Config().requireSecret("code")';

test.each(forms)("%s: GovernmentCommunityCloud is for the customers on the list, and its code stands in no file", async (form) => {
  await withEmulator({ program: program(gcc('pulumi.secret("123456")')) }, async (emulated) => {
    const { project, control } = emulated;
    const refused = await preview(emulated, form);
    expect(refused.broken).toEqual(["gcc-allow-list", "no-plain-text-code"]);
    expect(refused.result.output).toContain(`Customer ${fabrikam} is to be GovernmentCommunityCloud`);
    expect(refused.result.output).toContain("stands in clear in index.js:3");

    // Started from elsewhere, the pack cannot know where the files are, and says so instead of looking into others.
    if (form === pack) {
      const lost = await project.preview({ args: ["--policy-pack", form], env: { PWD: root }, expectFailure: true });
      expect(lost.output).toContain("could not be seen: the project's folder was not found");
    }

    // What a rule forbids is not sent either.
    await project.up({ args: ["--policy-pack", form], expectFailure: true });
    expect(submissions(control)).toBe(0);

    project.writeProgram(program(gcc(fromConfiguration)));
    await project.config(`${project.name}:code`, "123456");
    const listed = { "gcc-allow-list": { customers: [fabrikam.toUpperCase()] } };
    const inClear = await preview(emulated, form, listed);
    expect(inClear.broken).toEqual(["no-plain-text-code"]);
    expect(inClear.result.output).toContain("stands in clear in Pulumi.test.yaml:");

    await project.config(`${project.name}:code`, "123456", { secret: true });
    expect((await preview(emulated, form, listed)).broken).toEqual([]);
  });
});

test("production is protected: the default is every stack named prod…, and another pattern can be configured", async () => {
  await withEmulator({ program: program(education("contoso")) }, async (emulated) => {
    expect((await preview(emulated)).broken).toEqual([]);
    const production = { "protect-production": { stacks: "^test$" } };
    const { broken, result } = await preview(emulated, pack, production);
    expect(broken).toEqual(["protect-production"]);
    expect(result.output).toContain(`The qualification of customer ${contoso} is not protected, and test is production.`);
    emulated.project.writeProgram(program(education("contoso", {}, "{ protect: true }")));
    expect((await preview(emulated, pack, production)).broken).toEqual([]);
  });
});

test("a denied request blocks until somebody asks again; one that is no longer listed does where that is configured", async () => {
  const text = (args: object = {}): string =>
    program(education("contoso", args), declare("soe", "fabrikam", { qualification: "StateOwnedEntity" }));
  await withEmulator({ program: text() }, async (emulated) => {
    const { project, control } = emulated;
    await project.up();
    expect((await preview(emulated)).broken).toEqual([]);
    control.deny(contoso, "Education", "Not an Academic Domain");
    const { broken, result } = await preview(emulated);
    expect(broken).toEqual(["no-denied-request"]);
    expect(result.output).toContain(`Education of customer ${contoso} is Denied: Not an Academic Domain.`);
    expect((await preview(emulated, pack, { "no-denied-request": { enforcementLevel: "disabled" } })).broken).toEqual([]);

    project.writeProgram(text({ resubmit: "corrected" }));
    expect((await preview(emulated)).broken).toEqual([]);
    project.writeProgram(text());

    control.vanish(contoso, "Education");
    expect((await preview(emulated)).broken).toEqual([]);
    expect((await preview(emulated, pack, { "no-denied-request": { statuses: ["NotListed"] } })).broken).toEqual(["no-denied-request"]);
    expect(submissions(control)).toBe(2);
  });
});

test("a configuration that the rules do not know is told before anything runs", async () => {
  await withEmulator({ program: program(education("contoso")) }, async ({ project }) => {
    writeFileSync(path.join(project.folder, "policies.json"), JSON.stringify({ "gcc-allow-list": { customers: "all" } }));
    const args = ["--policy-pack", path.join(root, "policy"), "--policy-pack-config", path.join(project.folder, "policies.json")];
    const { output } = await project.preview({ args, expectFailure: true });
    expect(output).toMatch(/gcc-allow-list[\s\S]*customers/);
  });
});
