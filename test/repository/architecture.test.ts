import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const provider = path.join(root, "provider");

/** The room of a file or folder: its first folder below provider/, or the vocabulary that all rooms share. */
function roomOf(relative: string): string {
  const [first = "", ...rest] = relative.split(path.sep);
  if (rest.length > 0 || (statSync(path.join(provider, first), { throwIfNoEntry: false })?.isDirectory() ?? false)) return first;
  return "vocabulary";
}

/** Every arrow that the imports draw, as `from -> to`. What a program imports, `index.ts`, stands above all rooms. */
function arrows(): Set<string> {
  const found = new Set<string>();
  for (const entry of readdirSync(provider, { recursive: true, encoding: "utf8" })) {
    if (!entry.endsWith(".ts") || entry === "index.ts") continue;
    const from = roomOf(entry);
    for (const [, target = ""] of readFileSync(path.join(provider, entry), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
      const to = roomOf(path.relative(provider, path.resolve(provider, path.dirname(entry), target)));
      if (to !== from && to !== "vocabulary") found.add(`${from} -> ${to}`);
    }
  }
  return found;
}

/** Every arrow that ARCHITECTURE.md draws. */
function drawn(): Set<string> {
  const page = readFileSync(path.join(root, "ARCHITECTURE.md"), "utf8");
  const block = /Every arrow between the rooms[^`]*```\n([^`]*)```/.exec(page)?.[1] ?? "";
  return new Set(
    block
      .split("\n")
      .flatMap((line) => {
        const [from = "", to = ""] = line.replace(/\([^)]*\)/g, "").split("->");
        return from.split(",").flatMap((one) => to.split(",").map((other) => [one.trim(), other.trim()] as const));
      })
      .filter(([from, to]) => from !== "" && to !== "" && !to.startsWith("the vocabulary"))
      .map(([from, to]) => `${from} -> ${to}`),
  );
}

test("ARCHITECTURE.md draws every arrow between the rooms of the provider, and no other", () => {
  expect([...drawn()].sort()).toEqual([...arrows()].sort());
});

test("no two rooms depend on each other, by whatever way round", () => {
  const all = [...arrows()].map((arrow) => arrow.split(" -> ") as [string, string]);
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    all.some(([a, b]) => a === from && !seen.has(b) && (b === to || reaches(b, to, seen.add(b))));
  expect([...new Set(all.flat())].filter((room) => reaches(room, room))).toEqual([]);
});

test("the vocabulary knows no room", () => {
  expect([...arrows()].filter((arrow) => arrow.startsWith("vocabulary"))).toEqual([]);
});
