import type { FaultKind } from "./faults";
import type { FrontName } from "./fronts";
import { mutations } from "./mutations";
import { type Plan, planOf } from "./plan";
import { run } from "./run";
import { shrink } from "./shrink";
import { walk } from "./walk";

/** What one process has found, as it is handed to the parent. */
export interface Findings {
  readonly runs: number;
  readonly failures: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  readonly excuses: Readonly<Record<string, number>>;
  readonly faults: Partial<Record<FaultKind, number>>;
  readonly fronts: Partial<Record<FrontName, number>>;
  readonly kills: number;
  readonly submissions: number;
}

/** Failing seeds beyond this are only counted. */
const keptFailures = 20;

async function many(first: number, runs: number, progress: (done: number) => void): Promise<Findings> {
  const failures: { seed: number; violations: readonly string[] }[] = [];
  const excuses: Record<string, number> = {};
  const faults: Partial<Record<FaultKind, number>> = {};
  const fronts: Partial<Record<FrontName, number>> = {};
  let kills = 0;
  let submissions = 0;
  for (let seed = first; seed < first + runs; seed += 1) {
    const outcome = await run(planOf(seed));
    if (outcome.violations.length > 0 && failures.length < keptFailures) failures.push({ seed, violations: outcome.violations });
    if (outcome.excuse) excuses[outcome.excuse] = (excuses[outcome.excuse] ?? 0) + 1;
    for (const [kind, count] of outcome.struck) faults[kind] = (faults[kind] ?? 0) + count;
    for (const [front, count] of outcome.fronts) fronts[front] = (fronts[front] ?? 0) + count;
    kills += outcome.kills;
    submissions += outcome.submissions;
    if ((seed - first) % 500 === 499) progress(seed - first + 1);
  }
  return { runs, failures, excuses, faults, fronts, kills, submissions };
}

/** The shortest plan that still breaks what the seed breaks, and its trace. */
async function explain(seed: number): Promise<{ plan: Plan; violations: readonly string[]; trace: readonly string[] }> {
  const wanted = (await run(planOf(seed))).violations;
  const plan = await shrink(planOf(seed), async (candidate) =>
    (await run(candidate)).violations.some((violation) => wanted.includes(violation)),
  );
  const { violations, trace } = await run(plan, {}, true);
  return { plan, violations, trace };
}

/** How soon a mutation is caught. */
interface Caught {
  readonly name: string;
  /** Absent where it is not. */
  readonly caughtAfter?: number;
  readonly violation?: string;
  /** What the code as it is breaks in that same run: nothing, or it was not the mutation that was caught. */
  readonly unharmed?: readonly string[];
}

async function mutants(first: number, atMost: number): Promise<Caught[]> {
  const found = [];
  for (const mutation of mutations) {
    let caught: Omit<Caught, "name"> | undefined;
    for (let i = 0; i < atMost && !caught; i += 1) {
      const plan = mutation.plan?.(first + i) ?? planOf(first + i, mutation.under);
      const { violations } = await run(plan, mutation);
      const violation = violations.find((one) => mutation.caughtBy.test(one));
      if (violation) caught = { caughtAfter: i + 1, violation, unharmed: (await run(plan)).violations };
    }
    found.push({ name: mutation.name, ...caught });
  }
  return found;
}

async function main([what = "", ...numbers]: string[]): Promise<unknown> {
  const [first = 1, count = 1] = numbers.map(Number);
  if (what === "explain") return explain(first);
  if (what === "mutants") return mutants(first, count);
  if (what === "walk") return walk(numbers[0] === "2018-09" ? "2018-09" : "2023-05");
  return many(first, count, (done) => process.send?.({ done }));
}

if (require.main === module) {
  main(process.argv.slice(2)).then((result) => process.stdout.write(JSON.stringify(result)));
}
