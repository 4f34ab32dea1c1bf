import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { cache, root } from "../setup/paths.mjs";
import { findPython, installInPython, pythonIn } from "../setup/python.mjs";
import { run, tail } from "../setup/run.mjs";

/** Installed where the machine has no pre-commit of its own. The tools that the hooks run are pinned in .pre-commit-config.yaml. */
const PINNED = "4.7.0";
/** By this code pre-commit says that it could not run a hook, for want of its tool chain or of a registry. */
const UNEXPECTED = 3;

/**
 * Holds every pipeline that we hand out, and our own, against the hooks of .pre-commit-config.yaml, but for the first, which is `lint`.
 * Each counts as one. One that cannot be had is named as not run, and where `strict`, on a CI service, it fails: nobody reads there what
 * a green run has left out. A hook that finds no file fails too: its pattern is wrong.
 */
export async function lintPipelines(report, { strict = /^(1|true)$/i.test(process.env.CI ?? ""), env = process.env } = {}) {
  const outcome = { passed: 0, failed: 0, skipped: 0, output: "" };
  const problems = [];
  const notRun = [];
  const missing = (text) => (strict ? problems.push(`not run, which fails where CI is set: ${text}`) : notRun.push(text));

  const preCommit = await findPreCommit(report, env);
  if (typeof preCommit === "string") missing(preCommit);
  else {
    for (const { id, name } of await hooks()) {
      report(name);
      const { code, output } = await run(preCommit[0], [...preCommit.slice(1), "run", id, "--all-files", "--color=never"], {
        cwd: root,
        env: { ...env, PIP_ONLY_BINARY: ":all:", PIP_DISABLE_PIP_VERSION_CHECK: "1" },
      });
      if (code === UNEXPECTED) missing(`${name}: ${tail(output, 1).trim()}`);
      else if (code !== 0) problems.push(output.trimEnd());
      else if (output.includes("(no files to check)")) problems.push(`${name}: no file fits the pattern of this hook`);
      else outcome.passed++;
    }
  }
  outcome.failed = problems.length;
  outcome.output = problems.join("\n\n");
  return notRun.length > 0 ? { ...outcome, notRun: notRun.join("; ") } : outcome;
}

async function hooks() {
  // Loaded here, since the scripts must load before the dependencies are installed.
  const { parse } = await import("yaml");
  const { repos } = parse(readFileSync(path.join(root, ".pre-commit-config.yaml"), "utf8"));
  return repos.flatMap((repo) => repo.hooks).filter(({ id }) => id !== "biome");
}

/** How to start pre-commit, or why it cannot be had. */
async function findPreCommit(report, env) {
  if ((await run("git", ["rev-parse", "--git-dir"], { cwd: root, env })).code !== 0) return "the hooks need a git checkout";
  if ((await run("pre-commit", ["--version"], { env, timeout: 20_000 })).code === 0) return ["pre-commit"];
  const place = path.join(cache, `pre-commit-${PINNED}-${process.platform}-${process.arch}`);
  if (!existsSync(place)) {
    report("installing pre-commit, once");
    const python = await findPython(env);
    if (!python) return "there is neither pre-commit nor Python";
    const problem = await installInPython(python, place, [`pre-commit==${PINNED}`], env);
    if (problem) return problem;
  }
  return [pythonIn(place), "-m", "pre_commit"];
}
