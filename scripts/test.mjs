// All checks, each as a step of its own; one that fails does not keep the others from running. Does the set-up first.
//
//     npm test                                     all: types, lint, pipelines, unit, slow, simulation, boundary, package, engine, consumers, browser
//     npm run test:unit                            one of them
//     npm run test:engine -- -t "drift"            what follows goes to jest
//
// The last line is `N passed, N failed`: each test counts, and each check that is not a tier of tests counts as one. A
// skipped test is named there and fails the run: nothing is skipped in silence. Where there is no Chromium, the browser tier
// says that it was not run; so does each linter of pipelines that needs a Go or a Python that is not there, but fails where CI is set.
import { CHECKS } from "./checks/checks.mjs";
import { reporter } from "./checks/report.mjs";
import { withProgress } from "./setup/progress.mjs";
import { exitOnSignals } from "./setup/run.mjs";
import { STEPS, setUp } from "./setup.mjs";

const known = CHECKS.map((check) => check.name);
const [names, jestArguments] = split(process.argv.slice(2));
const checks = CHECKS.filter((check) => names.length === 0 || names.includes(check.name));
const show = reporter();
const results = [];
exitOnSignals();

const broken = await prepare(STEPS.filter((step) => checks.some((check) => check.needs.includes(step))));
for (const check of checks) {
  const began = Date.now();
  const result = await runCheck(check);
  results.push(result);
  show.check(result, Date.now() - began);
}
show.total(results);
process.exitCode = results.length > 0 && results.every((result) => result.failed === 0 && result.skipped === 0) ? 0 : 1;

/** The set-up steps that failed and those that stand on them, each with why. What did not need them still runs. */
async function prepare(steps) {
  const failures = new Map();
  for (const step of steps) {
    if (failures.has("dependencies")) break;
    try {
      await setUp([step]);
    } catch (error) {
      failures.set(step, error.message);
    }
  }
  return failures;
}

async function runCheck({ name, needs, run }) {
  const missing = needs.find((step) => broken.has(step));
  if (missing) return { name, passed: 0, failed: 1, skipped: 0, note: `not run: no ${missing}`, output: broken.get(missing) };
  let result;
  try {
    await withProgress(name, async (report) => {
      result = await run(report, jestArguments);
    });
  } catch (error) {
    result = { passed: 0, failed: 1, skipped: 0, output: String(error.stack ?? error) };
  }
  return { name, ...result };
}

/** Names of checks come first; from the first other word on, everything is jest's. */
function split(args) {
  const end = args.findIndex((argument) => !known.includes(argument));
  return end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)];
}
