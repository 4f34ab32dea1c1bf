// Everything that a fresh clone needs before it can run anything: dependencies, build, engine. Each step looks first whether
// it has something to do. Uses Node's own modules only, since it runs before the dependencies are there, and no package's
// life-cycle scripts, since many people and CI systems switch those off.
//
//     node scripts/setup.mjs                       all of it
//     node scripts/setup.mjs dependencies build    some of it
//     node scripts/setup.mjs --print               all of it, then where the engine is and its environment, as JSON
//     node scripts/setup.mjs --path                all of it, then the engine's folder, for PATH
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./setup/build.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { findEngine } from "./setup/engine/find.mjs";
import { baseEnvironment } from "./setup/environment.mjs";
import { SetupProblem } from "./setup/problem.mjs";
import { withProgress } from "./setup/progress.mjs";
import { exitOnSignals } from "./setup/run.mjs";

export const STEPS = ["dependencies", "build", "engine"];

/**
 * Runs the steps named, in order, and throws a SetupProblem that a person can act on. With "engine" among them it returns
 * `{ pulumi, version, source, lacking? }`. With `quiet`, nothing is shown but what takes long.
 */
export async function setUp(steps = STEPS, { quiet = false } = {}) {
  const stopListening = exitOnSignals();
  try {
    if (steps.includes("dependencies")) await withProgress("dependencies", installDependencies);
    if (steps.includes("build")) await withProgress("build", build);
    if (!steps.includes("engine")) return undefined;
    let engine;
    await withProgress("engine", async (report) => {
      engine = await findEngine(report);
      const found = `Pulumi ${engine.version}, ${engine.source} (${engine.pulumi})`;
      if (engine.lacking) return `${found}; YAML programs do not run with it: ${engine.lacking}`;
      return quiet && engine.source.endsWith("before") ? undefined : found;
    });
    return engine;
  } finally {
    stopListening();
  }
}

async function main(args) {
  const print = args.includes("--print");
  const folder = args.includes("--path");
  const steps = args.filter((argument) => argument !== "--print" && argument !== "--path");
  const unknown = steps.find((step) => !STEPS.includes(step));
  if (unknown) throw new SetupProblem(`There is no step "${unknown}": the steps are ${STEPS.join(", ")}.`);
  const engine = await setUp(steps.length > 0 ? steps : STEPS, { quiet: print || folder });
  if (folder) console.log(path.dirname(engine.pulumi));
  if (print) console.log(JSON.stringify({ ...engine, env: baseEnvironment(engine.pulumi) }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof SetupProblem ? error.message : error);
    process.exitCode = 1;
  });
}
