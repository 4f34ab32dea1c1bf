// `npm run test:mutation -- [ROOM | FILE …] [--changed REF]`: how many small changes to the code the tests notice. It fails where they are too few.
// Minutes for a room, hours for all. A second run tries only what has changed since.
import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { chosen } from "./mutation/rooms.mjs";
import { root } from "./setup/paths.mjs";

const words = process.argv.slice(2);
const at = words.indexOf("--changed");
const [, ref = "main"] = at < 0 ? [] : words.splice(at, 2);
const changed =
  at < 0
    ? undefined
    : execFileSync("git", ["diff", "--name-only", "--diff-filter=AMR", `${ref}...HEAD`], { cwd: root, encoding: "utf8" }).split("\n");
const { patterns, tests, least } = chosen(words, changed);
if (patterns.length === 0) {
  console.log("No file has changed that is mutated.");
} else {
  const stryker = path.join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const env = { ...process.env, MUTATION_FILES: patterns.join(","), MUTATION_TESTS: tests.join(","), MUTATION_LEAST: String(least) };
  process.exitCode = spawnSync(process.execPath, [stryker, "run"], { cwd: root, env, stdio: "inherit" }).status ?? 1;
}
