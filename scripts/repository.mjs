// Where this project lives: the one place is `repository` in package.json, and a fork sets it.
//
//     node scripts/repository.mjs OWNER/NAME             writes repository, bugs and homepage
//     node scripts/repository.mjs --check OWNER/NAME     fails unless they say so; the release workflow runs it
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./setup/paths.mjs";

const PLACEHOLDER = "OWNER/pulumi-partnercenter";
const file = path.join(root, "package.json");

const fieldsOf = (repository) => ({
  repository: { type: "git", url: `git+https://github.com/${repository}.git` },
  bugs: { url: `https://github.com/${repository}/issues` },
  homepage: `https://github.com/${repository}#readme`,
});

const check = process.argv[2] === "--check";
const wanted = process.argv[check ? 3 : 2];
if (!/^[\w.-]+\/[\w.-]+$/.test(wanted ?? "")) fail("usage: node scripts/repository.mjs [--check] OWNER/NAME");

const manifest = JSON.parse(readFileSync(file, "utf8"));
if (check) {
  const found = /^git\+https:\/\/github\.com\/(.+)\.git$/.exec(manifest.repository?.url ?? "")?.[1];
  const remedy = `Run "node scripts/repository.mjs ${wanted}" and commit package.json.`;
  if (found === PLACEHOLDER || wanted === PLACEHOLDER) fail(`package.json still names the placeholder ${PLACEHOLDER}. ${remedy}`);
  for (const [key, value] of Object.entries(fieldsOf(wanted))) {
    if (JSON.stringify(manifest[key]) !== JSON.stringify(value)) fail(`${key} in package.json is not that of ${wanted}. ${remedy}`);
  }
} else {
  writeFileSync(file, `${JSON.stringify({ ...manifest, ...fieldsOf(wanted) }, null, 2)}\n`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
