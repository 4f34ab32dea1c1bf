import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { bundlePlugin } from "../plugin/bundle.mjs";
import { root } from "./paths.mjs";
import { SetupProblem } from "./problem.mjs";
import { run, tail } from "./run.mjs";

const dist = path.join(root, "dist");
const commands = ["cli/main.js", "provider/plugin/main.js"];

/** `tsc --build`, which compiles what has changed, and what it does not do. */
export async function build(report) {
  report("tsc --build");
  removeOrphans();
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const result = await run(process.execPath, [compiler, "--build", "tsconfig.build.json", "--pretty", "false"], { cwd: root });
  if (result.code !== 0) throw new SetupProblem(`The build failed:\n${tail(result.output)}`);
  for (const command of commands) chmodSync(path.join(dist, command), 0o755);
  report("the plugin's bundle");
  await bundlePlugin();
  return undefined;
}

/** What was compiled from a source that is there no longer would be packed and published. */
function removeOrphans() {
  if (!existsSync(dist)) return;
  for (const file of readdirSync(dist, { recursive: true })) {
    const source = /^(.*)\.d\.ts$/.exec(file)?.[1];
    if (source === undefined || existsSync(path.join(root, `${source}.ts`))) continue;
    for (const ending of [".d.ts", ".d.ts.map", ".js", ".js.map"]) rmSync(path.join(dist, source + ending), { force: true });
  }
}
