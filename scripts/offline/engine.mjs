import { chmodSync, copyFileSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CLI, hostFile, isEngine } from "../setup/engine/cli.mjs";
import { goTool } from "../setup/goTool.mjs";
import { hashOf, hashOfText } from "../setup/hash.mjs";
import { root } from "../setup/paths.mjs";

const here = import.meta.dirname;
const module = path.join(here, "go");
const sdk = path.join(root, "node_modules", "@pulumi", "pulumi");

/** `osusergo` and `grpcnotrace`, and no symbols: what Pulumi's releases are built with. */
const flags = (link) => ["-tags", "osusergo,grpcnotrace", "-ldflags", `-s -w${link}`];

/** Without `-X …version.Version` the CLI does not know its version, and says that it is outdated. */
const cli = (version) => ({
  module,
  program: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  title: `Pulumi ${version}`,
  flags: flags(` -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`),
});

const yamlHost = {
  module,
  program: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  title: "Pulumi's host for YAML programs",
  flags: flags(""),
};

/** What an engine of this checkout is made of: its SDK serves where a program has none, so each checkout has an engine of its own. */
export function recipe() {
  return hashOfText([hashOf([module, path.join(here, "language-host.cjs"), path.join(here, "engine.mjs")]), root].join("\0")).slice(0, 12);
}

/**
 * Puts an engine into `folder` whose CLI is built from its Go module, with our host for Node programs beside it.
 *
 * `go/go.mod` repeats the replacement of Pulumi's own go.mod: a module's replacements hold only in its own builds, and the upstream package
 * lacks what Pulumi calls. That is also why `go install …@version` refuses.
 */
export async function buildEngine(version, folder, report) {
  const built = await goTool(cli(version), report);
  const unfinished = `${folder}.build-${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    placeBuilt(built, path.join(unfinished, CLI));
    addNodeHost(unfinished);
    // Another process may have been quicker with the same.
    if (isEngine(folder)) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Adds Pulumi's host for YAML programs to such an engine. Throws a SetupProblem where it cannot be built. */
export async function addYamlHost(folder, report) {
  const built = await goTool(yamlHost, report);
  placeBuilt(built, path.join(folder, hostFile("yaml")));
}

/** Real files, since the CLI looks for its hosts beside itself, and follows links first. A hard link is one, and takes no room. */
function placeBuilt(built, place) {
  try {
    linkSync(built, place);
  } catch (error) {
    if (error.code !== "EEXIST") copyFileSync(built, place);
  }
}

function addNodeHost(engine) {
  const place = (from, name) => {
    copyFileSync(from, path.join(engine, name));
    chmodSync(path.join(engine, name), 0o755);
  };
  // A file without an ending is CommonJS, unless a package.json in a folder above says otherwise.
  writeFileSync(path.join(engine, "package.json"), '{ "type": "commonjs" }\n');
  symlinkSync(path.join(root, "node_modules"), path.join(engine, "node_modules"), "junction");
  if (process.platform === "win32") {
    place(path.join(here, "language-host.cjs"), "language-host.cjs");
    writeFileSync(path.join(engine, "pulumi-language-nodejs.cmd"), '@node "%~dp0language-host.cjs" %*\r\n');
    place(path.join(sdk, "pulumi-resource-pulumi-nodejs.cmd"), "pulumi-resource-pulumi-nodejs.cmd");
  } else {
    place(path.join(here, "language-host.cjs"), "pulumi-language-nodejs");
    place(path.join(sdk, "pulumi-resource-pulumi-nodejs"), "pulumi-resource-pulumi-nodejs");
  }
}
