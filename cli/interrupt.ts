/** What a shell reports of a command that a signal has ended: 128 and the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Interrupt = keyof typeof codes;

/**
 * Does a work whose signal is Ctrl-C, or whatever else asks the process to end. Once: a second one ends the process, whatever it waits for.
 *
 * @param told Said on standard error where it was interrupted.
 * @returns What the work answers. Where it was interrupted: 130 for Ctrl-C, 143 for SIGTERM, 129 for a terminal that was closed.
 * @throws What the work throws, unless it was interrupted.
 */
export async function untilInterrupted<T>(
  work: (signal: AbortSignal) => Promise<T>,
  told?: string,
): Promise<T | (typeof codes)[Interrupt]> {
  const controller = new AbortController();
  let received: Interrupt | undefined;
  const listeners = (Object.keys(codes) as Interrupt[]).map((name) => {
    const stop = (): void => {
      received ??= name;
      controller.abort();
    };
    process.once(name, stop);
    return () => void process.removeListener(name, stop);
  });
  try {
    const answer = await work(controller.signal);
    if (received === undefined) return answer;
  } catch (error) {
    if (received === undefined) throw error;
  } finally {
    for (const remove of listeners) remove();
  }
  if (told !== undefined) process.stderr.write(`${told}\n`);
  return codes[received];
}

/** What a work answers that pays no attention to a signal itself. Rejects as soon as the signal is aborted: nobody waits for it any more. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
