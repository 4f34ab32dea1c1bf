import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const limits = { bytes: 1_000_000, files: 2_000, places: 5 } as const;

/**
 * Where a text stands by itself in the files of a folder, as `FILE:LINE` from it: not inside a longer word, number or GUID. What is
 * installed, built or hidden is not looked at, nor files above a megabyte.
 */
export function findInFiles(folder: string, wanted: string): string[] {
  const alone = new RegExp(`(?<![\\w-])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`);
  const places: string[] = [];
  for (const file of filesBelow(folder).slice(0, limits.files)) {
    if (statSync(file).size > limits.bytes) continue;
    readFileSync(file, "utf8")
      .split("\n")
      .forEach((line, index) => {
        if (alone.test(line)) places.push(`${path.relative(folder, file)}:${index + 1}`);
      });
    if (places.length >= limits.places) break;
  }
  return places.slice(0, limits.places);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return isForeign(entry) ? [] : filesBelow(path.join(folder, entry.name));
    return entry.isFile() ? [path.join(folder, entry.name)] : [];
  });
}

function isForeign({ name }: Dirent): boolean {
  return name.startsWith(".") || ["node_modules", "dist", "build", "out", "coverage"].includes(name);
}
