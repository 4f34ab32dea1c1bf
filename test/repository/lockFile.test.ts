import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const text = readFileSync(path.join(root, "package-lock.json"), "utf8");

test("the lock file holds the packages of every platform", () => {
  const said = execFileSync(process.execPath, [path.join(root, "scripts", "offline", "complete-lock.mjs"), "--check"], {
    encoding: "utf8",
  });
  expect(said).toBe("package-lock.json is complete.\n");
});

test("the lock file does not say where its packages came from", () => {
  expect(text).not.toMatch(/"resolved": "https?:/);
});

test("every package of another origin than the checkout has a version, and a checksum unless it is for one platform", () => {
  const { packages } = JSON.parse(text) as { packages: Record<string, Record<string, unknown>> };
  const unsure = Object.entries(packages).filter(([place, entry]) => {
    if (!place.includes("node_modules/") || entry["link"] === true) return false;
    return !entry["version"] || !(entry["integrity"] || (entry["optional"] && entry["os"]));
  });
  expect(unsure).toEqual([]);
});
