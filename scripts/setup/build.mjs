import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashOf } from "./hash.mjs";
import { root } from "./paths.mjs";
import { SetupProblem } from "./problem.mjs";
import { run, tail } from "./run.mjs";

const dist = path.join(root, "dist");
/** Beside dist, so that the paths in source maps stay right when it takes its place. */
const fresh = path.join(root, "dist.new");
const old = path.join(root, "dist.old");
const stamp = ".build-setup";
const sources = ["provider", "emulator", "cli", "policy", "tsconfig.base.json", "tsconfig.build.json", "package-lock.json"].map((name) =>
  path.join(root, name),
);

/** Compiles into dist/ if a source has changed since. A build that fails leaves the last good one in place. */
export async function build(report) {
  const wanted = hashOf(sources);
  const last = path.join(dist, stamp);
  if (existsSync(last) && readFileSync(last, "utf8") === wanted) return undefined;

  report("tsc");
  rmSync(fresh, { recursive: true, force: true });
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const result = await run(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", fresh, "--pretty", "false"], {
    cwd: root,
  });
  if (result.code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new SetupProblem(`The build failed:\n${tail(result.output)}`);
  }
  const command = path.join(fresh, "cli", "main.js");
  if (existsSync(command)) chmodSync(command, 0o755);
  writeFileSync(path.join(fresh, stamp), wanted);
  replaceDist();
  return "compiled";
}

/** Two renames: whoever reads dist/ meanwhile sees the old or the new one, and never half of either. */
function replaceDist() {
  rmSync(old, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}
