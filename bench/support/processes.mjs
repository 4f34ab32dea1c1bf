// What a process and its descendants take, read from Linux' /proc. Elsewhere nothing is measured, and the report says so.
import { existsSync, readdirSync, readFileSync } from "node:fs";

export const canMeasure = existsSync("/proc/self/task");
const TICKS_PER_SECOND = 100;

/** Looks at a process and its descendants again and again; `stop` answers CPU and peak memory by role. */
export function watch(pid, everyMs = 100) {
  const seen = new Map();
  const look = () => {
    for (const each of family(pid)) {
      const usage = usageOf(each);
      // The role is looked up each time: between its fork and its exec a process still bears its parent's command line.
      if (usage) seen.set(each, { ...usage, role: roleOf(each) ?? seen.get(each)?.role ?? "cli" });
    }
  };
  const timer = canMeasure ? setInterval(look, everyMs) : undefined;
  return {
    stop() {
      clearInterval(timer);
      const roles = {};
      for (const { role, cpuSeconds, peakBytes } of seen.values()) {
        const before = roles[role] ?? { cpuSeconds: 0, peakBytes: 0 };
        roles[role] = { cpuSeconds: before.cpuSeconds + cpuSeconds, peakBytes: Math.max(before.peakBytes, peakBytes) };
      }
      return roles;
    },
  };
}

/** `{ cpuSeconds, peakBytes }` of one process until now; undefined if it is gone. */
export function usageOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const peak = /^VmHWM:\s*(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? "");
  if (!stat || !peak) return undefined;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, peakBytes: Number(peak[1]) * 1024 };
}

/** Children belong to the thread that started them, and Go starts them from any of its threads. */
function family(pid) {
  const children = threadsOf(pid).flatMap((thread) => (read(`/proc/${pid}/task/${thread}/children`) ?? "").match(/\d+/g) ?? []);
  return [pid, ...children.map(Number).flatMap(family)];
}

function threadsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function roleOf(pid) {
  const command = read(`/proc/${pid}/cmdline`);
  if (!command) return undefined;
  if (/dynamic-provider|pulumi-resource-partnercenter|terraform-provider/.test(command)) return "provider";
  // The host of a YAML program runs it itself.
  if (/cmd[\\/]run\b|language-yaml/.test(command)) return "program";
  if (command.includes("language")) return "languageHost";
  return "cli";
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
