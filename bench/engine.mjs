// `npm run bench`: both fronts of this package and a YAML program, a provider that does nothing and a usual `dynamic.Resource`, on the real engine, in
// one sitting. With `BENCH_TOFU=PROGRAM`, OpenTofu and `magodo/restful` beside them (bench/engine/opentofu.mjs).
//
//     --customers 10,200     how many customers in a stack (default 10,200,1000)
//     --latency 0,100        milliseconds that the service takes for an answer (default 0,100)
//     --rounds 3             how often each is measured
//     --large-rounds 2       the same from 1,000 customers on; the usual one is in the first of them only, since it takes so long
//     --only dynamic,plugin  not all contestants
//     --save                 writes bench/results/engine.json after each round; docs/internals/measurements.md and its plot are made of it (`npm run docs`)
//     --add                  the same, beside what is in the file already: for what one sitting had no time for, be it a contestant of its last round
//
// Machines differ and are shared: what counts are the ratios, taken within a round, and their spread. So each operation is run by all contestants, one
// after the other, before the next one, and the order changes with each.
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "../scripts/setup/paths.mjs";
import { setUp } from "../scripts/setup.mjs";
import { contestants } from "./engine/contestants.mjs";
import { createProject, operations } from "./engine/project.mjs";
import { printedEngine } from "./report/text.cjs";
import { canMeasure } from "./support/processes.mjs";
import { startService } from "./support/service.mjs";

const { values } = parseArgs({
  options: {
    customers: { type: "string", default: "10,200,1000" },
    latency: { type: "string", default: "0,100" },
    rounds: { type: "string", default: "3" },
    "large-rounds": { type: "string", default: "2" },
    only: { type: "string", default: contestants.map(({ name }) => name).join(",") },
    save: { type: "boolean", default: false },
    add: { type: "boolean", default: false },
  },
});
const numbers = (text) => text.split(",").map(Number);
const chosen = contestants.filter(({ name }) => values.only.split(",").includes(name));
if (chosen.length === 0) throw new Error(`--only ${values.only}: there are ${contestants.map(({ name }) => name).join(", ")}`);

const engine = await setUp(["dependencies", "build", "engine"], { quiet: true });
/** Each has a service of its own, so that they can take turns. */
const services = new Map();
const serviceOf = async ({ name }) => {
  if (!services.has(name)) services.set(name, await startService());
  return services.get(name);
};
const file = path.join(root, "bench", "results", "engine.json");
const results = {
  measured: new Date().toISOString().slice(0, 10),
  node: process.version,
  engine: engine.version,
  cores: os.availableParallelism(),
  platform: `${process.platform}-${process.arch}`,
  processes: canMeasure ? "from /proc" : "not measured on this system",
  runs: values.add ? JSON.parse(readFileSync(file, "utf8")).runs : [],
};
try {
  for (const latencyMs of numbers(values.latency))
    for (const customers of numbers(values.customers)) {
      const large = customers >= 1000;
      const rounds = Number(large ? values["large-rounds"] : values.rounds);
      const before = results.runs.filter((run) => run.customers === customers && run.latencyMs === latencyMs);
      const last = Math.max(-1, ...before.map(({ round }) => round));
      const lacking = (round) =>
        chosen.filter(
          ({ name }) => !(large && round > 0 && name === "usual") && !before.some((run) => run.round === round && run.contestant === name),
        );
      let first = 0;
      while (first <= last && lacking(first).length === 0) first += 1;
      for (let round = first; round < first + rounds; round++) {
        await measureRound({ customers, latencyMs, round }, lacking(round));
        if (values.save || values.add) writeFileSync(file, linewise(results));
      }
    }
} finally {
  for (const service of services.values()) service.stop();
}
console.log(printedEngine(results));

/** One line for each run, so that a diff can be read. */
function linewise({ runs, ...head }) {
  const lines = runs.map((run) => JSON.stringify(run, (_, value) => (typeof value === "number" ? Number(value.toFixed(3)) : value)));
  return `${JSON.stringify(head).slice(0, -1)},"runs":[\n${lines.join(",\n")}\n]}\n`;
}

async function measureRound({ customers, latencyMs, round }, contenders) {
  const projects = new Map();
  try {
    for (const contestant of contenders) {
      const service = await serviceOf(contestant);
      await service.begin({ customers, latencyMs });
      projects.set(contestant.name, await createProject({ pulumi: engine.pulumi, contestant, service, customers }));
    }
    const names = [...projects.keys()];
    for (const [turn, operation] of Object.keys(operations).entries())
      for (const index of names.keys()) {
        const contestant = names[(index + turn + round) % names.length];
        const measured = await projects.get(contestant).measure(operation);
        if (!measured) continue;
        results.runs.push({ contestant, customers, latencyMs, round, operation, ...measured });
        const what = `${customers} customers, ${latencyMs} ms, round ${round + 1}, ${contestant}, ${operation}`;
        process.stderr.write(`${what.padEnd(70)} ${measured.seconds.toFixed(1).padStart(7)} s\n`);
      }
  } finally {
    for (const project of projects.values()) project.remove();
  }
}
