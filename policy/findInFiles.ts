import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";

const limits = { bytes: 1_000_000, files: 2_000, places: 5, beginning: 8_000 } as const;

export interface Found {
  /** `FILE:LINE`, from the folder; five at most. */
  readonly places: readonly string[];
  /** What was not looked at, in words that a sentence can take; absent where all was. */
  readonly unseen?: string;
}

/**
 * Where a text stands by itself in the files of a folder: not inside a longer word, number or GUID. What is installed, built or hidden is
 * not looked at, nor pictures and archives; neither counts as unseen. Text files above a megabyte, and those after the first 2,000, do.
 */
export function findInFiles(folder: string, wanted: string): Found {
  const alone = new RegExp(`(?<![\\w-])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`);
  const files = filesBelow(folder);
  const places: string[] = [];
  const large: string[] = [];
  for (const file of files.slice(0, limits.files)) {
    const name = path.relative(folder, file);
    if (statSync(file).size > limits.bytes) {
      if (isText(file)) large.push(name);
      continue;
    }
    readFileSync(file, "utf8")
      .split("\n")
      .forEach((line, index) => {
        if (alone.test(line)) places.push(`${name}:${index + 1}`);
      });
    if (places.length >= limits.places) break;
  }
  const unseen = unseenInWords(large, files.length - limits.files);
  return { places: places.slice(0, limits.places), ...(unseen === "" ? {} : { unseen }) };
}

function unseenInWords(large: readonly string[], more: number): string {
  const named = large.slice(0, limits.places).join(", ");
  const others = large.length > limits.places ? ` and ${large.length - limits.places} others` : "";
  return [
    ...(large.length > 0 ? [`${named}${others} (above 1 MB)`] : []),
    ...(more > 0 ? [`${more} files after the first ${limits.files.toLocaleString("en-US")}`] : []),
  ].join(" and ");
}

/** UTF-8 has no zero byte, and hardly a picture or an archive has none near its beginning. */
function isText(file: string): boolean {
  const beginning = Buffer.alloc(limits.beginning);
  const descriptor = openSync(file, "r");
  try {
    return !beginning.subarray(0, readSync(descriptor, beginning)).includes(0);
  } finally {
    closeSync(descriptor);
  }
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
