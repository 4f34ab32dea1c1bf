import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** One hash over names and contents of files and, recursively, folders. What does not exist counts as such. */
export function hashOf(paths, keep = () => true) {
  const hash = createHash("sha256");
  for (const item of paths) add(hash, item, path.basename(item), keep);
  return hash.digest("hex");
}

export function hashOfText(text) {
  return createHash("sha256").update(text).digest("hex");
}

function add(hash, item, name, keep) {
  const stat = statSync(item, { throwIfNoEntry: false });
  if (!stat) {
    hash.update(`${name}\0absent\0`);
  } else if (stat.isDirectory()) {
    for (const child of readdirSync(item).sort()) add(hash, path.join(item, child), `${name}/${child}`, keep);
  } else if (keep(item)) {
    const content = readFileSync(item);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
}
