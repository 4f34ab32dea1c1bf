import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const folder = path.resolve(__dirname, "../../.github/workflows");
const workflow = (file: string): string => readFileSync(path.join(folder, file), "utf8");

interface Workflow {
  readonly permissions?: unknown;
  readonly env?: Record<string, string>;
  readonly jobs: Record<
    string,
    { readonly steps: { readonly run?: string; readonly uses?: string }[]; readonly "timeout-minutes"?: number }
  >;
}

test.each(readdirSync(folder))("%s may only read unless a job says otherwise, runs no install script, and every job ends", (file) => {
  const { permissions, env, jobs } = parse(workflow(file)) as Workflow;
  expect(permissions).toEqual({ contents: "read" });
  expect(env).toMatchObject({ npm_config_ignore_scripts: "true" });
  for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  expect(workflow(file)).not.toMatch(/secrets\./);
});

test("a release is tested, its packages' signatures are checked, and it is published with provenance", () => {
  const steps = Object.values((parse(workflow("release.yml")) as Workflow).jobs).flatMap((job) => job.steps.map(({ run = "" }) => run));
  const at = (part: string): number => steps.findIndex((run) => run.includes(part));
  expect(at("npm audit signatures")).toBeGreaterThan(-1);
  expect(at(".ci/run")).toBeGreaterThan(at("npm audit signatures"));
  expect(at("npm publish --provenance")).toBeGreaterThan(at(".ci/run"));
});
