import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { rules } from "../../provider/qualification/decide";
import { faultKinds } from "./faults";
import { draws } from "./fronts";
import { mutations } from "./mutations";
import { planOf } from "./plan";
import { run } from "./run";
import { shrink } from "./shrink";
import type { Walked } from "./walk";
import type { Findings } from "./worker";

const script = path.join(__dirname, "..", "..", "scripts", "simulate.mjs");

/** Runs `npm run simulate` with its findings as JSON; a broken promise makes it exit with 1, which is a finding too. */
async function simulate<T>(...args: string[]): Promise<T> {
  const options = { maxBuffer: 1 << 24 };
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--json", ...args], options).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as T;
}

/** All at once: each alone leaves a core idle for a while. A failure is told by the test that waits for it. */
const walking = simulate<Record<string, Walked>>("--walk");
const mutating = simulate<{ name: string }[]>("--mutations", "--runs", "12000");
const running = simulate<Findings>("--runs", "50000", "--seed", "1", "--jobs", String(availableParallelism()));
for (const one of [walking, mutating, running]) one.catch(() => {});

test("50,000 runs with faults, deaths and a second actor break no promise", async () => {
  const found = await running;
  expect(found.failures).toEqual([]);
  expect(found.runs).toBe(50_000);
  for (const kind of faultKinds) expect(found.faults[kind]).toBeGreaterThan(500);
  for (const front of new Set(draws)) expect(found.fronts[front]).toBeGreaterThan(20_000);
  expect(found.kills).toBeGreaterThan(2_000);
  expect(found.submissions).toBeGreaterThan(25_000);
}, 900_000);

describe("a defect is caught", () => {
  let found: { name: string }[];
  beforeAll(async () => {
    found = await mutating;
  }, 600_000);

  test.each(mutations.map(({ name }) => name))("%s", (name) => {
    expect(found.find((one) => one.name === name)).toMatchObject({
      caughtAfter: expect.any(Number),
      violation: expect.any(String),
      unharmed: [],
    });
  });
});

test("every state that can be reached keeps every promise, and together they reach the whole decision table", async () => {
  const found = await walking;
  const walked = Object.values(found);
  expect(walked.flatMap(({ violations }) => violations)).toEqual([]);
  expect([...new Set(walked.flatMap((one) => one.rules))].sort()).toEqual(rules.map(({ rule }) => rule).sort());
  const page = readFileSync(path.join(__dirname, "..", "..", "docs", "internals", "one-submission.md"), "utf8");
  for (const [contract, { states, transitions }] of Object.entries(found)) {
    expect(page).toContain(`| ${contract} | ${states.toLocaleString("en")} | ${transitions.toLocaleString("en")} |`);
  }
}, 900_000);

test("a seed is the same run again", async () => {
  const twice = [await run(planOf(42), {}, true), await run(planOf(42), {}, true)];
  expect(twice[0]?.trace).toEqual(twice[1]?.trace);
  expect(twice[0]?.trace.length).toBeGreaterThan(5);
});

test("a failing plan is shrunk to what it needs to fail", async () => {
  const fails = async (plan: ReturnType<typeof planOf>): Promise<boolean> => plan.actions.some((action) => action.do === "vanish");
  let seed = 1;
  while (!(await fails(planOf(seed))) || planOf(seed).faults.length === 0) seed += 1;
  const smallest = await shrink(planOf(seed), fails);
  expect(smallest.faults).toEqual([]);
  expect(smallest.actions.map((action) => action.do)).toEqual(["vanish"]);
});
