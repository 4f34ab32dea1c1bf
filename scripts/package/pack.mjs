import { mkdirSync } from "node:fs";
import path from "node:path";
import { root, work } from "../setup/paths.mjs";
import { SetupProblem } from "../setup/problem.mjs";
import { npm, tail } from "../setup/run.mjs";

/**
 * Packs what `dist/` holds, as `npm publish` would, and returns the tarball's path. PACKAGE_TARBALL names one that is packed already:
 * a release tests the very file that it publishes.
 */
export async function pack(env = process.env) {
  if (env.PACKAGE_TARBALL) return path.resolve(env.PACKAGE_TARBALL);
  const folder = path.join(work, "package");
  mkdirSync(folder, { recursive: true });
  const { code, stdout, output } = await npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { cwd: root, env });
  if (code !== 0) throw new SetupProblem(`npm pack failed:\n${tail(output)}`);
  return path.join(folder, JSON.parse(stdout)[0].filename);
}
