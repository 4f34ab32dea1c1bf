import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root, work } from "../setup/paths.mjs";
import { run } from "../setup/run.mjs";
import { duration } from "../setup/style.mjs";

const jest = path.join(root, "node_modules", "jest", "bin", "jest.js");

/** Runs one tier of tests, and counts from what jest writes down, not from what it shows. */
export async function runTier(tier, args, report, env = {}) {
  const results = resultsOf(tier);
  mkdirSync(path.dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const { code, output } = await run(
    process.execPath,
    [jest, "--selectProjects", tier, "--json", `--outputFile=${results}`, "--colors=false", ...args],
    // What is shown is read from a pipe; the tests themselves must not believe that they run in a terminal either.
    { cwd: root, env: { ...process.env, ...env, FORCE_COLOR: "0" }, onLine: (line) => /^(PASS|FAIL) /.test(line) && report(line.trim()) },
  );
  return { ...countOf(results, code), output: withoutJson(output) };
}

function resultsOf(tier) {
  return path.join(work, "results", `${tier}.json`);
}

/** What the passed tests of a tier's last run were called, and how long each took: for tiers that are read, not only counted. */
export function passedTests(tier) {
  let suites;
  try {
    suites = JSON.parse(readFileSync(resultsOf(tier), "utf8")).testResults;
  } catch {
    return [];
  }
  const passed = suites.flatMap((suite) => suite.assertionResults).filter((test) => test.status === "passed");
  return passed
    .map(({ ancestorTitles, title, duration: took }) => `${[...ancestorTitles, title].join("; ")} (${duration(took ?? 0)})`)
    .sort();
}

/**
 * A suite that could not run has no tests of its own to count, so it counts as one failed; so does a run that says nothing,
 * a tier without any test, and an exit code that no failed test explains.
 */
export function countOf(file, code) {
  let result;
  try {
    result = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, note: "jest did not finish" };
  }
  const passed = result.numPassedTests;
  const skipped = result.numPendingTests + result.numTodoTests;
  let failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  if (failed === 0 && passed === 0) return { passed, failed: 1, skipped, note: "no test ran" };
  if (failed === 0 && code !== 0) failed = 1;
  return { passed, failed, skipped };
}

/** `--json` with an output file prints only a note about it. */
function withoutJson(output) {
  return output.replace(/^Test results written to: .*\n?/m, "");
}
