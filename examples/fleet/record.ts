import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Operation } from "./commandLine";
import type { Shard } from "./plan";

/** Which shards a run has finished, on disk, one line for each: a run that is killed loses nothing but the line it was writing. */
export interface RunRecord {
  /** Whether this very shard, with these very customers, has been finished. */
  has(shard: Shard): boolean;
  add(shard: Shard): void;
}

/**
 * Begins a record, or goes on with the last one.
 *
 * @throws Error if there is nothing to go on with: another command has run since.
 */
export function openRecord(file: string, operation: Operation, backend: string, resume: boolean): RunRecord {
  const head = JSON.stringify({ operation, backend });
  const finished = new Set<string>();
  if (resume && existsSync(file)) {
    const [first, ...lines] = readFileSync(file, "utf8").split("\n");
    if (first !== head) throw new Error(`--resume: the last run was not "${operation}" on this backend. Run it without --resume.`);
    for (const line of lines) finished.add(line);
  } else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, head);
  }
  return {
    has: (shard) => finished.has(digestOf(shard)),
    // The line end comes first, so that a torn line before this one does not spoil it.
    add: (shard) => appendFileSync(file, `\n${digestOf(shard)}`),
  };
}

/** Changes whenever anything that is declared for the shard does. The order of the lines does not matter. */
export function digestOf({ stack, customers }: Shard): string {
  const rows = customers.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
  return `${stack} ${createHash("sha256").update(JSON.stringify(rows)).digest("hex")}`;
}
