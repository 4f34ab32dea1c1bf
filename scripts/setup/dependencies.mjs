import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./paths.mjs";
import { SetupProblem } from "./problem.mjs";
import { npm, tail } from "./run.mjs";

/** `npm ci`, if node_modules is not what package-lock.json says. No package's own scripts run. */
export async function installDependencies(report) {
  if (isInstalled()) return undefined;
  report("npm ci");
  const result = await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"], { cwd: root });
  if (result.code !== 0) throw new SetupProblem(`npm ci failed:\n${tail(result.output)}`);
  return "installed";
}

/** Whether npm's own note of what it installed holds everything that the lock file wants on every platform, and all of it is still there. */
function isInstalled() {
  const note = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(note)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const installed = packages(note);
  return Object.entries(packages(path.join(root, "package-lock.json"))).every(([place, { version, link, optional, os, cpu }]) => {
    if (!place.includes("node_modules/") || optional || os || cpu) return true;
    const found = installed[place];
    return found !== undefined && found.version === version && found.link === link && existsSync(path.join(root, place));
  });
}
