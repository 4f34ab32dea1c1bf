// Completes package-lock.json, so that `npm ci` works on every platform.
//
// A registry mirror may lack the packages of other platforms. `npm install` then drops them from the lock file without a
// word, and `npm ci` refuses the result, or people on those platforms lack a compiler or a linter. So whoever adds or
// updates a dependency runs
//
//     npm install --save-dev NAME@VERSION && node scripts/offline/complete-lock.mjs
//
// and a test says that nothing is missing. `--check` only looks, and exits with 1 if something is.
// An entry added here has a version and a platform, but no checksum: npm takes that from the registry it installs from.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const SYSTEMS = new Set(["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"]);
const PROCESSORS = new Set(["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"]);

const file = path.resolve(import.meta.dirname, "..", "..", "package-lock.json");
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

/** The optional dependencies that some package of the lock file names and the lock file does not hold. */
function missingOptionalDependencies(packages) {
  const missing = [];
  for (const [dependent, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isHeld(packages, dependent, name)) missing.push({ dependent, name, version });
    }
  }
  return missing;
}

/** Looks where Node would: in the dependent's own node_modules, then in those of every folder above it. */
function isHeld(packages, dependent, name) {
  for (let folder = dependent; ; ) {
    if (packages[folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true;
    if (folder === "") return false;
    const above = folder.lastIndexOf("/node_modules/");
    folder = above < 0 ? "" : folder.slice(0, above);
  }
}

/**
 * What a package built for one platform says about itself, told from its name: such packages are named by convention
 * (`@swc/core-linux-x64-musl`, `@biomejs/cli-darwin-arm64`). Returns undefined for a name that names no platform.
 */
function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => SYSTEMS.has(part));
  const cpu = parts.find((part) => PROCESSORS.has(part));
  if (!os || !cpu) return undefined;
  const platform = { os: [os], cpu: [cpu] };
  if (os === "linux") platform.libc = [name.includes("musl") ? "musl" : "glibc"];
  return platform;
}
