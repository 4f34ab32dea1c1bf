import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { linksOf, readPage } from "./support/markdown";

const root = path.resolve(__dirname, "../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

const generated = "reference";
const pages = readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".md") && !file.startsWith(generated))
  // Pages with front matter are the Registry's.
  .filter((file) => !read(`docs/${file}`).startsWith("---"))
  .sort();
const below = (folder: string): string[] => pages.filter((file) => path.posix.dirname(file) === folder);

test.each([...below("."), ...below("internals")])("docs/%s begins with what it is for", (file) => {
  const [title = "", , first = ""] = read(`docs/${file}`).split("\n");
  expect(title).toMatch(/^# /);
  expect(first).toMatch(/^(This page|Look here)\b/);
});

test.each([...below("."), ...below("internals")].filter((file) => file !== "README.md"))("docs/%s ends with what comes next", (file) => {
  expect(read(`docs/${file}`)).toMatch(/\nNext: .*\]\(.*\).*\n$/);
});

test("the index leads to every page, in the order start, operate, reference, internals, and to an answer for each question", () => {
  const index = readPage(root, "docs/README.md");
  const targets = linksOf(index).map(({ target }) => target.split("#")[0]);
  const reached = [...targets, ...linksOf(readPage(root, "docs/decisions/README.md")).map(({ target }) => `decisions/${target}`)];
  expect(pages.filter((file) => file !== "README.md" && !reached.includes(file))).toEqual([]);
  const headings = [...index.text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(["Start", "Operate", "Reference", "Internals", "By question", "Types"]);
  const questions = [...index.text.matchAll(/^\| ([^|]*\?) \| ([^|]*) \|$/gm)];
  expect(questions.length).toBeGreaterThan(12);
  for (const [, , answer] of questions) expect(answer).toMatch(/\]\(/);
});

test("the README is short enough to be read: at most 150 lines", () => {
  expect(read("README.md").split("\n").length).toBeLessThanOrEqual(150);
});

/** Fenced blocks, tables and code aside. */
function proseOf(text: string): string {
  return text
    .replace(/^( *)```[\s\S]*?^\1```[ \t]*$/gm, "")
    .replace(/<!-- (\S+) -->[\s\S]*?<!-- \/\1 -->/g, "")
    .split("\n")
    .filter((line) => !/^\s*(\||#)/.test(line))
    .join("\n")
    .replace(/`[^`]*`/g, "X")
    .replace(/\]\([^)]*\)/g, "]");
}

/** One thought a sentence: half of the semicolons that the documents once had were a second thought. A few may stay. */
test.each(["README.md", "CONTRIBUTING.md", ...pages.map((file) => `docs/${file}`)])("%s keeps its sentences short", (file) => {
  const prose = proseOf(read(file));
  const words = prose.split(/\s+/).length;
  expect((prose.match(/;/g) ?? []).length).toBeLessThanOrEqual(Math.max(2, words / 100));
  const sentences = prose.split(/(?<=[.!?:])\s+|\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/).map((sentence) => sentence.trim());
  expect(sentences.filter((sentence) => sentence.split(/\s+/).length > 45)).toEqual([]);
});
