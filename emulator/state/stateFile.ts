import { existsSync, readFileSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { errorText } from "../errorText";
import { InvalidInput } from "./input";

const quietMs = 50;

/**
 * Reads the state file; undefined if there is none yet.
 *
 * @throws InvalidInput naming the file, which is left as it is.
 */
export function loadState(path: string, restore: (text: string) => void): boolean {
  if (!existsSync(path)) return false;
  try {
    restore(readFileSync(path, "utf8"));
    return true;
  } catch (error) {
    const why = errorText(error);
    throw new InvalidInput(`The state file ${path} cannot be used: ${why}. Nothing was changed; move the file away to begin anew.`);
  }
}

/**
 * Saves the state a moment after a change: whole, to a file beside it that then takes its place, so that a crash leaves the old state or the new one.
 * Saves never overlap.
 */
export class StateFile {
  readonly #path: string;
  readonly #snapshot: () => string;
  readonly #warn: (message: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(path: string, snapshot: () => string, warn: (message: string) => void) {
    this.#path = path;
    this.#snapshot = snapshot;
    this.#warn = warn;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => void this.save(), quietMs);
  }

  /** Saves now, after the save that is under way. A failure is a warning: the emulator goes on without its file. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving = this.#saving
      .then(() => this.#write())
      .catch((error: unknown) => this.#warn(`The state file ${this.#path} cannot be written: ${errorText(error)}`));
    return this.#saving;
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const beside = `${this.#path}.tmp`;
    const file = await open(beside, "w", 0o600);
    try {
      await file.writeFile(this.#snapshot());
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, this.#path);
  }
}
