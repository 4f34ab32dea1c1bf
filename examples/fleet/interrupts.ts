/** What Ctrl-C and SIGTERM ask for. */
export interface Interrupts {
  /** After the first: no further shard is begun. */
  readonly stop: AbortSignal;
  /** After the second: those under way are ended. */
  readonly cancel: AbortSignal;
  close(): void;
}

/**
 * Listens until closed. In a terminal, Ctrl-C reaches the `pulumi` processes as well, so those under way end at once, without losing
 * anything; a signal that is sent to this process alone lets them finish.
 */
export function listenForInterrupts(tell: (message: string) => void): Interrupts {
  const stop = new AbortController();
  const cancel = new AbortController();
  const hear = (): void => {
    if (!stop.signal.aborted) {
      stop.abort();
      tell("Interrupted: no further shard is begun; those under way come to their end. Once more ends them.");
    } else cancel.abort();
  };
  process.on("SIGINT", hear).on("SIGTERM", hear);
  return {
    stop: stop.signal,
    cancel: cancel.signal,
    close: () => void process.off("SIGINT", hear).off("SIGTERM", hear),
  };
}
