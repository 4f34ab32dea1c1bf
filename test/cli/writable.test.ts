import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isThere, unwritable } from "../../cli/writable";

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-writable-"));
  mkdirSync(at("sub"));
  writeFileSync(at("file"), "kept");
  symlinkSync("file", at("link"));
  symlinkSync("sub/none", at("dangling"));
  symlinkSync("loop", at("loop"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(["new", "file", "link", "sub/new"])("%s can be written, and nothing is left behind", (name) => {
  const before = readdirSync(folder, { recursive: true });
  expect(unwritable(at(name))).toBeUndefined();
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
});

test.each([
  ["sub", "is a folder"],
  ["none/new", "There is no folder"],
  ["file/new", "There is no folder"],
  ["dangling", "is a symbolic link that leads nowhere"],
  ["loop", "cannot be written (ELOOP)"],
])("%s: %s", (name, problem) => {
  expect(unwritable(at(name))).toContain(problem);
});

// No user may write here, not even one who may do everything.
test("a folder in which nothing can be made is noticed by trying", () => {
  expect(unwritable("/proc/new")).toMatch(/^"\/proc\/new" cannot be written|^There is no folder/);
});

test("what is there: also a link that leads nowhere", () => {
  expect(["file", "link", "dangling", "none"].map((name) => isThere(at(name)))).toEqual([true, true, true, false]);
});
