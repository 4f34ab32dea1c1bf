import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from "node:fs";

/** How the first line of every recording begins. */
export const signature = '{"partnercenterRecording":1,';

/** A recording is not made larger, in bytes (judgement: some 30,000 exchanges, and more than an issue takes). */
const largest = 32 * 1024 * 1024;

/** Why something cannot be recorded: the end of a sentence. */
export class NotRecorded extends Error {}

/** A file to which lines are appended. */
export interface RecordingFile {
  /**
   * Appends one line by one write, so that those of several processes do not mix. Not kept back, since a provider may be killed at any time.
   *
   * @throws NotRecorded where it cannot be written any more.
   */
  append(line: string): void;
}

/**
 * Opens a recording, or makes one that the user alone may read. What is there already is only appended to if it is a recording.
 *
 * @throws NotRecorded
 */
export function openRecording(path: string): RecordingFile {
  const file = attempt(() => openOrMake(path));
  try {
    attempt(() => refuseForeign(file));
  } catch (error) {
    closeSync(file);
    throw error;
  }
  return {
    append: (line) =>
      attempt(() => {
        const bytes = Buffer.from(`${line}\n`);
        if (fstatSync(file).size + bytes.length > largest) throw new NotRecorded("it has reached 32 MiB");
        if (writeSync(file, bytes) < bytes.length) throw new NotRecorded("there is no space left");
      }),
  };
}

/** "a" follows a symbolic link to make a file where somebody else may have pointed it; "ax" makes it where it was said, or not at all. */
function openOrMake(path: string): number {
  try {
    return openSync(path, "ax+", 0o600);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return openSync(path, existing);
  }
}

/** Makes nothing, and no pipe makes the run wait: Windows has neither that flag nor such pipes. */
const existing = constants.O_RDWR | constants.O_APPEND | (constants.O_NONBLOCK ?? 0);

function refuseForeign(file: number): void {
  if (!fstatSync(file).isFile()) throw new NotRecorded("it is no file");
  const beginning = Buffer.alloc(signature.length);
  const read = readSync(file, beginning, 0, beginning.length, 0);
  if (read > 0 && beginning.toString("utf8", 0, read) !== signature) {
    throw new NotRecorded("it holds something else, which is left alone");
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof NotRecorded ? error : new NotRecorded(reasons[codeOf(error) ?? ""] ?? codeOf(error) ?? "it cannot be opened");
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  EACCES: "it may not be written by this user",
  EPERM: "it may not be written by this user",
  EROFS: "its file system is read-only",
  EISDIR: "it is a folder",
  ENOTDIR: "there is no such folder",
  ENOSPC: "there is no space left",
  EDQUOT: "there is no space left",
};

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}
