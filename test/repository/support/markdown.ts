import { readFileSync } from "node:fs";
import path from "node:path";

/** A Markdown file of the repository. */
export interface Page {
  /** From the root, with slashes. */
  readonly file: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly file: string;
  /** The first line of its text, counted from 1. */
  readonly line: number;
  /** `FILE:LINE`, to name a test. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
}

export function readPage(root: string, file: string): Page {
  return { file, text: readFileSync(path.join(root, file), "utf8") };
}

export function blocksOf({ file, text }: Page): Block[] {
  return [...text.matchAll(/^( *)```(\S*)[^\n]*\n([\s\S]*?)^\1```[ \t]*$/gm)].map(({ index, 2: language = "", 3: content = "" }) => {
    const line = text.slice(0, index).split("\n").length + 1;
    return { file, line, place: `${file}:${line}`, language, text: content };
  });
}

/** The page without fenced blocks and code spans, line for line. */
function proseOf({ text }: Page): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, " ");
  return text.replace(/^( *)```[\s\S]*?^\1```[ \t]*$/gm, blank).replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, blank);
}

/** The targets of links and pictures. */
export function linksOf(page: Page): { readonly line: number; readonly target: string }[] {
  const prose = proseOf(page);
  return [...prose.matchAll(/\]\(([^()\s]+(?:\([^()]*\)[^()\s]*)*)\)/g)].map(({ index, 1: target = "" }) => ({
    line: prose.slice(0, index).split("\n").length,
    target,
  }));
}

/** The names under which headings can be linked to, as GitHub makes them. */
export function slugsOf(page: Page): string[] {
  const withoutBlocks = page.text.replace(/^( *)```[\s\S]*?^\1```[ \t]*$/gm, "");
  return [...withoutBlocks.matchAll(/^#{1,6} +(.+)$/gm)].map(({ 1: heading = "" }) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/ /g, "-"),
  );
}
