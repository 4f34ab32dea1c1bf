// Makes an executable of the plugin that needs no Node: Node's single executable application (https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html)
// of the bundle, and the tarball that Pulumi downloads from a release. For the system and processor it runs on: Node's program and its code cache are of one kind each.
//
//     node scripts/plugin/executable.mjs [FOLDER]        into FOLDER (default .work/plugin), from what is built
//
// Node's own licence stands beside Node where its makers packed it. With CI set it has to be there: nothing is published without it.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, work } from "../setup/paths.mjs";
import { SetupProblem } from "../setup/problem.mjs";
import { run, tail } from "../setup/run.mjs";
import { bundlePlugin, PLUGIN } from "./bundle.mjs";

/** As Node's documentation names it: the place in the program that says whether there is an application in it. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
/** As Pulumi names systems and processors in the names of its downloads. */
const systems = { linux: "linux", darwin: "darwin", win32: "windows" };
const processors = { x64: "amd64", arm64: "arm64" };

async function must(command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new SetupProblem(`${command} ${args.join(" ")} failed:\n${tail(output)}`);
  return output;
}

async function makeExecutable(place) {
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const system = systems[process.platform];
  const processor = processors[process.arch];
  if (!system || !processor) throw new SetupProblem(`There is no release of the plugin for ${process.platform} on ${process.arch}.`);
  const inside = path.join(place, `${system}-${processor}`);
  rmSync(inside, { recursive: true, force: true });
  mkdirSync(inside, { recursive: true });

  const blob = path.join(place, `${PLUGIN}.blob`);
  const config = path.join(place, "sea-config.json");
  const bundle = path.join(place, "bundle");
  const main = await bundlePlugin({ to: bundle, alone: true });
  writeFileSync(config, JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true }));
  await must(process.execPath, ["--experimental-sea-config", config]);

  const name = process.platform === "win32" ? `${PLUGIN}.exe` : PLUGIN;
  const program = path.join(inside, name);
  copyFileSync(process.execPath, program);
  chmodSync(program, 0o755);
  // Before the application is put in: afterwards the program would be damaged by it, and end at once (measured).
  if (process.platform === "linux") await run("strip", [program]);
  if (process.platform === "darwin") await must("codesign", ["--remove-signature", program]);
  const postject = createRequire(import.meta.url).resolve("postject/dist/cli.js");
  const segment = process.platform === "darwin" ? ["--macho-segment-name", "NODE_SEA"] : [];
  await must(process.execPath, [postject, program, "NODE_SEA_BLOB", blob, "--sentinel-fuse", fuse, ...segment]);
  if (process.platform === "darwin") await must("codesign", ["--sign", "-", program]);

  const said = (await must(program, ["--version"])).trim();
  if (said !== version) throw new SetupProblem(`The executable says that it is ${JSON.stringify(said)}, not ${version}.`);
  copyFileSync(path.join(bundle, "THIRD-PARTY-LICENSES.txt"), path.join(inside, "THIRD-PARTY-LICENSES.txt"));
  copyFileSync(path.join(root, "LICENSE"), path.join(inside, "LICENSE"));
  const licence = ["..", "."].map((above) => path.join(path.dirname(process.execPath), above, "LICENSE")).find(existsSync);
  if (licence) copyFileSync(licence, path.join(inside, "NODE-LICENSE"));
  else if (process.env.CI)
    throw new SetupProblem(`The licence of Node is not beside ${process.execPath}, and the executable has Node inside.`);
  const tarball = path.join(place, `${PLUGIN}-v${version}-${system}-${processor}.tar.gz`);
  await must("tar", ["-czf", tarball, "-C", inside, name, "LICENSE", "THIRD-PARTY-LICENSES.txt", ...(licence ? ["NODE-LICENSE"] : [])]);
  return { program, tarball };
}

try {
  const { program, tarball } = await makeExecutable(path.resolve(process.argv[2] ?? path.join(work, "plugin")));
  console.log(`${program}\n${tarball}`);
} catch (error) {
  console.error(error instanceof SetupProblem ? error.message : error);
  process.exitCode = 1;
}
