// What one provider process and one program take, through Pulumi's own dynamic-provider process and gRPC, as the engine speaks to it:
//
//     node bench/processes.mjs [--sizes 10,100,1000,10000] [--calls 100000] [--save]
//
// - how soon the first request leaves after the first call, and what the package adds to a program's start;
// - time and memory for each call with more and more customers in one process: flat, or not;
// - memory over 100,000 calls: a leak, or not.
import { execFileSync } from "node:child_process";
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
import { usageOf } from "./support/processes.mjs";
import { customerId, startService } from "./support/service.mjs";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "10,100,1000,10000" },
    calls: { type: "string", default: "100000" },
    starts: { type: "string", default: "15" },
    save: { type: "boolean", default: false },
  },
});
await setUp(["dependencies", "build"], { quiet: true });
const load = createRequire(import.meta.url);
load("../scripts/simulate/typescript.cjs");
const { startDynamicProvider } = load("../test/boundary/support/dynamicProvider.ts");

/** As many calls at once as the engine makes on two cores. */
const AT_ONCE = 8;
const starts = Array.from({ length: Number(values.starts) });
const service = await startService();
const env = { PARTNERCENTER_EMULATOR: service.url };
const inputsOf = (n) => ({ customerId: customerId(n), qualification: "Education", educationSegment: "K12", website: `customer${n}.edu` });
const say = (text) => process.stderr.write(`${text}\n`);

const results = {
  measured: new Date().toISOString().slice(0, 10),
  node: process.version,
  cores: os.availableParallelism(),
  platform: `${process.platform}-${process.arch}`,
  firstRequestMs: spread(await inTurn(starts, firstRequest)),
  packageStartMs: spread(await inTurn(starts, async () => programStart())),
  sizes: [],
};
for (const size of values.sizes.split(",").map(Number)) results.sizes.push(await measureSize(size));
results.leak = await measureLeak(Number(values.calls));
service.stop();
console.log(printedProcesses(results));
if (values.save) writeFileSync(path.join(root, "bench", "results", "processes.json"), `${JSON.stringify(results, undefined, 1)}\n`);

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

/** Microseconds for each call, and the memory of the process, with so many customers in one stack. */
async function measureSize(customers) {
  await service.begin({ customers, latencyMs: 0 });
  return withProvider({}, (provider) => callAll(provider, customers));
}

async function callAll(provider, customers) {
  // A first customer for all that is loaded once.
  const states = new Map();
  const createOne = async (n) => states.set(n, await provider.create(inputsOf(n)));
  await createOne(0);
  await provider.read(states.get(0).id, states.get(0).outs);

  const numbers = Array.from({ length: customers }, (_, n) => n);
  const micros = {};
  micros.check = await perCall(numbers, (n) => provider.check({}, inputsOf(n)));
  micros.create = await perCall(numbers.slice(1), createOne);
  micros.read = await perCall(numbers, (n) => provider.read(states.get(n).id, states.get(n).outs));
  micros.diff = await perCall(numbers, (n) => provider.diff(states.get(n).id, states.get(n).outs, inputsOf(n)));
  const peakBytes = usageOf(provider.pid)?.peakBytes;
  say(`${String(customers).padStart(6)} customers: ${JSON.stringify(micros)} µs a call`);
  return { customers, micros, peakBytes };
}

/** Resident memory after each tenth of the calls, all of them reads of the same customers. */
async function measureLeak(calls) {
  const customers = 100;
  await service.begin({ customers, latencyMs: 0 });
  return withProvider({}, (provider) => readAgainAndAgain(provider, customers, calls));
}

async function readAgainAndAgain(provider, customers, calls) {
  const states = await Promise.all(Array.from({ length: customers }, (_, n) => provider.create(inputsOf(n))));
  const residentBytes = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    const numbers = Array.from({ length: calls / 10 }, (_, n) => n % customers);
    await perCall(numbers, (n) => provider.read(states[n].id, states[n].outs));
    await service.forgetRequests();
    const resident = residentOf(provider.pid);
    residentBytes.push(resident);
    say(`${((tenth + 1) * calls) / 10} calls: ${resident ? Math.round(resident / 1e6) : "?"} MB`);
  }
  return { calls, residentBytes };
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

function residentOf(pid) {
  try {
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
  } catch {
    return undefined;
  }
}
