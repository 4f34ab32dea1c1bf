// What users get with the package, as CycloneDX, on standard output: the release workflow publishes it.
//
//     node scripts/sbom.mjs > sbom.cdx.json
//
// `npm sbom` runs on the lock file without the examples and without our tools, since npm 11.19 cannot leave them out itself. The examples are workspaces
// that depend on the package: npm follows that circle until its stack is full. And `--omit dev` leaves out what users get and our tools use, too.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./setup/paths.mjs";
import { run, tail } from "./setup/run.mjs";

const read = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));

/** A manifest, or what the lock file says of it, as a user has it. */
function asInstalled({ workspaces: _, devDependencies: __, ...manifest }) {
  return manifest;
}

const manifest = read("package.json");
const lock = read("package-lock.json");
const installed = Object.entries(lock.packages).filter(([place, { link }]) => place.startsWith("node_modules/") && !link);
const packages = { "": asInstalled(lock.packages[""]), ...Object.fromEntries(installed) };

const temporary = mkdtempSync(path.join(os.tmpdir(), "sbom-"));
try {
  // npm calls the whole after its folder.
  const folder = path.join(temporary, manifest.name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(asInstalled(manifest)));
  writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify({ ...lock, packages }));
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { code, stdout, output } = await run(npm, ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], { cwd: folder });
  if (code === 0) process.stdout.write(stdout);
  else {
    console.error(`npm sbom failed:\n${tail(output)}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
