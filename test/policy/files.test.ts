import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findInFiles } from "../../policy/findInFiles";
import { projectFolder } from "../../policy/projectFolder";

const folder = mkdtempSync(path.join(os.tmpdir(), "policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

test("a code is found where it stands by itself, with file and line", () => {
  write("Pulumi.prod.yaml", 'config:\n  gov:code: "A.1"\n');
  write("data/customers.csv", "name,code\ncontoso,A.1\n");
  expect(findInFiles(folder, "A.1").sort()).toEqual(["Pulumi.prod.yaml:2", path.join("data", "customers.csv:2")]);
});

test("a code inside a number, a word or a GUID is none, and its signs mean themselves", () => {
  write("index.ts", 'const ids = ["1234567", "0c39d6d5-123456-4c55", "a123456", "A11"];\n');
  expect(findInFiles(folder, "123456")).toEqual([]);
  expect(findInFiles(path.join(folder, "data"), "A+1")).toEqual([]);
});

test("what is installed, built, hidden or large is not looked at", () => {
  for (const name of ["node_modules/x/index.js", "dist/index.js", ".git/config"]) write(name, "777777\n");
  write("large.csv", `777777\n${"x".repeat(1_000_001)}`);
  expect(findInFiles(folder, "777777")).toEqual([]);
});

test("no more than five places are named", () => {
  write("many.txt", "888888\n".repeat(50));
  expect(findInFiles(folder, "888888")).toHaveLength(5);
});

test("the project is the first of its name, in or above the places that were guessed", () => {
  write("project/Pulumi.yaml", "# ours\nname: customers # ours\nruntime: nodejs\n");
  write("project/src/index.ts", "");
  write("json/Pulumi.json", '{ "name": "customers", "runtime": "nodejs" }\n');
  write("other/Pulumi.yaml", "name: other\n");
  const at = (name: string): string => path.join(folder, name);
  expect(projectFolder([undefined, "", at("other"), at("project/src"), at("json")], "customers")).toBe(at("project"));
  expect(projectFolder([at("json")], "customers")).toBe(at("json"));
  expect(projectFolder([at("other"), at("data")], "customers")).toBeUndefined();
});
