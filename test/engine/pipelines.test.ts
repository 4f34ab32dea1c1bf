import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../boundary/support/linkedFolder";
import { type Job, type Step, services } from "../support/pipelines";
import { runCommand } from "./support/command";
import { customers, declare, type Emulated, education, program, submissions, withEmulator } from "./support/emulated";
import { contosoInYaml, yaml } from "./support/pluginProject";
import { parseExport } from "./support/state";

const { contoso, fabrikam, lamna } = customers;

/**
 * What stands around a pipeline and is not there in a test: installing Pulumi and packages, the Azure CLI, GitHub's command line. Each
 * writes down how it was called. The way to sign in and the backend are the test's own (runJob). Everything else is real: the shell, the
 * CLI, the engine, `npx partnercenter`.
 */
const surroundings: Readonly<Record<string, string>> = {
  curl: "echo true",
  npm: 'test "$1" = ci',
  az: "echo a-secret-from-the-vault",
  gh: 'for last; do :; done; cp "$last" "$SURROUNDINGS/comment"',
};

const text = program(
  education("contoso"),
  education("fabrikam"),
  declare("lamna", "lamna", { qualification: "StateOwnedEntity" }),
  "exports.vetting = { contoso: contoso.vettingStatus, fabrikam: fabrikam.vettingStatus };",
);

/** Everything below the backend, folders too, with when it was changed: a lock that comes and goes changes its folder. */
function backendOf({ project }: Emulated): string[] {
  const backend = path.join(project.folder, "backend");
  const names = readdirSync(backend, { recursive: true }) as string[];
  return names.sort().map((name) => `${name} ${statSync(path.join(backend, name)).mtimeMs}`);
}

interface Outcome {
  readonly failed: readonly string[];
  readonly output: string;
}

/** Runs the shell steps of a job as its service does, in the project's folder. */
async function runJob({ steps, env }: Job, { project, emulator }: Emulated): Promise<Outcome> {
  const tools = path.join(project.folder, "surroundings");
  mkdirSync(tools, { recursive: true });
  for (const [name, script] of Object.entries(surroundings)) {
    writeFileSync(path.join(tools, name), `#!/bin/sh\necho "${name} $*" >> "$SURROUNDINGS/calls"\n${script}\n`);
    chmodSync(path.join(tools, name), 0o755);
  }
  const githubEnv = path.join(tools, "env");
  writeFileSync(githubEnv, "");
  const failed: string[] = [];
  let output = "";
  for (const step of steps) {
    if (failed.length > 0 && !step.always) continue;
    const added = Object.fromEntries(
      readFileSync(githubEnv, "utf8")
        .split("\n")
        .filter((line) => line.includes("="))
        .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    const environment = {
      ...env,
      ...added,
      ...step.env,
      // What leads to Azure leads to the test's own backend and emulator.
      ...project.env,
      PARTNERCENTER_AUTH: "auto",
      PARTNERCENTER_EMULATOR: emulator.url,
      PATH: [tools, path.dirname(project.engine.pulumi), project.env["PATH"]].join(path.delimiter),
      SURROUNDINGS: tools,
      GITHUB_ENV: githubEnv,
      AZURE_JWT: "a-token-of-gitlab",
    };
    const result = await runScript(step, project.folder, environment);
    output += result.output;
    if (result.code !== 0) failed.push(step.name);
  }
  return { failed, output };
}

function runScript({ script, shell }: Step, folder: string, env: Record<string, string>): ReturnType<typeof runCommand> {
  const file = path.join(folder, "surroundings", "step.sh");
  writeFileSync(file, script);
  const [command = "bash", ...args] = shell;
  return runCommand(command, [...args, file], { cwd: folder, env }, { expectFailure: "either" });
}

async function withPipelines(story: (emulated: Emulated) => Promise<void>): Promise<void> {
  await withEmulator({ name: "pipelines", program: text }, async (emulated) => {
    const { project } = emulated;
    const bin = path.join(project.folder, "node_modules", ".bin");
    mkdirSync(bin);
    symlinkSync(path.join(root, "dist", "cli", "main.js"), path.join(bin, "partnercenter"));
    await project.run(["stack", "init", "prod"]);
    await story(emulated);
  });
}

// The shells of the services; Windows has none that is sure to be there.
const onUnix = process.platform === "win32" ? test.skip : test;

onUnix(
  "GitHub Actions: preview, up, and a nightly run that fails on a denial, on a customer that cannot be read, and on drift",
  async () => {
    await withPipelines(async (emulated) => {
      const { project, control } = emulated;
      const job = services["GitHub Actions"];

      const preview = await runJob(job("preview"), emulated);
      expect(preview).toEqual({ failed: [], output: expect.stringContaining("+ 4 to create") });
      expect(submissions(control)).toBe(0);
      const comment = readFileSync(path.join(project.folder, "surroundings", "comment"), "utf8");
      expect(comment).toMatch(/^### Preview of prod\n\n( {4}.*\n)+$/);
      expect(comment).toMatch(/^ {4} *\+ 4 to create/m);
      expect(readFileSync(path.join(project.folder, "surroundings", "calls"), "utf8")).toContain(
        "gh pr comment 7 --edit-last --create-if-none --body-file comment.md",
      );

      // One customer's refusal does not stop the others, and the job still says it.
      const refused = control.fault({ kind: "status", status: 400, times: "always", match: { customerId: fabrikam, method: "POST" } });
      const first = await runJob(job("up"), emulated);
      expect(first.failed).toEqual(["Up"]);
      expect(submissions(control)).toBe(2);
      control.removeFault(refused);
      expect(await runJob(job("up"), emulated)).toMatchObject({ failed: [] });
      expect(submissions(control)).toBe(3);
      expect(existsSync(path.join(project.folder, "comment.md"))).toBe(true);

      expect(await runJob(job("nightly"), emulated)).toMatchObject({ failed: [] });

      // An approval is no trouble, and comes into the state.
      control.approve(contoso, "Education");
      expect(await runJob(job("nightly"), emulated)).toMatchObject({ failed: [] });
      const state = parseExport((await project.run(["stack", "export", "--stack", "prod"])).stdout);
      expect(state.resource("contoso").outputs).toMatchObject({ vettingStatus: "Approved" });

      control.deny(fabrikam, "Education", "Not an Academic Domain");
      const denied = await runJob(job("nightly"), emulated);
      expect(denied.failed).toEqual(["Nobody was denied, and everybody's status is known"]);
      expect(denied.output).toContain("Not an Academic Domain");

      control.approve(fabrikam, "Education");
      control.setRelationship(contoso, "none");
      const unreadable = await runJob(job("nightly"), emulated);
      expect(unreadable.failed).toEqual(["Every customer can be read"]);
      expect(unreadable.output).toMatch(/20002/);
      control.setRelationship(contoso, "reseller");

      control.vanish(lamna, "StateOwnedEntity");
      const drifted = await runJob(job("nightly"), emulated);
      expect(drifted.failed).toEqual(["Everything is as the program says"]);
      expect(control.qualifications(lamna)).toEqual([]);
      expect(submissions(control)).toBe(3);

      // A pull request shows the drift, and its identity needs no right to write the state.
      const before = backendOf(emulated);
      const withDrift = await runJob(job("preview"), emulated);
      expect(backendOf(emulated)).toEqual(before);
      expect(withDrift.output).toMatch(/~ qualification\s*: "StateOwnedEntity" => "None"|"None" => "StateOwnedEntity"/);
      expect(await runJob(job("up"), emulated)).toMatchObject({ failed: [] });
      expect(submissions(control)).toBe(4);
    });
  },
);

onUnix.each(["Azure DevOps", "GitLab"] as const)(
  "%s: the same steps, and all that is wrong is told in one nightly run",
  async (service) => {
    await withPipelines(async (emulated) => {
      const { control } = emulated;
      const job = services[service];
      expect(await runJob(job("preview"), emulated)).toEqual({ failed: [], output: expect.stringContaining("+ 4 to create") });
      expect(submissions(control)).toBe(0);
      expect(await runJob(job("up"), emulated)).toMatchObject({ failed: [] });
      expect(submissions(control)).toBe(3);
      expect(await runJob(job("nightly"), emulated)).toMatchObject({ failed: [] });

      control.deny(fabrikam, "Education", "Not an Academic Domain");
      control.setRelationship(contoso, "none");
      control.vanish(lamna, "StateOwnedEntity");
      const { failed, output } = await runJob(job("nightly"), emulated);
      expect(failed).toHaveLength(1);
      expect(output).toMatch(/20002/);
      expect(output).toContain("Not an Academic Domain");
      expect(output).toMatch(/no changes were expected|changes were proposed|expect/i);
      expect(submissions(control)).toBe(3);
    });
  },
);

onUnix("GitHub Actions with a YAML program on the plugin: the same steps, and a denial and a drift are told", async () => {
  await withPipelines(async (emulated) => {
    const { project, control } = emulated;
    const job = services["GitHub Actions"];
    yaml(project, ...contosoInYaml, "  lamna:", "    type: partnercenter:CustomerQualification");
    appendFileSync(
      path.join(project.folder, "Pulumi.yaml"),
      `    properties: { customerId: ${lamna}, qualification: StateOwnedEntity }\noutputs:\n  vetting: \${contoso.vettingStatus}\n`,
    );
    expect(await runJob(job("preview"), emulated)).toEqual({ failed: [], output: expect.stringContaining("+ 3 to create") });
    expect(submissions(control)).toBe(0);
    expect(await runJob(job("up"), emulated)).toMatchObject({ failed: [] });
    expect(submissions(control)).toBe(2);
    expect(await runJob(job("nightly"), emulated)).toMatchObject({ failed: [] });
    control.deny(contoso, "Education", "Not an Academic Domain");
    const denied = await runJob(job("nightly"), emulated);
    expect(denied.failed).toEqual(["Nobody was denied, and everybody's status is known"]);
    expect(denied.output).toContain("Not an Academic Domain");
    control.approve(contoso, "Education");
    control.vanish(lamna, "StateOwnedEntity");
    expect((await runJob(job("nightly"), emulated)).failed).toEqual(["Everything is as the program says"]);
    expect(submissions(control)).toBe(2);
  });
});
