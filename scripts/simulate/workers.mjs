import { fork } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { root } from "../setup/paths.mjs";

const worker = path.join(root, "test", "simulation", "worker.ts");
const typescript = path.join(root, "scripts", "simulate", "typescript.cjs");

/** Runs one worker to its end and answers what it found. `onProgress` gets the number of runs done so far. */
export function work(args, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const child = fork(worker, args.map(String), { execArgv: ["--require", typescript], stdio: ["ignore", "pipe", "inherit", "ipc"] });
    // It takes every core that nobody else wants: whoever waits for real time comes first.
    os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
    let found = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      found += text;
    });
    child.on("message", ({ done }) => onProgress(done));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(found));
      else reject(new Error(`a simulation worker ended with ${code}`));
    });
  });
}

/** Splits seeds over processes and adds up what they find. */
export async function simulate({ runs, seed, jobs, onProgress = () => {} }) {
  const share = Math.ceil(runs / jobs);
  const done = new Map();
  const parts = await Promise.all(
    Array.from({ length: jobs }, (_, index) => {
      const count = Math.min(share, runs - index * share);
      if (count <= 0) return undefined;
      return work(["many", seed + index * share, count], (finished) => {
        done.set(index, finished);
        onProgress([...done.values()].reduce((sum, one) => sum + one, 0));
      });
    }),
  );
  return parts.filter(Boolean).reduce(add);
}

function add(a, b) {
  const sum = (x, y) =>
    Object.fromEntries([...new Set([...Object.keys(x), ...Object.keys(y)])].map((key) => [key, (x[key] ?? 0) + (y[key] ?? 0)]));
  return {
    runs: a.runs + b.runs,
    failures: [...a.failures, ...b.failures],
    excuses: sum(a.excuses, b.excuses),
    faults: sum(a.faults, b.faults),
    fronts: sum(a.fronts, b.fronts),
    kills: a.kills + b.kills,
    submissions: a.submissions + b.submissions,
  };
}
