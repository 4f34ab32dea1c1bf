// All checks in one command: the set-up, the tools (types, lint, pipelines), and every tier of tests, which is a project of jest.config.js.
//
//     npm test                                     all
//     npm run test:unit                            one of them, or several: node scripts/test.mjs types lint unit
//     npm run test:engine -- test/engine/kinds     what follows goes to jest
//
// jest runs the tests. What it does not do is here: what is missing is set up first, one step that fails does not keep the others from
// running, and nothing is skipped in silence. A skipped test fails the run, and what was not run is named with its reason.
// The last line is `N passed, N failed`, where a tool counts as one.
import { pack } from "./package/pack.mjs";
import { findChromium } from "./setup/chromium.mjs";
import { withProgress } from "./setup/progress.mjs";
import { findPythonEnvironment } from "./setup/pythonEnvironment.mjs";
import { exitOnSignals } from "./setup/run.mjs";
import { findSdkTools } from "./setup/sdk.mjs";
import { STEPS, setUp } from "./setup.mjs";
import { reporter } from "./test/report.mjs";
import { needsOf, notRunHere, runsOf, runTiers, TIERS } from "./test/tiers.mjs";
import { TOOLS } from "./test/tools.mjs";

const [names, jestArguments] = split(process.argv.slice(2), [...TOOLS.map(({ name }) => name), ...TIERS]);
const wanted = (name) => names.length === 0 || names.includes(name);
const tools = TOOLS.filter(({ name }) => wanted(name));
const tiers = TIERS.filter(wanted);
const show = reporter();
const withoutBrowser = {
  ...{ name: "browser", passed: 0, failed: 0, skipped: 0 },
  notRun: "no Chromium was found; CHROMIUM=/path/to/one names it",
};
exitOnSignals();

const broken = await prepare(STEPS.filter((step) => step === "dependencies" || tiers.some((tier) => needsOf(tier).includes(step))));
const results = [];
for (const tool of tools) {
  const result = await unless(["dependencies"], tool.name, () => runTool(tool));
  show.problem(result);
  results.push(result);
}
const runnable = [];
for (const tier of tiers) {
  const obstacle = await unless(needsOf(tier), tier, () => (tier === "browser" && !findChromium() ? withoutBrowser : undefined));
  if (obstacle) results.push(obstacle);
  else runnable.push(tier);
}
const env = { CHROMIUM: findChromium() ?? "" };
// What is written in Python in the clients tier: where it cannot be had, that is said, and the others run.
const python = runnable.includes("clients") ? await findPythonEnvironment("clients") : {};
const fuzz = runnable.includes("clients") ? await findPythonEnvironment("fuzz") : {};
// Programs in other languages that use the plugin, in the engine tier: the same.
const languages = runnable.includes("engine") ? { Python: await findSdkTools("python"), Go: await findSdkTools("go") } : {};
// Packed once for all who install it.
if (runnable.includes("package") || runnable.includes("consumers")) env.PACKAGE_TARBALL = await pack();
for (const run of runsOf(runnable)) results.push(...(await runTiers(run, jestArguments, env)));
if (runnable.length > 0) results.push(...notRunHere());

const clients = results.find(({ name }) => name === "clients");
const withoutPython = [
  python.problem && `MSAL and azure-identity for Python: ${python.problem}`,
  fuzz.problem && `Schemathesis: ${fuzz.problem}`,
].filter(Boolean);
if (clients && withoutPython.length > 0) clients.notRun = withoutPython.join("; ");
const engine = results.find(({ name }) => name === "engine");
const missing = Object.entries(languages).flatMap(([language, { problem }]) => (problem ? [`programs in ${language}: ${problem}`] : []));
if (engine && missing.length > 0) engine.notRun = missing.join("; ");
show.table(results);
process.exitCode = results.length > 0 && results.every((result) => result.failed === 0 && result.skipped === 0) ? 0 : 1;

/** The set-up steps that failed, each with why. What does not need them still runs. */
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

/** What `run` comes to, or the failure of a step that it needs. */
async function unless(needs, name, run) {
  const missing = broken.has("dependencies") ? "dependencies" : needs.find((step) => broken.has(step));
  if (missing) return { name, passed: 0, failed: 1, skipped: 0, note: `not run: no ${missing}`, output: broken.get(missing) };
  return run();
}

async function runTool({ name, run }) {
  const began = Date.now();
  let result;
  await withProgress(name, async (report) => {
    result = await run(report);
  });
  return { name, ...result, milliseconds: Date.now() - began };
}

/** Names of checks come first; from the first other word on, everything is jest's. */
function split(args, known) {
  const end = args.findIndex((argument) => !known.includes(argument));
  return end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)];
}
