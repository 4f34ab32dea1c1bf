import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";
import path from "node:path";

const limits = { bytes: 1_000_000, allBytes: 100_000_000, files: 2_000, places: 5, beginning: 8_000 } as const;

export interface Found {
  /** `FILE:LINE`, from the folder; five at most. */
  readonly places: readonly string[];
  /** What was not looked at, in words that a sentence can take; absent where all was. */
  readonly unseen?: string;
}

/** The texts of a folder, in memory. */
export interface ProjectText {
  /** Where a text stands by itself: not inside a longer word, number or GUID. */
  find(wanted: string): Found;
}

/**
 * Reads the files of a folder, once for however many are looked for. What is installed, built or in a hidden folder is not looked at, nor pictures
 * and archives; neither counts as unseen. What may not be read does, and so do text files above a megabyte, and those after the first 2,000 or 100 MB.
 */
export function readProject(folder: string): ProjectText {
  const named = (file: string): string => path.relative(folder, file);
  const { files, unreadable } = filesBelow(folder);
  const texts: { readonly name: string; readonly text: string }[] = [];
  const large: string[] = [];
  let [bytes, more] = [0, 0];
  for (const file of files) {
    if (texts.length >= limits.files || bytes >= limits.allBytes) {
      more += 1;
      continue;
    }
    try {
      if (statSync(file).size > limits.bytes) {
        if (isText(file)) large.push(named(file));
        continue;
      }
      const text = readFileSync(file, "utf8");
      bytes += text.length;
      texts.push({ name: named(file), text });
    } catch {
      unreadable.push(file);
    }
  }
  const unseen = unseenInWords(unreadable.map(named), large, more);
  const known = new Map<string, Found>();
  return {
    find(wanted) {
      const found = known.get(wanted) ?? { places: placesOf(wanted, texts), ...(unseen === "" ? {} : { unseen }) };
      known.set(wanted, found);
      return found;
    },
  };
}

function placesOf(wanted: string, texts: readonly { readonly name: string; readonly text: string }[]): readonly string[] {
  const alone = new RegExp(`(?<![\\w-])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`);
  const places: string[] = [];
  for (const { name, text } of texts) {
    // Most files have it nowhere: that is seen without taking them apart.
    if (!text.includes(wanted)) continue;
    text.split("\n").forEach((line, index) => {
      if (alone.test(line)) places.push(`${name}:${index + 1}`);
    });
    if (places.length >= limits.places) break;
  }
  return places.slice(0, limits.places);
}

function unseenInWords(unreadable: readonly string[], large: readonly string[], more: number): string {
  return [
    ...(unreadable.length > 0 ? [`${listed(unreadable)} (which may not be read)`] : []),
    ...(large.length > 0 ? [`${listed(large)} (above 1 MB)`] : []),
    ...(more > 0 ? [`${more} files after the first ${limits.files.toLocaleString("en-US")} or 100 MB`] : []),
  ].join(" and ");
}

function listed(names: readonly string[]): string {
  const others = names.length > limits.places ? ` and ${names.length - limits.places} others` : "";
  return `${names.slice(0, limits.places).join(", ")}${others}`;
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

/** The files of a folder and all below it, and the folders that may not be read. */
function filesBelow(folder: string): { readonly files: string[]; readonly unreadable: string[] } {
  const [files, unreadable, waiting]: [string[], string[], string[]] = [[], [], [folder]];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(at, { withFileTypes: true });
    } catch {
      unreadable.push(at);
      continue;
    }
    for (const entry of entries) {
      const name = path.join(at, entry.name);
      if (entry.isFile()) files.push(name);
      else if (entry.isDirectory() && !isForeign(entry)) waiting.push(name);
    }
  }
  return { files, unreadable };
}

function isForeign({ name }: Dirent): boolean {
  return name.startsWith(".") || ["node_modules", "dist", "build", "out", "coverage"].includes(name);
}
