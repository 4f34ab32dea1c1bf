import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { errorCode } from "../errorText";
import { InvalidInput } from "./input";

/** Who holds a state file. */
interface Holder {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
}

const beatMs = 2000;
/** A lock that was not touched for so long is nobody's any more: its holder was killed, or its machine or container is gone. */
const deadAfterMs = 15_000;
/** The locks of this process: two emulators in one process are two. */
const ours = new Set<string>();

/**
 * A lock beside a state file, so that two emulators do not write over each other. It holds who has it, and is touched every two seconds.
 * One that a killed emulator has left is taken over: at once if its process is gone, else after 15 seconds without a touch.
 */
class StateLock {
  readonly #path: string;
  readonly #id = randomUUID();
  readonly #timer: NodeJS.Timeout;

  /** @throws InvalidInput naming the holder, if the file is held. */
  constructor(stateFile: string) {
    this.#path = `${stateFile}.lock`;
    const text = JSON.stringify({ id: this.#id, pid: process.pid, host: hostname() } satisfies Holder);
    if (!create(this.#path, text)) {
      const held = read(this.#path);
      if (held !== undefined && isAlive(held)) throw new InvalidInput(refusal(stateFile, held.holder));
      takeAway(this.#path);
      if (!create(this.#path, text)) throw new InvalidInput(`The state file ${stateFile} was taken by another emulator just now.`);
    }
    ours.add(this.#id);
    this.#timer = setInterval(() => this.#beat(), beatMs).unref();
  }

  release(): void {
    clearInterval(this.#timer);
    ours.delete(this.#id);
    if (read(this.#path)?.holder?.id === this.#id) rmSync(this.#path, { force: true });
  }

  #beat(): void {
    const now = new Date();
    try {
      utimesSync(this.#path, now, now);
    } catch {
      // Somebody has removed it: nothing to touch.
    }
  }
}

/**
 * Locks a state file. Undefined where no file can be made: then the state cannot be written either, and saving says so.
 *
 * @throws InvalidInput naming the holder, if the file is held
 */
export function lockState(stateFile: string): StateLock | undefined {
  try {
    mkdirSync(dirname(stateFile), { recursive: true });
    return new StateLock(stateFile);
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    return undefined;
  }
}

interface Held {
  /** Undefined if its content is no holder's: it was being written when its writer was killed. */
  readonly holder: Holder | undefined;
  readonly touched: number;
}

function read(path: string): Held | undefined {
  try {
    const touched = statSync(path).mtimeMs;
    const value = JSON.parse(readFileSync(path, "utf8")) as Partial<Holder> | null;
    const sound = typeof value?.id === "string" && typeof value.pid === "number" && typeof value.host === "string";
    return { holder: sound ? (value as Holder) : undefined, touched };
  } catch (error) {
    return errorCode(error) === "ENOENT" ? undefined : { holder: undefined, touched: 0 };
  }
}

function isAlive({ holder, touched }: Held): boolean {
  if (Date.now() - touched > deadAfterMs || holder === undefined) return false;
  if (holder.host !== hostname()) return true;
  // A container's first process always has the number 1: the same number need not be the same process.
  if (holder.pid === process.pid) return ours.has(holder.id);
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** By a new name, since of two that rename only one succeeds; then it is removed. */
function takeAway(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  rmSync(aside, { force: true });
}

function refusal(stateFile: string, holder: Holder | undefined): string {
  const who = holder === undefined ? "another emulator" : `another emulator (process ${holder.pid} on ${holder.host})`;
  return `The state file ${stateFile} is in use by ${who}. Give each emulator a file of its own.`;
}
