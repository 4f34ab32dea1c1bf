import { duration, styleFor } from "../setup/style.mjs";

/** The lines that `npm test` shows: one for each check, what failed in full, and the count at the very end. */
export function reporter(out = process.stdout) {
  const style = styleFor(out);
  return {
    check({ name, passed, failed, skipped, note, notRun, details = [], output }, milliseconds) {
      if (notRun) out.write(`  ${name.padEnd(14)}not run: ${notRun}\n`);
      if (notRun && passed + failed + skipped === 0) return;
      const verdict = failed > 0 || skipped > 0 ? style.bad("failed") : style.good("passed");
      const count = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`, note];
      const detail = passed + failed + skipped > 1 || note ? count.filter(Boolean).join(", ") : "";
      out.write(`  ${name.padEnd(14)}${verdict}  ${duration(milliseconds).padStart(8)}  ${style.faint(detail)}\n`);
      for (const line of details) out.write(`    ${style.faint(line)}\n`);
      if ((failed > 0 || skipped > 0) && output?.trim()) out.write(`\n${indent(output.trimEnd())}\n\n`);
    },
    /** The last line is read by programs: no colour, no word more. */
    total(results) {
      const sum = (key) => results.reduce((total, result) => total + result[key], 0);
      const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
      out.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
    },
  };
}

function indent(text) {
  return text.replaceAll(/^(?=.)/gm, "    ");
}
