/** Does a work whose signal is Ctrl-C. Once: a second Ctrl-C ends the process, whatever it waits for. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const abort = (): void => interrupt.abort();
  process.once("SIGINT", abort);
  try {
    return await work(interrupt.signal);
  } finally {
    process.removeListener("SIGINT", abort);
  }
}
