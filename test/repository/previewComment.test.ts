import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { services } from "../support/pipelines";

// The shells of the services; Windows has none that is sure to be there.
const onUnix = process.platform === "win32" ? test.skip : test;

/** The step that shows a preview to people, and the Markdown file that it makes. */
const shown = [
  { service: "GitHub Actions", step: "Comment", file: "comment.md" },
  { service: "Azure DevOps", step: "Show it with the run", file: "preview.md" },
] as const;

/** Runs the step, as the file has it, on this output of a preview. */
function markdownOf({ service, step, file }: (typeof shown)[number], output: string): string {
  const found = services[service]("preview").steps.find(({ name }) => name === step);
  if (found === undefined) throw new Error(`no step ${step}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), "comment-"));
  try {
    writeFileSync(path.join(folder, "preview.txt"), output);
    writeFileSync(path.join(folder, "gh"), "#!/bin/sh\n");
    chmodSync(path.join(folder, "gh"), 0o755);
    const env = { PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}`, PULUMI_STACK: "prod", PULL_REQUEST: "7" };
    const [shell = "bash", ...args] = found.shell;
    execFileSync(shell, [...args, "-c", found.script], { cwd: folder, env });
    return readFileSync(path.join(folder, file), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether it is code to its last line. Markdown ends a line at a carriage return too, and an indented block where a line is not indented. */
const isCode = (markdown: string): boolean => markdown.split(/\r\n|\r|\n/).every((line) => line === "" || line.startsWith("    "));

onUnix.each(shown)("$service: no line of a preview's output is read as Markdown", (where) => {
  const hostile = [
    "before",
    "```",
    "# Approved",
    "~~~~~~~~",
    "</pre>",
    `${"`".repeat(200)}`,
    "x\r```\r![](https://example.com/x.png)",
    "end",
  ].join("\n");
  const code = markdownOf(where, `${hostile}\n`).replace(/^### Preview of prod\n\n/, "");
  expect(code).toMatch(/^ {4}before\n {4}```\n {4}# Approved\n/);
  expect(code).toMatch(/ {4}end\n$/);
  expect(isCode(code)).toBe(true);
});

onUnix("GitHub Actions: a preview that is longer than a comment is cut, and the step does not fail on it", () => {
  const comment = markdownOf(shown[0], "0123456789\n".repeat(20_000));
  expect(comment.length).toBeGreaterThan(59_000);
  expect(comment.length).toBeLessThan(65_536);
});
