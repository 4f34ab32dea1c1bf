// What examples/fleet makes of many customers: many small stacks beside one large one, in the same sitting, on the real engine.
//
//     npm run build && node bench/fleet.mjs compare        1,000 customers: one stack, then small ones
//                      node bench/fleet.mjs sweep          how large a shard, how many at the same time
//                      node bench/fleet.mjs large          10,000 customers
//
// Each writes its part of bench/results/fleet.json; `npm run docs` makes the table of docs/scaling.md from `compare`. Machines differ, and so does
// what else they do: what counts are ratios and CPU seconds. Memory is the sum of all processes, with what they share counted in each.
import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const root = path.resolve(import.meta.dirname, "..");
const { startEmulator } = createRequire(import.meta.url)(path.join(root, "dist", "emulator"));
const results = path.join(root, "bench", "results", "fleet.json");
const engine = JSON.parse(
  execFileSync(process.execPath, [path.join(root, "scripts", "setup.mjs"), "engine", "--print"], { encoding: "utf8" }),
);
const run = promisify(execFile);

/** A copy of the example, a backend and an emulator of its own, for so many customers in so many shards. */
async function open(customers, shards) {
  const work = path.join(root, ".work", "bench");
  mkdirSync(work, { recursive: true });
  const place = mkdtempSync(path.join(work, "fleet-"));
  mkdirSync(path.join(place, "node_modules"));
  symlinkSync(root, path.join(place, "node_modules", "pulumi-partnercenter"), "junction");
  for (const name of ["fleet", "many-customers"]) {
    const filter = (file) => !/[\\/](node_modules|\.work|Pulumi\.[^\\/]+\.yaml)$/.test(file);
    cpSync(path.join(root, "examples", name), path.join(place, name), { recursive: true, filter });
  }
  const folder = path.join(place, "fleet");
  const line = (n) => `c${n},00000000-0000-4000-8000-${String(n).padStart(12, "0")},Education,K12,c${n}.example`;
  const head = "name,customerId,qualification,educationSegment,website";
  writeFileSync(path.join(folder, "customers.csv"), [head, ...Array.from({ length: customers }, (_, n) => line(n)), ""].join("\n"));
  writeFileSync(path.join(folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards }));
  mkdirSync(path.join(place, "backend"));
  const emulator = await startEmulator({ assumptions: { autoCreateCustomers: true }, requestLogSize: 4 * customers + 1000 });
  const env = {
    ...engine.env,
    PULUMI_HOME: path.join(place, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(path.join(place, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PARTNERCENTER_EMULATOR: emulator.url,
  };
  return {
    fleet: (...args) => measure(args, folder, env, emulator),
    async close() {
      await emulator.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** One run of fleet: seconds, CPU seconds, peak memory in MB, and what Partner Center was asked. */
async function measure(args, cwd, env, emulator) {
  emulator.control.clearRequests();
  const began = performance.now();
  const tsNode = path.join(root, "node_modules", "ts-node", "dist", "bin.js");
  // The shell's `times` knows the CPU time of everything that has run below it.
  const command = ["-c", '"$@"; code=$?; times >&2; exit $code', "sh", process.execPath, tsNode, "--transpile-only", "main.ts", ...args];
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
  const asked = (method) => emulator.control.requests({ method }).filter(({ path: url }) => url.includes("/qualifications")).length;
  const tokens = emulator.control.tokenRequests?.().length;
  const one = (value) => Math.round(10 * value) / 10;
  return {
    seconds: one(seconds),
    cpuSeconds: one(user + system),
    peakMegabytes: Math.round(peak),
    gets: asked("GET"),
    posts: asked("POST"),
    tokens,
  };
}

async function memoryBelow(pid) {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="], { maxBuffer: 1 << 24 });
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = new Set([pid]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const [each, parent] of rows) if (below.has(parent)) below.add(each);
  }
  return rows.reduce((sum, [each, , kilobytes]) => (below.has(each) ? sum + kilobytes / 1024 : sum), 0);
}

/** Runs commands one after the other on a new fleet. */
async function story(customers, shards, parallel, commands) {
  const fleet = await open(customers, shards);
  try {
    const measured = {};
    for (const command of commands) {
      measured[command] = await fleet.fleet(command, "--parallel", String(parallel));
      console.log(`${customers} customers, ${shards} shards, ${parallel} at a time: ${command}`, measured[command]);
    }
    return { customers, shards, parallel, ...measured };
  } finally {
    await fleet.close();
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
    const many = await story(1000, 16, 3, commands);
    const ratio = (what) => Math.round((10 * one[what].seconds) / many[what].seconds) / 10;
    keep("compare", { one, many, ratios: Object.fromEntries(commands.map((what) => [what, ratio(what)])) });
  },
  async sweep() {
    const rows = [];
    for (const shards of [2, 4, 8]) rows.push(await story(400, shards, 3, ["up"]));
    for (const parallel of [1, 2, 4]) rows.push(await story(400, 4, parallel, ["up"]));
    keep("sweep", { rows });
  },
  async large() {
    keep("large", await story(10_000, 80, 3, ["up"]));
  },
};

const [part] = process.argv.slice(2);
if (!Object.hasOwn(parts, part ?? "")) {
  console.error(`say node bench/fleet.mjs ${Object.keys(parts).join(", or ")}`);
  process.exit(2);
}
await parts[part]();
