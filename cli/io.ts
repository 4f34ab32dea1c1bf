import { statSync } from "node:fs";
import { resolve } from "node:path";

/** What a subcommand needs of its process. */
export interface CliIo {
  /** Writes to standard output: results that a program may read. The line feeds are in the text. */
  out(text: string): void;
  /** Writes to standard error: everything that is said to a person. */
  err(text: string): void;
  readonly env: NodeJS.ProcessEnv;
  /** Where the command was called. */
  readonly cwd: string;
  /** Present where standard output is a terminal. */
  readonly terminal?: Terminal;
  /** Shows a text at the end of standard error in place of the one before; an empty one takes it away. Absent where that cannot be done. */
  readonly progress?: (text: string) => void;
  /** Asks a person on standard error, and answers with the line that they type. Present where standard input and standard error are terminals. */
  readonly ask?: (question: string, signal?: AbortSignal) => Promise<string>;
}

export interface Terminal {
  /** Its width in columns, now. */
  readonly columns: number;
  /** Its height in lines, now. Absent where it is not known. */
  readonly rows?: number;
  /** Whether it may be coloured: https://no-color.org. Never where `TERM` is `dumb`. */
  readonly colour: boolean;
  /** Calls back whenever its size changes, until the returned function is called. Present where the cursor can be moved. */
  readonly onResize?: (changed: () => void) => () => void;
}

/** A usual width, for terminals that do not tell theirs. */
const usualColumns = 80;

export function processIo({ stdin, stdout, stderr, env, cwd }: NodeJS.Process = process): CliIo {
  const dumb = env["TERM"] === "dumb";
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    env,
    cwd: cwd(),
    ...(stdout.isTTY ? { terminal: terminalOf(stdout, dumb, !env["NO_COLOR"]) } : {}),
    ...(stderr.isTTY && !dumb ? { progress: (text: string) => void stderr.write(`\r\u001B[K${text}`) } : {}),
    ...(stdin?.isTTY && stderr.isTTY ? { ask: (question, signal) => askOn(stdin, stderr, question, signal) } : {}),
  };
}

/** The terminal edits the line itself, so that Ctrl-C stays a signal. An input that ends is an empty line. */
async function askOn(input: NodeJS.ReadStream, output: NodeJS.WriteStream, question: string, signal?: AbortSignal): Promise<string> {
  const { createInterface } = require("node:readline/promises") as typeof import("node:readline/promises");
  const lines = createInterface({ input, output, terminal: false });
  try {
    // The last line of an input that ends is handed on after the end itself.
    const ended = new Promise<string>((resolve) => lines.once("close", () => setImmediate(resolve, "")));
    return await Promise.race([lines.question(question, signal === undefined ? {} : { signal }), ended]);
  } finally {
    lines.close();
  }
}

function terminalOf(stdout: NodeJS.WriteStream, dumb: boolean, colour: boolean): Terminal {
  return {
    get columns() {
      return stdout.columns || usualColumns;
    },
    get rows() {
      return stdout.rows;
    },
    colour: colour && !dumb,
    ...(dumb
      ? {}
      : {
          onResize: (changed) => {
            stdout.on("resize", changed);
            return () => void stdout.removeListener("resize", changed);
          },
        }),
  };
}

/**
 * The same, in the folder that `--cwd` names.
 *
 * @throws Error with a sentence for a person, where there is no such folder.
 */
export function inFolder(io: CliIo, cwd: string | undefined): CliIo {
  if (cwd === undefined) return io;
  const folder = resolve(io.cwd, cwd);
  if (!isFolder(folder)) throw new Error(`There is no folder ${JSON.stringify(folder)}. Name the folder of the Pulumi project with --cwd.`);
  return { ...io, cwd: folder };
}

/** Whether a path names a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
