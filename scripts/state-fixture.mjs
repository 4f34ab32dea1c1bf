// Writes what the present version leaves behind, as a fixture that every later version must preview empty and destroy:
//
//     node scripts/state-fixture.mjs             before a release; see CONTRIBUTING.md
//     node scripts/state-fixture.mjs --force     again, while the version is not released
//
// test/consumers/state/VERSION/ then holds index.js (the program), stack.json (`pulumi stack export`) and emulator.state (what
// Partner Center knew at that time). The passphrase of its secrets is the one below: the only code in it is the emulator's.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { engineEnvironment } from "./setup/environment.mjs";
import { root, work } from "./setup/paths.mjs";
import { SetupProblem } from "./setup/problem.mjs";
import { exitOnSignals, run, tail } from "./setup/run.mjs";
import { setUp } from "./setup.mjs";

const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const fixture = path.join(root, "test", "consumers", "state", version);
const program = path.join(import.meta.dirname, "state", "program.js");
const passphrase = "correct horse battery staple";
const names = {
  contoso: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
  fabrikam: "1d4ae7e6-d81e-4d66-8d13-0731955f40e2",
  lamna: "2e5bf8f7-e92f-4e77-9e24-184206606153",
  tailspin: "3f6c09a8-fa30-4f88-af35-295317717264",
  proseware: "408d1ab9-0b41-4099-b046-3a6428828375",
};
const seed = {
  customers: Object.entries(names).map(([name, id]) => ({ id, domain: `${name}.onmicrosoft.com` })),
  validationCodes: [{ validationId: "123456" }],
};
const scenario = 'approve after 1s for contoso.onmicrosoft.com; deny "Not an Academic Domain" after 1s for fabrikam.onmicrosoft.com';

exitOnSignals();
try {
  await write(process.argv.includes("--force"));
  console.log(path.relative(root, fixture));
} catch (error) {
  console.error(error instanceof SetupProblem ? error.message : error);
  process.exitCode = 1;
}

async function write(force) {
  if (existsSync(fixture) && !force) {
    throw new SetupProblem(
      `${path.relative(root, fixture)} is there. What a released version wrote never changes; --force is for one that is not released.`,
    );
  }
  const { pulumi } = await setUp(undefined, { quiet: true });
  const { startEmulator } = createRequire(import.meta.url)(path.join(root, "dist", "emulator"));
  mkdirSync(work, { recursive: true });
  const folder = mkdtempSync(path.join(work, "state-"));
  const at = (...parts) => path.join(folder, ...parts);
  const emulator = await startEmulator({ stateFile: at("emulator.state"), seed, scenario });
  try {
    mkdirSync(at("node_modules"));
    mkdirSync(at("backend"));
    symlinkSync(root, at("node_modules", "pulumi-partnercenter"), "junction");
    writeFileSync(at("Pulumi.yaml"), "name: consumer\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n");
    writeFileSync(at("package.json"), '{ "name": "consumer", "private": true }\n');
    copyFileSync(program, at("index.js"));
    const env = {
      ...engineEnvironment({ pulumi, home: at("home"), backendDir: at("backend"), passphrase }),
      PARTNERCENTER_EMULATOR: emulator.url,
    };
    const call = async (...args) => {
      const { code, stdout, output } = await run(pulumi, [...args, "--stack", "test", "--non-interactive", "--color", "never"], {
        cwd: folder,
        env,
      });
      if (code !== 0) throw new SetupProblem(`pulumi ${args.join(" ")} failed:\n${tail(output, 40)}`);
      return stdout;
    };
    await call("stack", "init");
    await call("up", "--yes", "--skip-preview");
    // The decisions of Partner Center belong in the state.
    await call("up", "--yes", "--skip-preview", "--refresh");
    await call("preview", "--refresh", "--expect-no-changes");
    const stack = JSON.parse(await call("stack", "export"));
    await emulator.close();

    rmSync(fixture, { recursive: true, force: true });
    mkdirSync(fixture, { recursive: true });
    copyFileSync(program, path.join(fixture, "index.js"));
    writeFileSync(path.join(fixture, "stack.json"), `${JSON.stringify(stack, undefined, 2)}\n`);
    copyFileSync(at("emulator.state"), path.join(fixture, "emulator.state"));
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
