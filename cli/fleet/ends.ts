import type { EventEmitter } from "node:events";

/**
 * Aborts once what is printed cannot be written any more: nobody reads it (`fleet up | head`, a pipeline whose runner is gone), or a disk is full, which
 * is told. What is printed after that is lost, and nothing else. Takes the place of the listeners that end the process at once: what is under way has
 * to come to its end. Without a listener Node would throw for each such text, and Pulumi's SDK print what is thrown, for ever.
 */
export function whenUnread(
  { stdout, stderr }: { readonly stdout: EventEmitter; readonly stderr: EventEmitter } = process,
  tell: (message: string) => void = (message) => void process.stderr.write(message),
): AbortSignal {
  const unread = new AbortController();
  for (const stream of [stdout, stderr]) {
    stream.removeAllListeners("error");
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (stream === stdout && error.code !== "EPIPE" && !unread.signal.aborted) {
        tell(`The output cannot be written (${error.message}): no further shard is begun.\n`);
      }
      unread.abort();
    });
  }
  return unread.signal;
}

/** What Ctrl-C and SIGTERM ask for. */
export interface Interrupts {
  /** After the first: no further shard is begun. */
  readonly stop: AbortSignal;
  /** After a second one that is no Ctrl-C in a terminal: those under way are ended. */
  readonly cancel: AbortSignal;
  close(): void;
}

export interface Source {
  /** Whether somebody sits at a terminal, whose Ctrl-C goes to every process of the run. */
  readonly terminal: boolean;
  tell(message: string): void;
  /** What hears the signals. Default: this process. */
  readonly signals?: EventEmitter;
}

/**
 * Listens until closed. In a terminal, Ctrl-C reaches the `pulumi` processes as well: the first ends those under way, and nothing is lost. A second
 * one kills them, which nothing here can prevent, and may leave a request that no state knows of. So nobody is asked for a second one there. A signal
 * to this process alone lets them finish, and one more ends them as the first Ctrl-C does.
 */
export function listenForInterrupts({ terminal, tell, signals = process }: Source): Interrupts {
  const stop = new AbortController();
  const cancel = new AbortController();
  const ctrlC = (): void => {
    if (!terminal) {
      end();
      return;
    }
    stop.abort();
    tell(
      "Interrupted: no further shard is begun, and those under way are ending. Do not press again: a second Ctrl-C would kill them half-way.",
    );
  };
  const end = (): void => {
    if (stop.signal.aborted) {
      cancel.abort();
      return;
    }
    stop.abort();
    tell("Interrupted: no further shard is begun; those under way come to their end. Once more ends them.");
  };
  signals.on("SIGINT", ctrlC).on("SIGTERM", end);
  return {
    stop: stop.signal,
    cancel: cancel.signal,
    close: () => void signals.off("SIGINT", ctrlC).off("SIGTERM", end),
  };
}
