import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Record<string, Record<string, string>>;

test("nothing runs when the package is installed", () => {
  const lifeCycle = /^(pre|post)?(install|prepare|prepack|publish|pack)(Only)?$/;
  expect(Object.keys(manifest["scripts"] ?? {}).filter((name) => lifeCycle.test(name))).toEqual([]);
  expect(manifest["gypfile"]).toBeUndefined();
});

test("npm runs nothing of its own before or after a command of ours", () => {
  const names = Object.keys(manifest["scripts"] ?? {});
  expect(names.filter((name) => /^(pre|post)/.test(name))).toEqual([]);
});

test("the package does not claim a plugin binary, which the engine would look for", () => {
  expect(manifest["pulumi"]).toBeUndefined();
});

test("run-time dependencies are exact, so that what is tested is what is installed", () => {
  const loose = Object.entries(manifest["dependencies"] ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
});

test("the SDK is the user's: a peer, from the first version with inputs in read", () => {
  expect(manifest["peerDependencies"]?.["@pulumi/pulumi"]).toBe(">=3.216.0 <4");
  expect(manifest["dependencies"]).not.toHaveProperty("@pulumi/pulumi");
});

test.each(["@azure/keyvault-secrets", "@pulumi/policy"])("%s is for those who use what needs it: an optional peer", (name) => {
  expect(manifest["peerDependencies"]).toHaveProperty([name]);
  expect(manifest["peerDependenciesMeta"]).toHaveProperty([name], { optional: true });
  expect(manifest["dependencies"]).not.toHaveProperty([name]);
});

test("at most 85 packages are installed in production", () => {
  const { productionPackages } = require("../../scripts/docs/packages.cjs") as { productionPackages(root: string): readonly unknown[] };
  expect(productionPackages(root).length).toBeLessThanOrEqual(85);
});
