import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const tool = (name: string): string => new RegExp(`^${name} = "([\\d.]+)"$`, "m").exec(read("mise.toml"))?.[1] ?? "";

test("the Pulumi that mise installs is the one that a machine without releases builds", () => {
  expect(tool("pulumi")).toMatch(/^\d+\.\d+\.\d+$/);
  expect(read("scripts/offline/go/go.mod")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${tool("pulumi")} `);
});

test("the pre-commit that mise installs is the one that npm test installs", () => {
  expect(read("scripts/test/hooks.mjs")).toContain(`const PINNED = "${tool("pre-commit")}";`);
});

test("every workflow that gets a Pulumi CLI gets that one", () => {
  const asked = ["ci.yml", "release.yml"].flatMap((file) => [
    ...read(`.github/workflows/${file}`).matchAll(/pulumi\/actions@[\s\S]*?(?=\n {6}- )/g),
  ]);
  expect(asked.length).toBeGreaterThan(2);
  for (const [step] of asked) expect(step).toContain(`pulumi-version: ${tool("pulumi")}`);
});
