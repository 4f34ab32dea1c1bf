import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { evaluate } from "./support";

const root = path.resolve(__dirname, "../..");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "hooks-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, text: string): void {
  mkdirSync(path.join(folder, "bin"), { recursive: true });
  writeFileSync(path.join(folder, "bin", name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(folder, "bin", name), 0o755);
}

/** What the hooks come to on a machine with the programs of `folder`/bin and no other. */
const linted = (strict = false): Promise<unknown> => {
  const env = { PATH: path.join(folder, "bin"), HOME: folder, XDG_CACHE_HOME: path.join(folder, "cache") };
  return evaluate("test/hooks.mjs", `m.lintPipelines(() => {}, { strict: ${strict}, env: ${JSON.stringify(env)} })`, {
    XDG_CACHE_HOME: env.XDG_CACHE_HOME,
  });
};

const { repos } = parse(readFileSync(path.join(root, ".pre-commit-config.yaml"), "utf8")) as {
  repos: { hooks: { id: string; additional_dependencies?: string[]; entry: string }[] }[];
};
const hooks = repos.flatMap((repo) => repo.hooks);

test("every tool of a hook is pinned to a version", () => {
  for (const tool of hooks.flatMap((hook) => hook.additional_dependencies ?? [])) expect(tool).toMatch(/@v\d+\.\d+\.\d+$|==\d+\.\d+\.\d+$/);
});

test("each hook counts as one; what one found is told, and one that pre-commit could not run is named and not green", async () => {
  program("git", "");
  program(
    "pre-commit",
    'case "$2" in gitlab-ci) echo "line 3: wrong"; exit 1;; kubernetes) echo "An unexpected error"; echo "no Go"; exit 3;; esac; echo Passed',
  );
  expect(await linted()).toEqual({
    passed: 2,
    failed: 1,
    skipped: 0,
    output: "line 3: wrong",
    notRun: "Kubernetes operator: no Go",
  });
});

test("a hook whose pattern fits no file fails", async () => {
  program("git", "");
  program("pre-commit", 'echo "GitHub Actions.....(no files to check)Skipped"');
  expect(await linted()).toMatchObject({ passed: 0, failed: 4 });
});

test("on a CI service a hook that cannot be run fails", async () => {
  program("git", "");
  program("pre-commit", '[ "$1" = --version ] || { echo "no Go"; exit 3; }');
  expect(await linted(true)).toMatchObject({
    passed: 0,
    failed: 4,
    output: expect.stringContaining("not run, which fails where CI is set: GitHub Actions: no Go"),
  });
});

test("with neither pre-commit nor Python, and without a git checkout, that is what is said", async () => {
  program("git", "");
  expect(await linted()).toMatchObject({ passed: 0, failed: 0, notRun: "there is neither pre-commit nor Python" });
  program("git", "exit 128");
  expect(await linted()).toMatchObject({ passed: 0, failed: 0, notRun: "the hooks need a git checkout" });
});

test("the schema made of a resource definition refuses fields that it does not name, but where the definition leaves them open", async () => {
  const definition = {
    spec: {
      names: { kind: "Stack" },
      versions: [
        {
          name: "v1",
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: "object",
              properties: {
                spec: {
                  type: "object",
                  properties: { stack: { type: "string" }, config: { "x-kubernetes-preserve-unknown-fields": true } },
                },
                labels: { type: "object", additionalProperties: { type: "string" } },
              },
            },
          },
        },
      ],
    },
  };
  const schemas = await evaluate("operator-schemas.mjs", `m.schemasOf(${JSON.stringify(definition)})`);
  expect(schemas).toEqual({
    Stack: {
      type: "object",
      additionalProperties: false,
      properties: {
        spec: {
          type: "object",
          additionalProperties: false,
          properties: { stack: { type: "string" }, config: { "x-kubernetes-preserve-unknown-fields": true } },
        },
        labels: { type: "object", additionalProperties: { type: "string" } },
      },
    },
  });
});
