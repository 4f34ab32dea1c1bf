import { LINTERS } from "./linters.mjs";
import { Unavailable } from "./unavailable.mjs";

/** Lints every pipeline that we hand out, and our own. Each linter counts as one; one that cannot be had here is named as not run. */
export async function lintPipelines(report, linters = LINTERS) {
  const problems = [];
  const notRun = [];
  let passed = 0;
  for (const { name, lint } of linters) {
    report(name);
    try {
      const { code, output, lacking } = await lint(report);
      if (code === 0) passed++;
      else problems.push(`${name}:\n${output.trimEnd()}`);
      if (lacking) notRun.push(`${name}, in part: ${lacking}`);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      notRun.push(`${name}: ${error.message}`);
    }
  }
  return {
    passed,
    failed: problems.length,
    skipped: 0,
    output: problems.join("\n\n"),
    ...(notRun.length > 0 ? { notRun: notRun.join("; ") } : {}),
  };
}
