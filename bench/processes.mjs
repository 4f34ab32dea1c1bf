// What one provider process and one program take, through Pulumi's own dynamic-provider process and gRPC, as the engine speaks to it:
//
//     node bench/processes.mjs [--sizes 10,100,1000,10000] [--calls 100000] [--save]
//     node bench/processes.mjs --start [--save]        the first of these alone, beside what is in the file already
//
// - how soon a provider process is there, of either front, beside a Node process that does nothing;
// - how soon the first request leaves after the first call, and what the package adds to a program's start;
// - time and memory for each call with more and more customers in one process: flat, or not;
// - what the process keeps over 100,000 calls: a leak, or not.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { root } from "../scripts/setup/paths.mjs";
import { setUp } from "../scripts/setup.mjs";
import { spread } from "./report/summary.cjs";
import { printedProcesses } from "./report/text.cjs";
import { customerId } from "./support/customerId.cjs";
import { openHeapProbe } from "./support/heap.mjs";
import { usageOf } from "./support/processes.mjs";
import { startService } from "./support/service.mjs";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,100,1000,10000" },
    calls: { type: "string", default: "100000" },
    starts: { type: "string", default: "15" },
    start: { type: "boolean", default: false },
    save: { type: "boolean", default: false },
  },
});
await setUp(["dependencies", "build"], { quiet: true });
const load = createRequire(import.meta.url);
load("../scripts/simulate/typescript.cjs");
const { startDynamicProvider } = load("../test/boundary/support/dynamicProvider.ts");

/** As many calls at once as the engine makes on two cores. */
const AT_ONCE = 8;
/** Customers with which a process is made warm before its times count. */
const WARM_UP = 1000;
/** Calls in one customer's life: check, create, four times read and diff. */
const CALLS_EACH = 10;
const starts = Array.from({ length: Number(values.starts) });
const service = await startService();
const heap = openHeapProbe();
const env = { PARTNERCENTER_EMULATOR: service.url };
const inputsOf = (n) => ({ customerId: customerId(n), qualification: "Education", educationSegment: "K12", website: `customer${n}.edu` });
const say = (text) => process.stderr.write(`${text}\n`);

const file = path.join(root, "bench", "results", "processes.json");
const start = await measureStart();
const results = values.start ? { ...JSON.parse(readFileSync(file, "utf8")), start } : { ...(await measureAll()), start };
service.stop();
heap.close();
console.log(printedProcesses(results));
if (values.save) writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);

async function measureAll() {
  const sizes = [];
  const began = {
    measured: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: os.availableParallelism(),
    platform: `${process.platform}-${process.arch}`,
    firstRequestMs: spread(await inTurn(starts, firstRequest)),
    packageStartMs: spread(await inTurn(starts, async () => programStart())),
  };
  for (const size of values.sizes.split(",").map(Number)) sizes.push(await measureSize(size));
  return { ...began, sizes, leak: await measureLeak(Number(values.calls)) };
}

/** Milliseconds from the start of a provider process to its port, by turns, and as ratios to a Node process that does nothing. */
async function measureStart() {
  const plugin = path.join(root, "dist", "plugin", "pulumi-resource-partnercenter");
  const dynamic = load.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const rounds = await inTurn(starts, async () => ({
    node: await timeOf(["-e", "console.log(0)"]),
    plugin: await timeOf([plugin, "127.0.0.1:1"]),
    dynamic: await timeOf([dynamic, "127.0.0.1:1"]),
  }));
  const of = (read) => spread(rounds.map(read));
  return {
    nodeMs: of(({ node }) => node),
    pluginMs: of((round) => round.plugin),
    dynamicMs: of((round) => round.dynamic),
    pluginToNode: of((round) => round.plugin / round.node),
    pluginToDynamic: of((round) => round.plugin / round.dynamic),
  };
}

/** Until a Node process prints something. */
async function timeOf(args) {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
  const gone = once(child, "close");
  await once(child.stdout, "data");
  const milliseconds = performance.now() - began;
  child.kill("SIGKILL");
  await gone;
  return milliseconds;
}

/** Milliseconds from the engine's first call in a new process to the first request at the service. */
async function firstRequest() {
  await service.begin({ customers: 1, latencyMs: 0 });
  return withProvider({ config: false }, async (provider) => {
    const began = Date.now();
    await provider.configure();
    const { inputs } = await provider.check({}, inputsOf(0));
    await provider.create(inputs);
    return (await service.counts()).first - began;
  });
}

/** Milliseconds that `require` of the package takes in a program that has loaded Pulumi's SDK, as every program has. */
function programStart() {
  const script = `require("@pulumi/pulumi"); const began = performance.now(); require(${JSON.stringify(root)}); console.log(performance.now() - began);`;
  return Number(execFileSync(process.execPath, ["--eval", script], { cwd: root, encoding: "utf8" }));
}

/**
 * Microseconds for each call with so many customers in one stack, and what the process keeps of it. Calls before that are not counted: what
 * V8 compiles on the way would be taken for the cost of the first customers.
 */
async function measureSize(customers) {
  return withProvider({ env: { ...env, ...heap.env } }, async (provider) => {
    await callAll(provider, WARM_UP);
    // A small stack is gone through again and again, or it would be over before anything could be told.
    const rounds = [];
    for (let calls = 0; calls < WARM_UP; calls += customers) rounds.push(await callAll(provider, customers));
    const median = (call) => spread(rounds.map((micros) => micros[call])).median;
    const micros = Object.fromEntries(Object.keys(rounds[0]).map((call) => [call, Math.round(median(call))]));
    const keptBytes = await heap.keptBytes(provider.pid);
    say(`${String(customers).padStart(6)} customers: ${JSON.stringify(micros)} µs a call, ${megabytes(keptBytes)} kept`);
    return { customers, micros, keptBytes, peakBytes: usageOf(provider.pid)?.peakBytes };
  });
}

async function callAll(provider, customers) {
  await service.begin({ customers, latencyMs: 0 });
  const numbers = Array.from({ length: customers }, (_, n) => n);
  const states = [];
  return {
    check: await perCall(numbers, (n) => provider.check({}, inputsOf(n))),
    create: await perCall(numbers, async (n) => {
      states[n] = await provider.create(inputsOf(n));
    }),
    read: await perCall(numbers, (n) => provider.read(states[n].id, states[n].outs)),
    diff: await perCall(numbers, (n) => provider.diff(states[n].id, states[n].outs, inputsOf(n))),
  };
}

/** What the process keeps after each tenth of the calls, which are of all kinds and always for the same customers. */
async function measureLeak(calls) {
  const customers = calls / 10 / CALLS_EACH;
  const numbers = Array.from({ length: customers }, (_, n) => n);
  return withProvider({ env: { ...env, ...heap.env } }, async (provider) => {
    const keptBytes = [];
    for (let tenth = 1; tenth <= 10; tenth++) {
      // The service forgets them, so that each is asked for again.
      await service.begin({ customers, latencyMs: 0 });
      await perCall(numbers, (n) => live(provider, n));
      keptBytes.push(await heap.keptBytes(provider.pid));
      say(`${(tenth * calls) / 10} calls: ${megabytes(keptBytes.at(-1))} kept`);
    }
    return { calls, customers, keptBytes };
  });
}

/** A customer's life: asked for, then looked at in four runs. */
async function live(provider, n) {
  const { inputs } = await provider.check({}, inputsOf(n));
  const { id, outs } = await provider.create(inputs);
  for (let run = 0; run < 4; run++) {
    await provider.read(id, outs);
    await provider.diff(id, outs, inputs);
  }
}

async function withProvider(options, use) {
  const provider = await startDynamicProvider({ env, ...options });
  try {
    return await use(provider);
  } finally {
    await provider.stop();
  }
}

async function perCall(items, call) {
  const began = performance.now();
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await call(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return items.length === 0 ? undefined : Math.round(((performance.now() - began) * 1000) / items.length);
}

async function inTurn(items, measure) {
  const found = [];
  for (const _ of items) found.push(await measure());
  return found;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
