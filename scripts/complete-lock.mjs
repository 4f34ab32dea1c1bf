// Completes package-lock.json, so that `npm ci` works on every platform.
//
// A registry mirror may lack the packages of other platforms. `npm install` then drops them from the lock file without a
// word, and `npm ci` refuses the result, or people on those platforms lack a compiler or a linter. So whoever adds or
// updates a dependency runs
//
//     npm install --save-dev NAME@VERSION && node scripts/complete-lock.mjs
//
// and a test says that nothing is missing. `--check` only looks, and exits with 1 if something is.
// An entry added here has a version and a platform, but no checksum: npm takes that from the registry it installs from.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { missingOptionalDependencies } from "./lock/missing.mjs";
import { platformOf } from "./lock/platforms.mjs";

const file = path.resolve(import.meta.dirname, "..", "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = missingOptionalDependencies(lock.packages);

if (process.argv.includes("--check")) {
  for (const { dependent, name, version } of missing) console.error(`${dependent} needs ${name}@${version}`);
  console.log(missing.length === 0 ? "package-lock.json is complete." : `package-lock.json lacks ${missing.length} packages.`);
  process.exit(missing.length === 0 ? 0 : 1);
}

for (const { dependent, name, version } of missing) {
  const platform = platformOf(name);
  if (!platform) {
    console.error(`${dependent} needs ${name}@${version}, which names no platform: install it with npm.`);
    process.exitCode = 1;
    continue;
  }
  const dev = lock.packages[dependent].dev ? { dev: true } : {};
  const { os, cpu, libc } = platform;
  lock.packages[`node_modules/${name}`] = { version, cpu, ...dev, ...(libc ? { libc } : {}), optional: true, os };
}
// Where a package came from is the business of the machine that installs it, not of the repository.
for (const entry of Object.values(lock.packages)) if (/^https?:/.test(entry.resolved ?? "")) delete entry.resolved;
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} entries added.`);
