// Prints what CHANGELOG.md says of the version in package.json: the text of its release. Fails where it has no dated section of its own.
import { readFileSync } from "node:fs";
import path from "node:path";
import { notesOf } from "./changelog/read.cjs";
import { root } from "./setup/paths.mjs";

const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const notes = notesOf(readFileSync(path.join(root, "CHANGELOG.md"), "utf8"), version);
if (notes === undefined) {
  console.error(`CHANGELOG.md has no section "## [${version}] - DATE": rename Unreleased before the tag.`);
  process.exitCode = 1;
} else {
  console.log(notes);
}
