import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const probe = path.join(import.meta.dirname, "heapProbe.cjs");

/** What a Node process needs in its environment to be asked for its heap, and how to ask it: `{ env, keptBytes(pid), close }`. */
export function openHeapProbe() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-heap-"));
  const file = path.join(folder, "bytes");
  return {
    env: { NODE_OPTIONS: `--require ${JSON.stringify(probe)}`, BENCH_HEAP: file },
    /** Bytes of the heap that outlive a collection of all garbage. */
    async keptBytes(pid) {
      rmSync(file, { force: true });
      process.kill(pid, "SIGUSR2");
      for (let tries = 0; tries < 200; tries++) {
        await pause(50);
        const text = read(file);
        if (text) return Number(text);
      }
      throw new Error("the provider process did not say what it keeps");
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
