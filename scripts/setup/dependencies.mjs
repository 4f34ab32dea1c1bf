import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashOf } from "./hash.mjs";
import { root } from "./paths.mjs";
import { SetupProblem } from "./problem.mjs";
import { npm, tail } from "./run.mjs";

const lockFile = path.join(root, "package-lock.json");
const modules = path.join(root, "node_modules");
/** Inside node_modules, so that it goes when they go. */
const stamp = path.join(modules, ".package-setup");

/** Brings node_modules to what package-lock.json says. No package's own scripts run. */
export async function installDependencies(report) {
  const wanted = hashOf([lockFile]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return undefined;
  // Whoever has just run `npm install` need not wait for the same again.
  if (isInstalled()) {
    writeFileSync(stamp, wanted);
    return undefined;
  }
  report("npm ci");
  const result = await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root });
  if (result.code !== 0) throw new SetupProblem(`npm ci failed:\n${tail(result.output)}`);
  writeFileSync(stamp, wanted);
  return "installed";
}

/** Whether npm's own note of what it installed holds everything that the lock file wants on every platform. */
function isInstalled() {
  const note = path.join(modules, ".package-lock.json");
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  const installed = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(([place, { version, link, optional, os, cpu }]) => {
    if (!place.includes("node_modules/") || optional || os || cpu) return true;
    const found = installed[place];
    return found !== undefined && found.version === version && found.link === link;
  });
}
