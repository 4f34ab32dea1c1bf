import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { parse } from "yaml";
import { type LinkedFolder, linkedFolder, root } from "../boundary/support/linkedFolder";
import { type Result, type RunOptions, runCommand } from "./support/command";
import { customers, submissions, withEmulator } from "./support/emulated";
import { findEngine } from "./support/engine";
import { contosoInYaml, yaml } from "./support/pluginProject";
import type { Project } from "./support/project";

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly name?: string; readonly run?: string }[] }>>;
}

const { jobs } = parse(readFileSync(path.join(root, ".github", "workflows", "release.yml"), "utf8")) as Workflow;
const { version, dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
};

/** The script of the step of a job of the release workflow in which this stands. */
function step(job: string, part: string): string {
  const found = jobs[job]?.steps.filter(({ run }) => run?.includes(part)) ?? [];
  if (found.length !== 1) throw new Error(`${found.length} steps of ${job} have ${part}`);
  return found[0]?.run ?? "";
}

/** `npm run` puts the plugin of this checkout on PATH, where Pulumi takes it before any that is installed. */
const onlyInstalled = { program: "", env: { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" } };

/** A checkout as far as the steps see it. */
let checkout: LinkedFolder;
let tarball: string;
let env: NodeJS.ProcessEnv;

/** As GitHub runs a step with `shell: bash`. Like programs that begin with `#!/bin/sh`, none of it runs on Windows, and `npm test` says so there. */
const bash = (script: string, options?: RunOptions): Promise<Result> =>
  runCommand("/bin/bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { cwd: checkout.path, env }, options);

beforeAll(async () => {
  checkout = linkedFolder("engine", "release");
  symlinkSync(path.join(root, "scripts"), path.join(checkout.path, "scripts"), "junction");
  cpSync(path.join(root, "package.json"), path.join(checkout.path, "package.json"));
  const engine = await findEngine();
  // With CI set, Node's licence has to stand beside Node, which only its makers' own archives have.
  const { CI: _, ...own } = engine.env;
  env = {
    ...own,
    PATH: [path.dirname(engine.pulumi), own["PATH"]].join(path.delimiter),
    PULUMI_HOME: path.join(checkout.path, "home"),
    GITHUB_REF_NAME: `v${version}`,
    ...onlyInstalled.env,
  };
  await bash(step("plugin", "scripts/plugin/executable.mjs"));
  const [name = ""] = readdirSync(path.join(checkout.path, "plugin")).filter((file) => file.endsWith(".tar.gz"));
  tarball = path.join(checkout.path, "plugin", name);
});
afterAll(() => checkout[Symbol.dispose]());

/** A YAML program without `plugins:`, which finds what is installed. */
function usesInstalled(project: Project, ...more: readonly string[]): void {
  yaml(project, ...contosoInYaml, ...more);
  const file = path.join(project.folder, "Pulumi.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/plugins:\n {2}providers:\n.*\n.*\n/, ""));
}

/** Serves the tarball as a release would have it, and answers which paths were asked for. */
async function serving(work: (url: string, asked: readonly string[]) => Promise<void>): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === `/${path.basename(tarball)}`) response.end(readFileSync(tarball));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    await new Promise((resolve) => void server.close(resolve));
  }
}

test("the release's steps: the tag fits, Pulumi installs the tarball, and the schema that it answers is right", async () => {
  await bash(step("test", "GITHUB_REF_NAME"));
  await expect(bash(`GITHUB_REF_NAME=v0.0.0; ${step("test", "GITHUB_REF_NAME")}`)).rejects.toThrow("failed (1)");
  await bash(step("plugin", "pulumi plugin install"));
  const schema = JSON.parse(readFileSync(path.join(checkout.path, "schema.json"), "utf8")) as { version: string; resources: object };
  expect(schema.version).toBe(version);
  expect(Object.keys(schema.resources)).toContain("partnercenter:index:CustomerQualification");
});

test("the release's steps: six tarballs get their checksums, and five are refused", async () => {
  const release = path.join(checkout.path, "announced");
  mkdirSync(release);
  const name = (number: number): string => path.join(release, `plugin-${number}.tar.gz`);
  for (let number = 1; number <= 6; number += 1) writeFileSync(name(number), `tarball ${number}`);
  const script = `cd announced\n${step("announce", "sha256sum")}`;
  await bash(script);
  expect((await bash("cd announced && sha256sum --check SHA256SUMS")).stdout.match(/: OK$/gm)).toHaveLength(6);
  renameSync(name(6), path.join(release, "lost"));
  await bash(script, { expectFailure: true });
});

test("the release's steps: the list of what is in the package names each thing that users get, and no tool of ours", async () => {
  await bash(step("test", "scripts/sbom.mjs"));
  const { bomFormat, metadata, components } = JSON.parse(readFileSync(path.join(checkout.path, "sbom.cdx.json"), "utf8")) as {
    readonly bomFormat: string;
    readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
    readonly components: readonly { readonly name: string; readonly version: string }[];
  };
  expect([bomFormat, metadata.component]).toEqual(["CycloneDX", expect.objectContaining({ name: "pulumi-partnercenter", version })]);
  const listed = Object.fromEntries(components.map((component) => [component.name, component.version]));
  // Our own dependencies, and what the executable has inside of Pulumi's SDK.
  expect(listed).toMatchObject(dependencies);
  for (const name of ["@pulumi/pulumi", "@grpc/grpc-js", "google-protobuf"]) expect(listed).toHaveProperty([name]);
  for (const tool of ["jest", "esbuild", "postject"]) expect(listed).not.toHaveProperty([tool]);
});

test("a release's tarball, installed from the file, serves a YAML program where there is no Node", () =>
  withEmulator(onlyInstalled, async ({ project, control }) => {
    usesInstalled(project);
    await project.run(["plugin", "install", "resource", "partnercenter", version, "--file", tarball]);
    const withoutNode = { PATH: path.dirname(project.engine.pulumi) };
    await project.up({ env: withoutNode });
    await project.preview({ args: ["--expect-no-changes"], env: withoutNode });
    expect(control.submissions().map(({ customerId }) => customerId)).toEqual([customers.contoso]);
  }));

test("a server of one's own: plugin install --server installs from it", () =>
  serving((url, asked) =>
    withEmulator(onlyInstalled, async ({ project, control }) => {
      usesInstalled(project);
      await project.run(["plugin", "install", "resource", "partnercenter", version, "--server", url]);
      expect(asked).toEqual([`/${path.basename(tarball)}`]);
      await project.up();
      expect(submissions(control)).toBe(1);
    }),
  ));

test("a server of one's own: package add --server records it, and a machine without the plugin fetches it by itself", () =>
  serving((url, asked) =>
    withEmulator(onlyInstalled, async ({ project, control }) => {
      usesInstalled(project);
      await project.run(["package", "add", `partnercenter@${version}`, "--server", url]);
      expect(readFileSync(path.join(project.folder, "Pulumi.yaml"), "utf8")).toContain(url);
      rmSync(path.join(project.folder, "home", "plugins"), { recursive: true });
      // The tests' own environment forbids it, so that no other test waits for a network.
      await project.up({ env: { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" } });
      expect(asked).toHaveLength(2);
      expect(submissions(control)).toBe(1);
    }),
  ));

test("partnercenter plugin path prints the folder for `plugins:`", async () => {
  const main = path.join(root, "dist", "cli", "main.js");
  const { stdout } = await runCommand(process.execPath, [main, "plugin", "path"], { cwd: checkout.path, env });
  expect(stdout).toBe(`${path.join(root, "dist", "plugin")}\n`);
  expect(readdirSync(stdout.trim())).toContain("pulumi-resource-partnercenter");
});
