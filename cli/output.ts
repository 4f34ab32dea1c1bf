import type { EventEmitter } from "node:events";

/** What a shell reports of a command that nobody listened to any more: 128 + SIGPIPE. */
const unread = 141;

/**
 * Ends the process quietly once whoever read its output has gone, as in `partnercenter status | head`, and with a message where the output cannot be
 * written for another reason, such as a full disk. Node would throw.
 */
export function endWhenUnread(
  { stdout, stderr }: { readonly stdout: EventEmitter; readonly stderr: EventEmitter } = process,
  end: (code: number) => void = (code) => process.exit(code),
  tell: (message: string) => void = (message) => void process.stderr.write(message),
): void {
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return end(unread);
      if (stream === stdout) tell(`The output could not be written: ${error.message}\n`);
      end(1);
    });
  }
}

/** Ends the process with its exit code as soon as everything that was said is written. */
export function endWhenWritten(
  { stdout, stderr }: Pick<NodeJS.Process, "stdout" | "stderr"> = process,
  end: () => void = () => process.exit(),
): void {
  stdout.write("", () => void stderr.write("", end));
}
