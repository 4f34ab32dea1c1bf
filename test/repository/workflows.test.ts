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
    {
      readonly needs?: string;
      readonly permissions?: unknown;
      readonly steps: { readonly run?: string; readonly uses?: string }[];
      readonly "timeout-minutes"?: number;
    }
  >;
}

test.each(readdirSync(folder))("%s may only read unless a job says otherwise, runs no install script, and every job ends", (file) => {
  const { permissions, env, jobs } = parse(workflow(file)) as Workflow;
  expect(permissions).toEqual({ contents: "read" });
  expect(env).toMatchObject({ npm_config_ignore_scripts: "true" });
  for (const job of Object.values(jobs)) expect(job["timeout-minutes"]).toBeGreaterThan(0);
  expect(workflow(file)).not.toMatch(/secrets\./);
});

const release = (): Workflow["jobs"] => (parse(workflow("release.yml")) as Workflow).jobs;
const stepsOf = (job: string): string[] => (release()[job]?.steps ?? []).map(({ run = "", uses = "" }) => `${run}${uses}`);

test("a release has a tag, an address and a changelog that fit, signed packages, and one tarball that all tests have run on", () => {
  const steps = stepsOf("test");
  const places = [
    "GITHUB_REF_NAME",
    "scripts/repository.mjs --check",
    "release-notes.mjs",
    "npm audit signatures",
    "scripts/pack.mjs",
    ".ci/run",
    "upload-artifact@",
  ].map((part) => steps.findIndex((step) => step.includes(part)));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(steps.filter((step) => step.includes("pack")).join("\n")).toMatch(/PACKAGE_TARBALL=.*>> "\$GITHUB_ENV"/);
});

test("the job that may publish runs nothing but the publication: of the tested file, attested, with provenance", () => {
  expect(release()["publish"]?.needs).toBe("test");
  expect(stepsOf("publish").map((step) => step.replace(/@[0-9a-f]{40}$/, ""))).toEqual([
    "actions/download-artifact",
    "actions/setup-node",
    "actions/attest-build-provenance",
    "npm publish ./*.tgz --provenance --access public",
  ]);
  expect(release()["publish"]?.permissions).toEqual({ contents: "read", "id-token": "write", attestations: "write" });
});

test("the GitHub release comes after it, with the changelog's words and the same file", () => {
  expect(release()["announce"]?.needs).toEqual(["publish", "plugin"]);
  expect(stepsOf("announce").at(-1)).toMatch(/gh release create .*\.\/\*\.tgz.*--notes-file release-notes\.md/);
});

test("the plugin's executables are made and installed by Pulumi on six kinds of machine, attested, and published with their checksums", () => {
  const { strategy, permissions } = (
    parse(workflow("release.yml")) as { jobs: Record<string, { strategy: { matrix: { runner: string[] } }; permissions: object }> }
  ).jobs["plugin"] ?? { strategy: { matrix: { runner: [] } }, permissions: {} };
  expect(strategy.matrix.runner).toHaveLength(6);
  expect(permissions).toEqual({ contents: "read", "id-token": "write", attestations: "write" });
  const steps = stepsOf("plugin");
  for (const part of ["scripts/plugin/executable.mjs", "pulumi plugin install resource partnercenter", "attest-build-provenance@"]) {
    expect(steps.some((step) => step.includes(part))).toBe(true);
  }
  expect(stepsOf("announce").join("\n")).toMatch(/sha256sum [\s\S]*SHA256SUMS sbom\.cdx\.json/);
  expect(stepsOf("test").join("\n")).toContain("node scripts/sbom.mjs > sbom.cdx.json");
});
