// What `partnercenter fleet` makes of many customers: many small stacks beside one large one, on both fronts, in the same sitting, on the real engine.
//
//     npm run build && node bench/fleet.mjs compare        1,000 customers: one stack, then small ones (and OpenTofu, where BENCH_TOFU names it)
//                      node bench/fleet.mjs sweep          how large a shard, how many at the same time
//                      node bench/fleet.mjs large          10,000 customers
//                      node bench/fleet.mjs crash          1,000 customers, all processes killed in the middle, then --resume
//
//     --front plugin       one of them only (default: plugin,dynamic)
//     --customers 200      fewer, to try it; then nothing is written
//
// Each writes its part of bench/results/fleet.json; `npm run docs` makes the tables of docs/scaling.md. Machines differ, and so does
// what else they do: what counts are ratios and CPU seconds. Memory is the sum of all processes, with what they share counted in each.
import { execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs, promisify } from "node:util";
import { engineEnvironment } from "../scripts/setup/environment.mjs";
import { root, work } from "../scripts/setup/paths.mjs";
import { setUp } from "../scripts/setup.mjs";
import { createProject } from "./engine/project.mjs";
import tofu from "./engine/tofuProgram.cjs";
import { customerId } from "./support/customerId.cjs";
import { startService } from "./support/service.mjs";

const results = path.join(root, "bench", "results", "fleet.json");
const engine = await setUp(["dependencies", "build", "engine"], { quiet: true });
const run = promisify(execFile);
const main = path.join(root, "dist", "cli", "main.js");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { front: { type: "string", default: "plugin,dynamic" }, customers: { type: "string" } },
});
const fronts = values.front.split(",");
const size = (usual) => Number(values.customers ?? usual);
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** A copy of the example, a backend and an emulator of its own, for so many customers in so many shards. The plugin is installed as users have it. */
async function open({ customers, shards, front, latencyMs = 0 }) {
  const parent = path.join(work, "bench");
  mkdirSync(parent, { recursive: true });
  const place = mkdtempSync(path.join(parent, "fleet-"));
  const folder = path.join(place, "fleet");
  const filter = (file) => !/[\\/](node_modules|\.work|Pulumi\.[^\\/]+\.yaml)$/.test(file);
  cpSync(path.join(root, "examples", "fleet"), folder, { recursive: true, filter });
  mkdirSync(path.join(folder, "node_modules", "@pulumi"), { recursive: true });
  symlinkSync(root, path.join(folder, "node_modules", "pulumi-partnercenter"), "junction");
  symlinkSync(path.join(root, "node_modules", "@pulumi", "pulumi"), path.join(folder, "node_modules", "@pulumi", "pulumi"), "junction");
  const line = (n) => `c${n},${customerId(n)},Education,K12,c${n}.example`;
  const head = "name,customerId,qualification,educationSegment,website";
  writeFileSync(path.join(folder, "customers.csv"), [head, ...Array.from({ length: customers }, (_, n) => line(n)), ""].join("\n"));
  writeFileSync(path.join(folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards, front }));
  const backendDir = path.join(place, "backend");
  const home = path.join(place, "home");
  mkdirSync(backendDir);
  if (front === "plugin") {
    cpSync(path.join(root, "dist", "plugin"), path.join(home, "plugins", `resource-partnercenter-v${version}`), { recursive: true });
  }
  const service = await startService();
  await service.begin({ customers, latencyMs });
  const env = {
    ...engineEnvironment({ pulumi: engine.pulumi, home, backendDir, passphrase: "bench" }),
    PARTNERCENTER_EMULATOR: service.url,
  };
  return {
    fleet: (...args) => measure(args, folder, env, service),
    submissions: () => service.submissions(),
    killAt: (posts, ...args) => killAt(posts, args, folder, env, service),
    close() {
      service.stop();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** One run of fleet: seconds, CPU seconds, peak memory in MB, and what Partner Center was asked. */
async function measure(args, cwd, env, service) {
  await service.forgetRequests();
  const began = performance.now();
  // The shell's `times` knows the CPU time of everything that has run below it.
  const command = ["-c", '"$@"; code=$?; times >&2; exit $code', "sh", process.execPath, main, "fleet", ...args];
  const child = spawn("sh", command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let times = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    times += text;
  });
  let peak = 0;
  let over = false;
  const watching = (async () => {
    while (!over) {
      peak = Math.max(peak, await memoryBelow(child.pid));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  })();
  const code = await new Promise((resolve) => child.on("close", resolve));
  over = true;
  const seconds = (performance.now() - began) / 1000;
  await watching;
  if (code !== 0) throw new Error(`fleet ${args.join(" ")} failed:\n${output.slice(-3000)}\n${times}`);
  const [user, system] = [...times.matchAll(/(\d+)m([\d.]+)s/g)].slice(-2).map(([, minutes, rest]) => 60 * Number(minutes) + Number(rest));
  const { gets, posts, tokenRequests: tokens } = await service.counts();
  const one = (value) => Math.round(10 * value) / 10;
  return {
    seconds: one(seconds),
    cpuSeconds: one(user + system),
    peakMegabytes: Math.round(peak),
    gets,
    posts,
    tokens,
  };
}

/** Starts a run, and kills it and all that it has started once so many requests have been accepted. Returns how many it was. */
async function killAt(posts, args, cwd, env, service) {
  await service.forgetRequests();
  const child = spawn(process.execPath, [main, "fleet", ...args], { cwd, env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("close", resolve));
  while ((await service.counts()).posts < posts) await new Promise((resolve) => setTimeout(resolve, 100));
  for (const { pid } of [...(await processesBelow(child.pid))].reverse()) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone already.
    }
  }
  await ended;
  return (await service.counts()).posts;
}

async function memoryBelow(pid) {
  return (await processesBelow(pid)).reduce((sum, { kilobytes }) => sum + kilobytes / 1024, 0);
}

/** A process and all that it has started. */
async function processesBelow(first) {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="], { maxBuffer: 1 << 24 });
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = new Set([first]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const [each, parent] of rows) if (below.has(parent)) below.add(each);
  }
  return rows.filter(([each]) => below.has(each)).map(([pid, , kilobytes]) => ({ pid, kilobytes }));
}

/** One command on each of some new fleets, then the next command: `[{ ...fleet, up: measured, … }]`. */
async function inTurns(fleets, commands) {
  const opened = [];
  try {
    for (const fleet of fleets) opened.push({ fleet, run: await open(fleet), measured: {} });
    for (const command of commands)
      for (const { fleet, run, measured } of opened) {
        const { customers, shards, parallel, latencyMs = 0, front } = fleet;
        measured[command] = await run.fleet(command, "--parallel", String(parallel));
        console.log(
          `${front}: ${customers} customers, ${shards} shards, ${parallel} at a time, ${latencyMs} ms: ${command}`,
          measured[command],
        );
      }
    return opened.map(({ fleet, measured }) => ({ latencyMs: 0, ...fleet, ...measured }));
  } finally {
    for (const { run } of opened) run.close();
  }
}

function keep(part, value) {
  if (values.customers !== undefined) return;
  mkdirSync(path.dirname(results), { recursive: true });
  const before = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
  const machine = {
    measured: new Date().toISOString().slice(0, 10),
    cores: os.availableParallelism(),
    node: process.versions.node,
    engine: engine.version,
  };
  writeFileSync(results, `${JSON.stringify({ ...before, [part]: { ...machine, ...value } }, undefined, 2)}\n`);
}

/** Seconds that OpenTofu takes for the same customers in one state; none where nobody has it. */
async function tofuSeconds(customers) {
  const [contestant] = tofu.tofuContestants();
  if (!contestant) return undefined;
  const service = await startService();
  try {
    await service.begin({ customers, latencyMs: 0 });
    const project = await createProject({ pulumi: engine.pulumi, contestant, service, customers });
    const { seconds } = await project.measure("up");
    project.remove();
    return seconds;
  } finally {
    service.stop();
  }
}

const parts = {
  async compare() {
    const customers = size(1000);
    const stacks = [
      { shards: 1, parallel: 1 },
      { shards: 8, parallel: 2 },
    ];
    const fleets = stacks.flatMap((each) => fronts.map((front) => ({ customers, ...each, front })));
    const rows = await inTurns(fleets, ["up", "preview", "refresh"]);
    const tofuUp = await tofuSeconds(customers);
    keep("compare", { rows, ...(tofuUp === undefined ? {} : { tofuUp }) });
  },
  async sweep() {
    const shapes = [
      { shards: 2, parallel: 2 },
      { shards: 4, parallel: 2 },
      { shards: 8, parallel: 2 },
      { shards: 16, parallel: 2 },
      { shards: 8, parallel: 3 },
      { shards: 8, parallel: 4 },
    ];
    const [front] = fronts;
    const rows = [];
    for (const latencyMs of [0, 100])
      for (const shape of shapes) rows.push(...(await inTurns([{ customers: size(1000), ...shape, latencyMs, front }], ["up"])));
    keep("sweep", { rows });
  },
  async crash() {
    const customers = size(1000);
    const rows = [];
    for (const front of fronts) rows.push(await crash({ customers, shards: 8, front }));
    keep("crash", { rows });
  },
  async large() {
    const customers = size(10_000);
    const rows = [];
    for (const front of fronts) {
      rows.push(...(await inTurns([{ customers, shards: Math.ceil(customers / 125), parallel: 2, front }], ["up"])));
      // After each: it takes minutes.
      keep("large", { rows });
    }
  },
};

/** Everything is killed in the middle; then --resume, once without and once with the locks that it names taken away. */
async function crash(fleet) {
  const run = await open(fleet);
  try {
    const postsBeforeKill = await run.killAt(Math.round(0.4 * fleet.customers), "up", "--parallel", "2");
    const locked = await run.fleet("up", "--parallel", "2", "--resume").then(
      () => "",
      ({ message }) => message,
    );
    const [, unlock = ""] = /--unlock ([\d,]+)/.exec(locked) ?? [];
    if (unlock === "") throw new Error(`no lock was told of:\n${locked}`);
    await run.fleet("up", "--parallel", "2", "--resume", "--unlock", unlock);
    const { posts } = await run.fleet("refresh", "--parallel", "2");
    const submissions = await run.submissions();
    const result = { ...fleet, postsBeforeKill, locked: unlock.split(",").length, submissions };
    console.log(result);
    if (submissions !== fleet.customers || posts !== 0) throw new Error(`${submissions} submissions for ${fleet.customers} customers`);
    return result;
  } finally {
    run.close();
  }
}

const [part] = positionals;
if (!Object.hasOwn(parts, part ?? "")) {
  console.error(`say node bench/fleet.mjs ${Object.keys(parts).join(", or ")}`);
  process.exit(2);
}
await parts[part]();
