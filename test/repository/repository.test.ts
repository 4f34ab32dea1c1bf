import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";

const root = path.resolve(__dirname, "../..");
const { jobs } = parse(readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8")) as {
  jobs: Record<string, { steps: { run?: string }[] }>;
};
/** The step of the release workflow, word for word. */
const step = jobs["test"]?.steps.map(({ run = "" }) => run).find((run) => run.includes("scripts/repository.mjs")) ?? "";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "repository-"));
  mkdirSync(path.join(folder, "scripts/setup"), { recursive: true });
  for (const file of ["package.json", "scripts/repository.mjs", "scripts/setup/paths.mjs"])
    cpSync(path.join(root, file), path.join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function releasing(repository: string): { status: number | null; stderr: string } {
  const env = { ...process.env, GITHUB_REPOSITORY: repository };
  return spawnSync("bash", ["-c", step], { cwd: folder, env, encoding: "utf8" });
}

function adopt(repository: string): Record<string, unknown> {
  expect(spawnSync(process.execPath, ["scripts/repository.mjs", repository], { cwd: folder }).status).toBe(0);
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Record<string, unknown>;
}

test("the release workflow refuses the placeholder, and says how a fork sets its own address", () => {
  adopt("OWNER/pulumi-partnercenter");
  const { status, stderr } = releasing("contoso/pulumi-partnercenter");
  expect(status).toBe(1);
  expect(stderr).toBe(
    'package.json still names the placeholder OWNER/pulumi-partnercenter. Run "node scripts/repository.mjs contoso/pulumi-partnercenter" and commit package.json.\n',
  );
});

test("one command sets repository, bugs and homepage, and the release workflow takes them", () => {
  expect(adopt("contoso/partner-tools")).toMatchObject({
    repository: { type: "git", url: "git+https://github.com/contoso/partner-tools.git" },
    bugs: { url: "https://github.com/contoso/partner-tools/issues" },
    homepage: "https://github.com/contoso/partner-tools#readme",
  });
  expect(releasing("contoso/partner-tools").status).toBe(0);
});

test("the address of another repository is refused, also where only one of the three fields was changed by hand", () => {
  adopt("contoso/partner-tools");
  expect(releasing("fabrikam/partner-tools")).toMatchObject({ status: 1, stderr: expect.stringContaining("repository in package.json") });
  expect(releasing("")).toMatchObject({ status: 1, stderr: expect.stringContaining("usage:") });
});

test("the three fields of this checkout agree", () => {
  const { repository, bugs, homepage } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    repository: { url: string };
    bugs: { url: string };
    homepage: string;
  };
  const address = /^git\+(https:.*)\.git$/.exec(repository.url)?.[1];
  expect([bugs.url, homepage]).toEqual([`${address}/issues`, `${address}#readme`]);
});

test.each(["bug.yml", "idea.yml", "probe.yml"])("the form %s is whole", (file) => {
  const form = parse(readFileSync(path.join(root, ".github/ISSUE_TEMPLATE", file), "utf8")) as {
    name: string;
    body: { type: string; id?: string; attributes: Record<string, unknown> }[];
  };
  expect(form.name).not.toBe("");
  for (const { type, id, attributes } of form.body) {
    expect(["markdown", "textarea", "dropdown"]).toContain(type);
    expect(Object.keys(attributes)).toContain(type === "markdown" ? "value" : "label");
    if (type !== "markdown") expect(id).toMatch(/^[a-z]+$/);
  }
});

test("a report asks for what doctor says and for a recording of the run", () => {
  const form = readFileSync(path.join(root, ".github/ISSUE_TEMPLATE/bug.yml"), "utf8");
  expect(form).toContain("npx partnercenter doctor --json");
  expect(form).toContain("PARTNERCENTER_RECORD");
});
