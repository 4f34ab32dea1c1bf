import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "..", "..");
const { pages } = require("../../scripts/docs/pages.cjs") as {
  pages(load: (module: string) => unknown): { file: string; name?: string; content: string }[];
};
const { fill } = require("../../scripts/docs/render.cjs") as { fill(text: string, name: string, content: string): string };

const generated = pages((module) => require(path.join(root, module)));

test.each(generated.map(({ file, name, content }) => [file, name, content]))(
  "%s: %s is what the code and the measurements say (npm run docs)",
  (file, name, content) => {
    const text = readFileSync(path.join(root, file), "utf8");
    expect(name === undefined ? content : fill(text, name, content)).toBe(text);
  },
);
