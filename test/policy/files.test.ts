import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectFolder } from "../../policy/projectFolder";
import { type Found, readProject } from "../../policy/projectText";

const folder = mkdtempSync(path.join(os.tmpdir(), "policy-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const findInFiles = (place: string, wanted: string): Found => readProject(place).find(wanted);

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

test("a code is found where it stands by itself, with file and line", () => {
  write("Pulumi.prod.yaml", 'config:\n  gov:code: "A.1"\n');
  write("data/customers.csv", "name,code\ncontoso,A.1\n");
  const { places, ...nothingUnseen } = findInFiles(folder, "A.1");
  expect([...places].sort()).toEqual(["Pulumi.prod.yaml:2", path.join("data", "customers.csv:2")]);
  expect(nothingUnseen).toEqual({});
});

test("a code inside a number, a word or a GUID is none, and its signs mean themselves", () => {
  write("index.ts", 'const ids = ["1234567", "0c39d6d5-123456-4c55", "a123456", "A11"];\n');
  expect(findInFiles(folder, "123456")).toEqual({ places: [] });
  expect(findInFiles(path.join(folder, "data"), "A+1")).toEqual({ places: [] });
});

test("what is installed, built or hidden, and a large picture, is not looked at and not missed", () => {
  for (const name of ["node_modules/x/index.js", "dist/index.js", ".git/config"]) write(name, "777777\n");
  write("large.png", `PNG\0\n777777\n${"x".repeat(1_000_001)}`);
  expect(findInFiles(folder, "777777")).toEqual({ places: [] });
});

test("a large text is named as not seen, five of them at most", () => {
  for (let n = 1; n <= 7; n++) write(`large/${n}.csv`, `777777\n${"x".repeat(1_000_001)}`);
  const large = path.join(folder, "large");
  expect(findInFiles(large, "777777")).toEqual({ places: [], unseen: "1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 2 others (above 1 MB)" });
  rmSync(large, { recursive: true });
});

test("files after the first 2,000 are counted as not seen", () => {
  for (let n = 1; n <= 2_003; n++) write(`crowd/${n}`, "");
  const crowd = path.join(folder, "crowd");
  expect(findInFiles(crowd, "777777")).toEqual({ places: [], unseen: "3 files after the first 2,000 or 100 MB" });
  rmSync(crowd, { recursive: true });
});

test("a folder that may not be read is named as not seen, and stops nothing", () => {
  write("open/a.txt", "999999\n");
  write("open/closed/b.txt", "999999\n");
  write("open/closed-file.txt", "999999\n");
  for (const [name, mode] of [
    ["", 0o755],
    ["open/closed", 0o000],
    ["open/closed-file.txt", 0o000],
  ] as const) {
    chmodSync(path.join(folder, name), mode);
  }
  // Root may read everything.
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    const { places, unseen } = findInFiles(path.join(folder, "open"), "999999");
    expect(places).toEqual(["a.txt:1"]);
    expect(unseen).toBe("closed, closed-file.txt (which may not be read)");
  } finally {
    if (root) process.seteuid?.(0);
    chmodSync(path.join(folder, "open/closed"), 0o755);
  }
});

test("a project is read once, however many codes are looked for", () => {
  write("once/a.txt", "111111\n222222\n");
  const project = readProject(path.join(folder, "once"));
  write("once/b.txt", "111111\n");
  expect([project.find("111111"), project.find("222222")]).toEqual([{ places: ["a.txt:1"] }, { places: ["a.txt:2"] }]);
});

test("no more than five places are named", () => {
  write("many.txt", "888888\n".repeat(50));
  expect(findInFiles(folder, "888888").places).toHaveLength(5);
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
