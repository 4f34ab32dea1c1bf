import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { errorCode } from "../errorText";
import { InvalidInput } from "./input";

/** Who holds a state file. */
interface Holder {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  /** When the process began, as its system counts; absent where that cannot be known. Tells a process from a later one with its number. */
  readonly began?: string;
}

const beatMs = 2000;
/** A lock that was not touched for so long may be nobody's any more: its holder was killed, its machine or container is gone, or sleeps. */
const deadAfterMs = 15_000;
/** A lock whose content is none yet is that of somebody who is writing it, where a file cannot be made whole at once. */
const youngMs = 1000;
/** The locks of this process: two emulators in one process are two. */
const ours = new Set<string>();

/**
 * A lock beside a state file, so that two emulators do not write over each other. It holds who has it, and is touched every two seconds.
 * One that a killed emulator has left is taken over: at once if its process is gone, else after 15 seconds without a touch.
 */
export class StateLock {
  readonly #path: string;
  readonly #holder: Holder;
  readonly #timer: NodeJS.Timeout;

  /** @throws InvalidInput naming the holder, if the file is held. */
  constructor(stateFile: string) {
    this.#path = `${stateFile}.lock`;
    const began = beganOf(process.pid);
    this.#holder = { id: randomUUID(), pid: process.pid, host: hostname(), ...(began === undefined ? {} : { began }) };
    if (!create(this.#path, this.#holder)) {
      const held = read(this.#path);
      if (held !== undefined && isAlive(this.#path, held)) throw new InvalidInput(refusal(stateFile, held.holder));
      if (!takeOver(this.#path, held, this.#holder))
        throw new InvalidInput(`The state file ${stateFile} was taken by another emulator just now.`);
    }
    ours.add(this.#holder.id);
    this.#timer = setInterval(() => this.#beat(), beatMs).unref();
  }

  /** Who has the state file now, if it is another: a machine that slept was taken for dead. */
  lost(): string | undefined {
    const held = read(this.#path);
    // Somebody has removed the lock: it is taken again, if no other was faster.
    if (held === undefined) return create(this.#path, this.#holder) ? undefined : this.lost();
    return held.holder?.id === this.#holder.id ? undefined : nameOf(held.holder);
  }

  release(): void {
    clearInterval(this.#timer);
    ours.delete(this.#holder.id);
    if (read(this.#path)?.holder?.id === this.#holder.id) rmSync(this.#path, { force: true });
  }

  #beat(): void {
    const now = new Date();
    try {
      if (this.lost() === undefined) utimesSync(this.#path, now, now);
    } catch {
      // Removed just now, or the folder is gone: saving says so.
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
  /** Undefined if its content is no holder's. */
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
    if (errorCode(error) === "ENOENT") return undefined;
    return { holder: undefined, touched: touchedOf(path) };
  }
}

function touchedOf(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function isAlive(path: string, { holder, touched }: Held): boolean {
  const age = Date.now() - touched;
  if (holder === undefined) return age < youngMs;
  if (holder.host !== hostname()) return age <= deadAfterMs;
  // A container's first process always has the number 1: the same number need not be the same process.
  if (holder.pid === process.pid) return ours.has(holder.id);
  if (!isRunning(holder.pid)) return false;
  // A process of this machine that is there is alive, however long the machine, or it alone, has slept.
  const began = beganOf(holder.pid);
  if (holder.began !== undefined && began !== undefined) return holder.began === began;
  return age <= deadAfterMs || isTouchedSoon(path, touched);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

/** Where nothing else tells a holder that slept from a number that was given again: a holder touches its lock soon after it wakes. */
function isTouchedSoon(path: string, touched: number): boolean {
  for (let waited = 0; waited < 2.5 * beatMs; waited += 100) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    if (touchedOf(path) !== touched) return true;
  }
  return false;
}

/** When a process began: the 22nd field of Linux's `/proc/PID/stat`, in ticks since the machine began. */
function beganOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Makes a lock with its content in it, or not at all: nobody sees one that is empty. */
function create(path: string, holder: Holder): boolean {
  const aside = write(path, holder);
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    // A file system without links: the lock may be seen empty for a moment.
    return createPlain(path, holder);
  } finally {
    rmSync(aside, { force: true });
  }
}

function createPlain(path: string, holder: Holder): boolean {
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

function write(path: string, holder: Holder): string {
  const aside = `${path}.${randomUUID()}`;
  writeFileSync(aside, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
  return aside;
}

/**
 * Puts our lock in the place of one that is nobody's. Only one does so at a time, and only while it is still the lock that was judged:
 * between judging and taking, another may have taken it and be alive.
 */
function takeOver(path: string, judged: Held | undefined, holder: Holder): boolean {
  const turn = `${path}.turn`;
  if (Date.now() - touchedOf(turn) > deadAfterMs) rmSync(turn, { force: true });
  if (!create(turn, holder)) return false;
  try {
    const now = read(path);
    if (now === undefined) return create(path, holder);
    if (judged === undefined || now.holder?.id !== judged.holder?.id || now.touched !== judged.touched) return false;
    renameSync(write(path, holder), path);
    return true;
  } finally {
    rmSync(turn, { force: true });
  }
}

function nameOf(holder: Holder | undefined): string {
  return holder === undefined ? "another emulator" : `another emulator (process ${holder.pid} on ${holder.host})`;
}

function refusal(stateFile: string, holder: Holder | undefined): string {
  return `The state file ${stateFile} is in use by ${nameOf(holder)}. Give each emulator a file of its own.`;
}
