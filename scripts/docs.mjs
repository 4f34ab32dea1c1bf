// `npm run docs`: writes the tables that the documentation takes from the code. A test says when they are out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root } from "./setup/paths.mjs";
import { setUp } from "./setup.mjs";

await setUp(["dependencies", "build"], { quiet: true });
const load = createRequire(import.meta.url);
const { pages } = load("./docs/pages.cjs");

for (const { file, name, content } of pages((module) => load(path.join(root, "dist", module)))) {
  const page = path.join(root, file);
  const before = existsSync(page) ? readFileSync(page, "utf8") : "";
  const after = name === undefined ? content : load("./docs/render.cjs").fill(before, name, content);
  if (after !== before) {
    writeFileSync(page, after);
    console.log(`${file}: ${name ?? "all of it"} written`);
  }
}
