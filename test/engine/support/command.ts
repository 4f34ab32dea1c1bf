import { spawn } from "node:child_process";
import { descendantsOf, killAll } from "./descendants";

export interface RunOptions {
  /** Added to the environment of this call. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether a non-zero exit is what the test wants; then a zero exit throws. Default false. "either": the test looks itself. */
  readonly expectFailure?: boolean | "either";
  /** Gets the running command, to interrupt or kill it; see RunningCommand. */
  readonly onStart?: (command: RunningCommand) => void;
  /** Each line of either stream as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface RunningCommand {
  readonly pid: number;
  /** To the CLI alone, as a terminal's Ctrl-C does with `SIGINT`. `SIGKILL` takes everything it has started with it. */
  kill(signal: NodeJS.Signals): void;
  /** Closes the pipes of its output, as `| head` does when it has read enough. */
  stopReading(): void;
}

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they came. */
  readonly output: string;
  readonly milliseconds: number;
}

/** Runs a command to its end without blocking this process, where the emulator may run. */
export async function runCommand(
  file: string,
  args: readonly string[],
  where: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  options: RunOptions = {},
): Promise<Result> {
  const began = performance.now();
  const child = spawn(file, args, { cwd: where.cwd, env: where.env, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "", output: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    let rest = "";
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
      printed.output += text;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    });
  }
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  const pid = child.pid ?? 0;
  options.onStart?.({
    pid,
    kill(signal) {
      if (signal === "SIGKILL") killAll([...descendantsOf(pid), pid]);
      else child.kill(signal);
    },
    stopReading() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  });
  const result: Result = { ...(await ended), ...printed, milliseconds: Math.round(performance.now() - began) };
  const failed = result.code !== 0;
  const expected = options.expectFailure ?? false;
  if (expected !== "either" && failed !== expected) {
    throw new Error(`${args.join(" ")} ${failed ? `failed (${result.signal ?? result.code})` : "did not fail"}:\n${result.output}`);
  }
  return result;
}
