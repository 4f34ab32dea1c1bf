import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Operation } from "./options";
import type { Shard } from "./shards";

/** Which shards a run has finished, on disk, one line for each: a run that is killed loses nothing but the line it was writing. */
export interface RunRecord {
  /** Whether this very shard, with these very customers, has been finished. */
  has(shard: Shard): boolean;
  /** Returns what is wrong if it could not be written: then nobody may take the shard for finished. */
  add(shard: Shard): string | undefined;
}

/** What a run was about. Only the very same can be resumed. */
export interface RunHead {
  readonly operation: Operation;
  /** Which state and which Partner Center: see `placeOf`. */
  readonly place: string;
}

/**
 * A digest of all that says where a run works: Pulumi's backend as the CLI names it, whoever has set it (its address may hold a password); the emulator
 * or the real Partner Center, its address, the tenant; the project's settings.
 */
export function placeOf(backend: string, env: NodeJS.ProcessEnv, project: string): string {
  const names = ["PARTNERCENTER_EMULATOR", "PARTNERCENTER_ENDPOINT", "PARTNERCENTER_CLOUD", "PARTNERCENTER_TENANT_ID", "AZURE_TENANT_ID"];
  return digest([backend, ...names.map((name) => env[name] ?? ""), project]);
}

/**
 * Begins a record, or goes on with the last one.
 *
 * @throws Error if there is nothing to go on with: another command has run since, or the same one elsewhere.
 */
export function openRecord(file: string, run: RunHead, resume: boolean): RunRecord {
  const head = JSON.stringify({ operation: run.operation, place: run.place });
  const finished = new Set<string>();
  if (resume && existsSync(file)) {
    const [first, ...lines] = readFileSync(file, "utf8").split("\n");
    if (first !== head) {
      throw new Error(
        `--resume: the last run was not "${run.operation}" on this backend and this Partner Center (${file} has it). Run it without --resume.`,
      );
    }
    for (const line of lines) finished.add(line);
  } else {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, head);
  }
  return {
    has: (shard) => finished.has(digestOf(shard)),
    // The line end comes first, so that a torn line before this one does not spoil it.
    add(shard) {
      try {
        appendFileSync(file, `\n${digestOf(shard)}`);
        return undefined;
      } catch (error) {
        return `It is finished, but --resume will not know: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}

/** Changes whenever anything that is declared for the shard does. The order of the lines does not matter. */
export function digestOf({ stack, customers }: Shard): string {
  const rows = customers.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
  return `${stack} ${digest(rows)}`;
}

function digest(value: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
