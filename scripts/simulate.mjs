// `npm run simulate -- --runs N --seed S`: the real code against a modelled Partner Center, in virtual time, with faults.
//
//     --runs N       how many runs (default 10000)
//     --seed S       the first seed (default 1); each run has one of its own
//     --jobs J       processes (default: one for each core)
//     --explain S    replays one seed, with the shortest plan that still fails and its trace
//     --walk         walks every state that can be reached, under today's contract and the oldest one
//     --mutations    shows that each known defect is caught, and how soon
//     --json         the findings as JSON
import os from "node:os";
import { parseArgs } from "node:util";
import { setUp } from "./setup.mjs";
import { simulate, work } from "./simulate/workers.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: String(os.availableParallelism()) },
    explain: { type: "string" },
    mutations: { type: "boolean", default: false },
    walk: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const [runs, seed, jobs] = [values.runs, values.seed, values.jobs].map(Number);

await setUp(["dependencies"], { quiet: true });
if (values.explain !== undefined) await explain(Number(values.explain));
else if (values.walk) await walk();
else if (values.mutations) await mutants();
else await all();

async function all() {
  const began = performance.now();
  const shows = process.stderr.isTTY && !values.json;
  const onProgress = (done) => shows && process.stderr.write(`\r${done} of ${runs}`);
  const found = await simulate({ runs, seed, jobs, onProgress });
  if (shows) process.stderr.write("\r\u001b[K");
  if (values.json) console.log(JSON.stringify(found));
  else print(found, (performance.now() - began) / 1000);
  if (found.failures.length > 0) {
    process.exitCode = 1;
    if (!values.json) await explain(found.failures[0].seed);
  }
}

function print({ failures, excuses, faults, fronts, kills, submissions }, seconds) {
  console.log(`${runs} runs from seed ${seed} in ${Math.round(seconds)} s: ${failures.length} broke a promise.`);
  console.log(`${submissions} accepted submissions, ${kills} operations cut off by the death of their process.\n`);
  table("Operations by front", fronts);
  table("Faults", faults);
  table("Accepted twice where no client could know", excuses);
  for (const { seed: one, violations } of failures) console.log(`seed ${one}: ${violations.join("; ")}`);
}

function table(title, rows) {
  const sorted = Object.entries(rows).sort(([, a], [, b]) => b - a);
  const width = Math.max(...sorted.map(([name]) => name.length), 0);
  console.log(`${title}\n${sorted.map(([name, count]) => `  ${name.padEnd(width)}  ${String(count).padStart(7)}`).join("\n")}\n`);
}

async function explain(one) {
  const { plan, violations, trace } = await work(["explain", one]);
  console.log(
    `\nReplay: npm run simulate -- --explain ${one}\n${violations.length > 0 ? `Broken: ${violations.join("; ")}` : "Nothing broke."}\n`,
  );
  console.log(`The shortest plan that shows it:\n${JSON.stringify(plan, null, 2)}\n\n${trace.join("\n")}`);
}

async function walk() {
  const contracts = ["2023-05", "2018-09"];
  const walked = await Promise.all(contracts.map((contract) => work(["walk", contract])));
  const found = Object.fromEntries(contracts.map((contract, index) => [contract, walked[index]]));
  if (values.json) console.log(JSON.stringify(found));
  else
    for (const [contract, { states, transitions }] of Object.entries(found))
      console.log(`${contract}: ${states} states, ${transitions} transitions`);
  const broken = walked.flatMap(({ violations }) => violations);
  if (!values.json) for (const violation of broken) console.log(violation);
  if (broken.length > 0) process.exitCode = 1;
}

async function mutants() {
  const found = await work(["mutants", seed, runs]);
  if (values.json) {
    console.log(JSON.stringify(found));
    return;
  }
  const width = Math.max(...found.map(({ name }) => name.length));
  for (const { name, caughtAfter, violation } of found) {
    console.log(`${name.padEnd(width)}  ${caughtAfter === undefined ? "NOT CAUGHT" : `caught in run ${caughtAfter}: ${violation}`}`);
  }
  if (found.some(({ caughtAfter }) => caughtAfter === undefined)) process.exitCode = 1;
}
