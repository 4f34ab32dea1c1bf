import { existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { root, work } from "../setup/paths.mjs";
import { runInView } from "../setup/run.mjs";

const require = createRequire(import.meta.url);

/** The tiers of tests: the projects of jest.config.js, in its order. */
export const TIERS = require("../../jest.config.js").projects.map(({ displayName }) => displayName);

/** What runs on the sources alone. Every other tier needs the build and an engine, but for these, which need no engine. */
const ON_SOURCES = ["unit", "slow", "simulation", "clients"];
const WITHOUT_ENGINE = ["boundary", "package"];

/** The steps of the set-up that a tier cannot do without. */
export function needsOf(tier) {
  if (ON_SOURCES.includes(tier)) return ["dependencies"];
  return WITHOUT_ENGINE.includes(tier) ? ["dependencies", "build"] : ["dependencies", "build", "engine"];
}

/** What this platform cannot run of the tests: nothing is skipped in silence. */
export function notRunHere(folder = path.join(root, "test"), platform = process.platform) {
  const files = require("./posixOnly.cjs").posixOnly(folder, platform);
  if (files.length === 0) return [];
  return [{ name: "tests", passed: 0, failed: 0, skipped: 0, notRun: `${files.length} files that need /bin/sh: ${files.join(", ")}` }];
}

/** Away from Linux on x64 the consumers cannot have each release of Node. */
const everyNode = process.platform === "linux" && process.arch === "x64";
const oneNode = { notRun: `Node 20, 22 and 24, which are fetched for Linux on x64: all ran on ${process.versions.node}` };

/** Tiers whose tests are read, not only counted: which package manager on which Node is what somebody wants to know. */
const SHOWN = ["consumers"];

/**
 * Two runs of jest, in each of which all tiers share the workers: first what keeps a core busy, with a worker for each core, then what
 * starts engines, installs and waits, two at a time on a small machine: more of them run into time limits.
 */
export function runsOf(tiers) {
  const light = tiers.filter((tier) => [...ON_SOURCES, "boundary"].includes(tier));
  const heavy = tiers.filter((tier) => !light.includes(tier));
  const cores = os.availableParallelism();
  return [
    { tiers: light, workers: cores },
    { tiers: heavy, workers: Math.max(2, Math.floor(cores / 2)) },
  ].filter((run) => run.tiers.length > 0);
}

/** Runs tiers in one jest, in view of the user, and comes to what became of each. `args` are the user's, for jest. */
export async function runTiers({ tiers, workers }, args, env) {
  const file = path.join(work, "results", `${tiers.join("-")}.json`);
  rmSync(file, { force: true });
  const jest = path.join(root, "node_modules", "jest", "bin", "jest.js");
  const reporter = path.join(import.meta.dirname, "reporter.cjs");
  const code = await runInView(
    process.execPath,
    [jest, "--reporters=default", `--reporters=${reporter}`, "--selectProjects", ...tiers, `--maxWorkers=${workers}`, ...args],
    // The tests must not believe that they run in a terminal.
    { cwd: root, env: { ...process.env, ...env, FORCE_COLOR: "0", PROJECT_COUNTS: file } },
  );
  const results = countsOf(tiers, existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined, code);
  // Whoever picks tests by name has skipped the others on purpose.
  const picked = args.some((argument) => /^(-t|--testNamePattern)\b/.test(argument));
  return picked ? results.map((result) => ({ ...result, skipped: 0 })) : results;
}

/** A tier without any test counts as one that failed, and so does a run that wrote nothing, or whose exit code no failed test explains. */
export function countsOf(tiers, projects, code) {
  if (projects === undefined) return [{ name: tiers.join(", "), passed: 0, failed: 1, skipped: 0, note: "jest did not finish" }];
  const results = tiers.map((name) => {
    const { tests = [], ...counts } = projects[name] ?? { passed: 0, failed: 1, skipped: 0, note: "no test ran" };
    return {
      name,
      ...counts,
      ...(name === "consumers" && !everyNode && oneNode),
      ...(SHOWN.includes(name) && { tests: tests.toSorted((a, b) => (a.title < b.title ? -1 : 1)) }),
    };
  });
  if (code !== 0 && results.every(({ failed }) => failed === 0)) {
    results.push({ name: "jest", passed: 0, failed: 1, skipped: 0, note: `ended with ${code}, though no test failed` });
  }
  return results;
}
