import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../paths.mjs";
import { SetupProblem } from "../problem.mjs";
import { run, tail } from "../run.mjs";
import { CLI } from "./names.mjs";

const recipe = path.join(root, "scripts", "engine");
const sdk = path.join(root, "node_modules", "@pulumi", "pulumi");

/** Whether a Go tool chain is there at all. */
export async function hasGo() {
  return (await run("go", ["version"], { timeout: 20_000 })).code === 0;
}

/**
 * Builds the CLI from its Go module into `folder`, with our language host beside it.
 *
 * - `scripts/engine/go.mod` repeats the replacement of Pulumi's own go.mod: a module's replacements hold only in its own
 *   builds, and the upstream package lacks what Pulumi calls. That is also why `go install …@version` refuses.
 * - Without cgo and with `osusergo` the binary needs no C compiler; `grpcnotrace` lets the linker drop unused code. Both are
 *   what Pulumi's releases are built with.
 * - Without `-X …version.Version` the CLI does not know its version, and says that it is outdated.
 * - `-mod=readonly` and no workspace, so that nothing of the machine's settings changes what is built.
 * - The tool chain is left to Go: it fetches the one that go.mod asks for where it may, else says what it lacks.
 *
 * It is made in a folder of its own that is renamed at the end: an interrupted build leaves nothing half.
 */
export async function buildWithGo(version, folder, report) {
  const unfinished = `${folder}.build-${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  const module = path.join(unfinished, "module");
  const engine = path.join(unfinished, "engine");
  mkdirSync(module, { recursive: true });
  mkdirSync(engine);
  try {
    for (const file of ["go.mod", "go.sum"]) copyFileSync(path.join(recipe, file), path.join(module, file));
    await compile(version, module, path.join(engine, CLI), report);
    addLanguageHost(engine);
    renameSync(engine, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function compile(version, module, output, report) {
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const args = ["build", "-v", "-mod=readonly", "-tags", "osusergo,grpcnotrace", "-ldflags", flags, "-o", output];
  let packages = 0;
  const describe = (detail) => report(`building Pulumi ${version} with Go, once, for some minutes (${detail})`);
  describe("fetching modules");
  const result = await run("go", [...args, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], {
    cwd: module,
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    onLine: (line) => !line.startsWith("go: ") && describe(`${++packages} packages`),
  });
  if (result.code !== 0) {
    const said = result.output.split("\n").filter((line) => !/^[\w./-]+$/.test(line));
    throw new SetupProblem(`Pulumi ${version} could not be built with Go:\n${tail(said.join("\n"))}`);
  }
}

/** Real files: the CLI looks for them beside itself, and Node must not take a link's target for their place. */
function addLanguageHost(engine) {
  const place = (from, name) => {
    copyFileSync(from, path.join(engine, name));
    chmodSync(path.join(engine, name), 0o755);
  };
  // A file without an ending is CommonJS, unless a package.json in a folder above says otherwise.
  writeFileSync(path.join(engine, "package.json"), '{ "type": "commonjs" }\n');
  if (process.platform === "win32") {
    place(path.join(recipe, "language-host.cjs"), "language-host.cjs");
    writeFileSync(path.join(engine, "pulumi-language-nodejs.cmd"), '@node "%~dp0language-host.cjs" %*\r\n');
    place(path.join(sdk, "pulumi-resource-pulumi-nodejs.cmd"), "pulumi-resource-pulumi-nodejs.cmd");
  } else {
    place(path.join(recipe, "language-host.cjs"), "pulumi-language-nodejs");
    place(path.join(sdk, "pulumi-resource-pulumi-nodejs"), "pulumi-resource-pulumi-nodejs");
  }
}
