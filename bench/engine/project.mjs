import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { engineEnvironment } from "../../scripts/setup/environment.mjs";
import { root, work } from "../../scripts/setup/paths.mjs";
import { tail } from "../../scripts/setup/run.mjs";
import { watch } from "../support/processes.mjs";

const load = createRequire(import.meta.url);

/** The operations, in the order in which one stack goes through them. */
export const operations = {
  up: ["up", "--yes", "--skip-preview"],
  "no-op preview": ["preview"],
  "preview with refresh": ["preview", "--refresh"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** A project of one contestant with a backend of its own. `measure(operation)` runs the CLI once. */
export async function createProject({ pulumi, contestant, service, customers }) {
  const parent = path.join(work, "bench");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, `${contestant.name}-`));
  const at = (...parts) => path.join(folder, ...parts);
  for (const name of ["backend", "node_modules"]) mkdirSync(at(name));
  const name = path.basename(folder).toLowerCase();
  writeFileSync(at("Pulumi.yaml"), `name: ${name}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: index.js\n`);
  writeFileSync(at("package.json"), JSON.stringify({ name, private: true }));
  writeFileSync(at("index.js"), contestant.program);
  contestant.install(at("node_modules"));

  const { wellKnown } = load(path.join(root, "dist", "emulator"));
  const env = {
    ...engineEnvironment({ pulumi, home: at("home"), backendDir: at("backend"), passphrase: "bench" }),
    PARTNERCENTER_EMULATOR: service.url,
    BENCH_CUSTOMERS: String(customers),
    BENCH_TENANT: wellKnown.tenantId,
    BENCH_CLIENT: wellKnown.clientId,
    BENCH_SECRET: wellKnown.clientSecret,
    BENCH_REFRESH_TOKEN: wellKnown.refreshToken,
  };
  await run(pulumi, ["stack", "init", "bench"], { cwd: folder, env });

  return {
    async measure(operation) {
      await service.forgetRequests();
      const { seconds, roles } = await run(pulumi, [...operations[operation], "--stack", "bench"], { cwd: folder, env });
      const { gets, posts, tokenRequests } = await service.counts();
      return { seconds, roles, requests: { gets, posts, tokenRequests }, state: stateOf(at("backend")) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Size of the state file, and of the longest provider text in it. */
function stateOf(backend) {
  const folder = path.join(backend, ".pulumi", "stacks");
  const file = readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .find((name) => name.endsWith("bench.json"));
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
  const stubs = (checkpoint.latest?.resources ?? []).map(({ inputs }) => textOf(inputs?.__provider).length);
  return { bytes: statSync(file).size, stubBytes: Math.max(0, ...stubs) };
}

/** A secret one is kept encrypted. */
function textOf(provider) {
  return typeof provider === "string" ? provider : (provider?.ciphertext ?? "");
}

function run(pulumi, args, { cwd, env }) {
  const began = performance.now();
  const child = spawn(pulumi, [...args, "--non-interactive", "--color", "never"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const watching = watch(child.pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      const seconds = (performance.now() - began) / 1000;
      const roles = watching.stop();
      if (code === 0) resolve({ seconds, roles });
      else reject(new Error(`pulumi ${args[0]} failed:\n${tail(output)}`));
    });
  });
}
