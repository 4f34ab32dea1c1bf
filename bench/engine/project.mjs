import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { engineEnvironment } from "../../scripts/setup/environment.mjs";
import { root, work } from "../../scripts/setup/paths.mjs";
import { tail } from "../../scripts/setup/run.mjs";
import { watch } from "../support/processes.mjs";
import { openTofu } from "./opentofu.mjs";

const load = createRequire(import.meta.url);

/** The operations, in the order in which one stack goes through them. */
export const operations = {
  up: ["up", "--yes", "--skip-preview"],
  "no-op preview": ["preview"],
  "preview with refresh": ["preview", "--refresh"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/**
 * A project of one contestant with a backend of its own. `measure(operation)` runs the CLI once, with
 * more arguments if there are any; it answers nothing where the contestant has no such operation.
 */
export async function createProject({ pulumi, contestant, service, customers }) {
  const parent = path.join(work, "bench");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, `${contestant.name}-`));
  const at = (...parts) => path.join(folder, ...parts);
  const signIn = () => tokenOf(service);
  const opened = await (contestant.tofu ? openTofu : openPulumi)({ pulumi, contestant, at, service, customers, signIn });
  return {
    at,
    options: opened.options,
    async measure(operation, more = []) {
      const args = opened.argumentsOf(operation);
      if (!args) return undefined;
      await service.forgetRequests();
      const { seconds, roles } = await run(opened.program, [...args, ...more], opened.options);
      const { gets, posts, tokenRequests } = await service.counts();
      const { resources, ...state } = opened.state();
      if (operation === "up" && resources !== customers)
        throw new Error(`${contestant.name} has ${resources} of ${customers} customers in its state`);
      return { seconds, roles, requests: { gets, posts, tokenRequests }, state };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function openPulumi({ pulumi, contestant, at, service, customers }) {
  for (const name of ["backend", "node_modules"]) mkdirSync(at(name));
  const name = path.basename(at()).toLowerCase();
  writeFileSync(at("Pulumi.yaml"), [`name: ${name}`, ...contestant.settings, ""].join("\n"));
  writeFileSync(at("package.json"), JSON.stringify({ name, private: true }));
  for (const [file, text] of Object.entries(contestant.files(customers))) writeFileSync(at(file), text);
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
  const options = { cwd: at(), env };
  await run(pulumi, ["stack", "init", "bench", "--non-interactive"], options);
  return {
    program: pulumi,
    options,
    argumentsOf: (operation) => [...operations[operation], "--stack", "bench", "--non-interactive", "--color", "never"],
    state: () => stateOf(at("backend")),
  };
}

/** An access token of the emulator, for a contestant that cannot sign in as a partner does. */
async function tokenOf({ url }) {
  const { wellKnown } = load(path.join(root, "dist", "emulator"));
  const response = await fetch(`${url}/${wellKnown.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: wellKnown.clientId,
      client_secret: wellKnown.clientSecret,
      refresh_token: wellKnown.refreshToken,
      scope: "https://api.partnercenter.microsoft.com/user_impersonation",
    }),
  });
  const { access_token: token } = await response.json();
  if (!token) throw new Error(`the emulator answered ${response.status} to a sign-in`);
  return token;
}

/** Size of the state file, how many customers are in it, and the longest provider text. */
function stateOf(backend) {
  const folder = path.join(backend, ".pulumi", "stacks");
  const file = readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .find((name) => name.endsWith("bench.json"));
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8"));
  const customers = (checkpoint.latest?.resources ?? []).filter(({ type }) => /CustomerQualification$|dynamic:Resource$/.test(type));
  const stubs = customers.map(({ inputs }) => textOf(inputs?.__provider).length);
  return { bytes: statSync(file).size, resources: customers.length, stubBytes: Math.max(0, ...stubs) };
}

/** A secret one is kept encrypted. */
function textOf(provider) {
  return typeof provider === "string" ? provider : (provider?.ciphertext ?? "");
}

function run(program, args, { cwd, env }) {
  const began = performance.now();
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const watching = watch(child.pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const seconds = (performance.now() - began) / 1000;
      const roles = watching.stop();
      if (code === 0) resolve({ seconds, roles });
      else reject(new Error(`${path.basename(program)} ${args[0]} failed:\n${tail(output)}`));
    });
  });
}
