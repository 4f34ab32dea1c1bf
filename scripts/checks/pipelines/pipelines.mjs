import { LINTERS } from "./linters.mjs";
import { Unavailable } from "./unavailable.mjs";

/** Whether this is a CI service: all that are known set CI. */
const inCi = /^(1|true)$/i.test(process.env.CI ?? "");

/**
 * Lints every pipeline that we hand out, and our own. Each linter counts as one. One that cannot be had is named as not run, and on a CI
 * service it fails: nobody reads there what a green run has left out. What is lacking in part is no failure: that is known and has a
 * stand-in.
 */
export async function lintPipelines(report, linters = LINTERS, strict = inCi) {
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
      if (strict) problems.push(`${name}: not run, which fails where CI is set: ${error.message}`);
      else notRun.push(`${name}: ${error.message}`);
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
