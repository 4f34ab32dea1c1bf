import { styleText } from "node:util";
import { duration } from "../setup/progress.mjs";

/** What `npm test` shows beside jest's own lines: what a tool found, a table of all checks, and the count at the very end. */
export function reporter(out = process.stdout) {
  const paint = (style, text) => (out.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text);
  const isBad = ({ failed, skipped }) => failed > 0 || skipped > 0;

  const line = (result) => {
    const { name, passed, failed, skipped, note, notRun, tests = [], milliseconds } = result;
    if (notRun) out.write(`  ${name.padEnd(14)}not run: ${notRun}\n`);
    if (notRun && passed + failed + skipped === 0) return;
    const verdict = isBad(result) ? paint("red", "failed") : paint("green", "passed");
    const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`, note];
    const took = milliseconds === undefined ? "" : duration(milliseconds);
    out.write(`  ${name.padEnd(14)}${verdict}  ${took.padStart(8)}  ${paint("dim", counts.filter(Boolean).join(", "))}\n`);
    for (const test of tests) out.write(`    ${paint("dim", `${test.title} (${duration(test.milliseconds)})`)}\n`);
  };

  return {
    /** What a check said that is not shown while it runs, where it failed. */
    problem(result) {
      if (isBad(result) && result.output?.trim()) out.write(`\n${indent(result.output.trimEnd())}\n\n`);
    },
    /** The last line is read by programs: no colour, no word more. */
    table(results) {
      const sum = (key) => results.reduce((total, result) => total + result[key], 0);
      const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
      out.write("\n");
      // Files run beside each other, so a tier may take less time than its files together.
      if (results.length > 1) out.write(paint("dim", `  ${"".padEnd(14)}         all files\n`));
      for (const result of results) line(result);
      out.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
    },
  };
}

function indent(text) {
  return text.replaceAll(/^(?=.)/gm, "    ");
}
