// What `partnercenter fleet` makes of many customers: many small stacks beside one large one, in the same sitting, on the real engine.
//
//     npm run build && node bench/fleet.mjs compare        1,000 customers: one stack, then small ones
//                      node bench/fleet.mjs sweep          how large a shard, how many at the same time
//                      node bench/fleet.mjs large          10,000 customers
//                      node bench/fleet.mjs crash          1,000 customers, all processes killed in the middle, then --resume
//
// Each writes its part of bench/results/fleet.json; `npm run docs` makes the table of docs/scaling.md from `compare`. Machines differ, and so does
// what else they do: what counts are ratios and CPU seconds. Memory is the sum of all processes, with what they share counted in each.
import { execFile, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { promisify } from "node:util";
import { engineEnvironment } from "../scripts/setup/environment.mjs";
import { root, work } from "../scripts/setup/paths.mjs";
import { setUp } from "../scripts/setup.mjs";
import { customerId } from "./support/customerId.cjs";
import { startService } from "./support/service.mjs";

const results = path.join(root, "bench", "results", "fleet.json");
const engine = await setUp(["dependencies", "build", "engine"], { quiet: true });
const run = promisify(execFile);
const main = path.join(root, "dist", "cli", "main.js");

/** A copy of the example, a backend and an emulator of its own, for so many customers in so many shards. */
async function open(customers, shards, latencyMs) {
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
  writeFileSync(path.join(folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards }));
  const backendDir = path.join(place, "backend");
  mkdirSync(backendDir);
  const service = await startService();
  await service.begin({ customers, latencyMs });
  const env = {
    ...engineEnvironment({ pulumi: engine.pulumi, home: path.join(place, "home"), backendDir, passphrase: "bench" }),
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

/** Runs commands one after the other on a new fleet, with a service that takes so long for each answer. */
async function story(customers, shards, parallel, commands, latencyMs = 0) {
  const fleet = await open(customers, shards, latencyMs);
  try {
    const measured = {};
    for (const command of commands) {
      measured[command] = await fleet.fleet(command, "--parallel", String(parallel));
      console.log(`${customers} customers, ${shards} shards, ${parallel} at a time, ${latencyMs} ms: ${command}`, measured[command]);
    }
    return { customers, shards, parallel, latencyMs, ...measured };
  } finally {
    fleet.close();
  }
}

function keep(part, value) {
  mkdirSync(path.dirname(results), { recursive: true });
  const before = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
  const machine = { cores: os.availableParallelism(), node: process.versions.node, engine: engine.version };
  writeFileSync(results, `${JSON.stringify({ ...before, [part]: { ...machine, ...value } }, undefined, 2)}\n`);
}

const parts = {
  async compare() {
    const commands = ["up", "preview", "refresh"];
    const one = await story(1000, 1, 1, commands);
    const many = await story(1000, 8, 2, commands);
    const ratio = (what) => Math.round((10 * one[what].seconds) / many[what].seconds) / 10;
    keep("compare", { one, many, ratios: Object.fromEntries(commands.map((what) => [what, ratio(what)])) });
  },
  async sweep() {
    const rows = [];
    for (const latencyMs of [0, 100]) {
      for (const shards of [2, 4, 8, 16]) rows.push(await story(1000, shards, 2, ["up"], latencyMs));
      for (const parallel of [3, 4]) rows.push(await story(1000, 8, parallel, ["up"], latencyMs));
    }
    keep("sweep", { rows });
  },
  async crash() {
    const fleet = await open(1000, 8, 0);
    try {
      const before = await fleet.killAt(400, "up", "--parallel", "2");
      const locked = await fleet.fleet("up", "--parallel", "2", "--resume").catch((error) => String(error.message));
      const [, shards] = /--unlock ([\d,]+)/.exec(String(locked)) ?? [];
      const resumed = await fleet.fleet("up", "--parallel", "2", "--resume", "--unlock", shards ?? "1");
      const after = await fleet.submissions();
      console.log({ before, unlocked: shards, resumed, submissions: after });
      if (after !== 1000) throw new Error(`${after} submissions for 1,000 customers`);
      keep("crash", { customers: 1000, shards: 8, parallel: 2, postsBeforeKill: before, submissions: after });
    } finally {
      fleet.close();
    }
  },
  async large() {
    keep("large", await story(10_000, 80, 2, ["up"]));
  },
};

const [part] = process.argv.slice(2);
if (!Object.hasOwn(parts, part ?? "")) {
  console.error(`say node bench/fleet.mjs ${Object.keys(parts).join(", or ")}`);
  process.exit(2);
}
await parts[part]();
