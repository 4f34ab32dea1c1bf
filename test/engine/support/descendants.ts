import { execFileSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

/**
 * All processes below this one: the engine puts its plugins into process groups of their own, so killing the CLI leaves them.
 * Empty where there is no `ps`.
 */
export function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  let list = "";
  try {
    list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  } catch {
    return [];
  }
  for (const line of list.split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    if (child !== undefined && parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const below = (parent: number): number[] => (children.get(parent) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** Those processes below this one whose command line contains the text. */
export function descendantsWith(pid: number, text: string): number[] {
  return descendantsOf(pid).filter((each) => {
    try {
      return execFileSync("ps", ["-o", "args=", "-p", String(each)], { encoding: "utf8" }).includes(text);
    } catch {
      // It has ended by itself.
      return false;
    }
  });
}

/** Which of these still run after a few seconds' grace. */
export async function stillRunning(pids: readonly number[]): Promise<number[]> {
  const alive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let i = 0; i < 80 && pids.some(alive); i++) await wait(100);
  return pids.filter(alive);
}
