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
  /** Shows a text at the end of standard error in place of the one before; an empty one takes it away. Absent where that is no terminal. */
  readonly progress?: (text: string) => void;
}

export interface Terminal {
  /** Its width in characters. */
  readonly columns: number;
  /** Whether it may be coloured: https://no-color.org. */
  readonly colour: boolean;
}

export function processIo(): CliIo {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    ...(process.stdout.isTTY ? { terminal: { columns: process.stdout.columns, colour: !process.env["NO_COLOR"] } } : {}),
    ...(process.stderr.isTTY ? { progress: (text: string) => void process.stderr.write(`\r\u001B[K${text}`) } : {}),
  };
}
