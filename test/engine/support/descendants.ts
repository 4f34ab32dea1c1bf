import { execFileSync } from "node:child_process";

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
