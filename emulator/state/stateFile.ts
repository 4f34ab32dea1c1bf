import { existsSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { errorCode, errorText } from "../errorText";
import type { Change } from "./change";
import { InvalidInput } from "./input";
import { lineOf, type Restored, stateHeader } from "./snapshot";

const quietMs = 50;
/** How many changes are made a text at once, before requests have their turn. */
const changesAtOnce = 250;
/** What may be appended before the file is written anew: as much as it has then, and no less than this. */
const leastAppended = 1024 * 1024;

/** Where a state file really is: symbolic links are followed, also one to a file that is not there yet. */
export function realStatePath(path: string): string {
  const full = resolve(path);
  try {
    return realpathSync(full);
  } catch {
    // It is not there, or it is a link to nothing.
  }
  try {
    return realStatePath(resolve(dirname(full), readlinkSync(full)));
  } catch (error) {
    // A circle of links has no end to write to; the file system says so when it is read.
    if (errorCode(error) !== "EINVAL" && errorCode(error) !== "ENOENT") return full;
  }
  const folder = dirname(full);
  return existsSync(folder) ? join(realpathSync(folder), full.slice(folder.length)) : full;
}

/**
 * Reads the state file; undefined if there is none yet.
 *
 * @throws InvalidInput naming the file, which is left as it is.
 */
export function loadState(path: string, restore: (text: string) => Restored): (Restored & { readonly bytes: number }) | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const bytes = readFileSync(path);
    return { ...restore(bytes.toString("utf8")), bytes: bytes.length };
  } catch (error) {
    const why = errorText(error);
    throw new InvalidInput(`The state file ${path} cannot be used: ${why}. Nothing was changed; move the file away to begin anew.`);
  }
}

/** What a state file needs of its emulator. */
export interface StateSource {
  /** Everything there is. */
  all(): Iterable<Change>;
  /** Whether the file is still this emulator's; else who has it now. */
  lost(): string | undefined;
  warn(message: string): void;
}

/**
 * Saves changes a moment after they were made, by a line at the end of the file, so that a save costs what has changed. When as much was
 * appended as there was, the file is written anew beside it and takes its place. So a crash leaves the state before a save or after it.
 * Saves never overlap.
 */
export class StateFile {
  readonly #path: string;
  readonly #source: StateSource;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #customers = new Map<string, Change>();
  #others: Change[] = [];
  /** Undefined: it is to be written anew. */
  #bytes: number | undefined;
  #bytesWhole: number;
  #told = false;

  /** @param bytes How long the file is; undefined: it is to be written anew. */
  constructor(path: string, source: StateSource, bytes: number | undefined) {
    this.#path = path;
    this.#source = source;
    this.#bytes = bytes;
    this.#bytesWhole = bytes ?? 0;
  }

  /** @param change Undefined: everything may have changed. */
  changed(change: Change | undefined): void {
    if (change === undefined) this.#bytes = undefined;
    else if ("customer" in change) this.#customers.set(change.customer.id, change);
    else if ("removed" in change) this.#customers.set(change.removed, change);
    else this.#others.push(change);
    this.#timer ??= setTimeout(() => void this.save(), quietMs);
  }

  /** Saves now, after the save that is under way. A failure is a warning: the emulator goes on without its file. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving
      .then(() => this.#write())
      .catch((error: unknown) => {
        this.#bytes = undefined;
        this.#source.warn(`The state file ${this.#path} cannot be written: ${errorText(error)}`);
      });
    return this.#saving;
  }

  async #write(): Promise<void> {
    const lost = this.#source.lost();
    if (lost !== undefined) {
      if (!this.#told) this.#source.warn(`The state file ${this.#path} is now that of ${lost}. Nothing is saved here any more.`);
      this.#told = true;
      return;
    }
    const found = await sizeOf(this.#path);
    const bytes = this.#bytes;
    // One that somebody has moved away, cut or replaced is written anew.
    if (bytes === undefined || found !== bytes) return this.#writeWhole();
    const changes = this.#take();
    if (changes.length === 0) return;
    const line = Buffer.from(lineOf(changes));
    const file = await open(this.#path, "a", 0o600);
    try {
      await file.writeFile(line);
      await file.sync();
    } finally {
      await file.close();
    }
    if (this.#bytes !== undefined) this.#bytes = bytes + line.length;
    if (bytes + line.length - this.#bytesWhole > Math.max(this.#bytesWhole, leastAppended)) await this.#writeWhole();
  }

  #take(): readonly Change[] {
    const changes = [...this.#customers.values(), ...this.#others];
    this.#customers = new Map();
    this.#others = [];
    return changes;
  }

  async #writeWhole(): Promise<void> {
    // At one instant: what changes from now on is appended afterwards.
    this.#take();
    const all = this.#source.all();
    this.#bytes = 0;
    await mkdir(dirname(this.#path), { recursive: true });
    const beside = `${this.#path}.tmp`;
    const file = await open(beside, "w", 0o600);
    let length = 0;
    const write = async (text: string): Promise<void> => {
      const bytes = Buffer.from(text);
      length += bytes.length;
      await file.writeFile(bytes);
    };
    try {
      await write(stateHeader);
      let batch: Change[] = [];
      for (const change of all) {
        batch.push(change);
        if (batch.length < changesAtOnce) continue;
        await write(lineOf(batch));
        batch = [];
        await turn();
      }
      if (batch.length > 0) await write(lineOf(batch));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, this.#path);
    await syncFolder(dirname(this.#path));
    // Undefined again, if everything may have changed meanwhile.
    if (this.#bytes !== undefined) this.#bytes = length;
    this.#bytesWhole = length;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}

/** So that the new name is there after a power cut. Not everywhere can a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const opened = await open(folder, "r");
    try {
      await opened.sync();
    } finally {
      await opened.close();
    }
  } catch {
    // The file itself is written.
  }
}
