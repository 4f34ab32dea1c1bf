/** Reads that are under way at once (judgement: half of what Pulumi's engine does by itself; 429 slows them all down). */
const atOnce = 8;

/**
 * Does a work for each item, some at a time, and answers in the order of the items. Rejects with the first failure: nothing is begun after it, and
 * the signal that each work is given ends what is under way, since nobody waits for it any more.
 *
 * @param signal Ends all of it. Default: nothing does.
 */
export async function concurrently<T, R>(
  items: readonly T[],
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  const waiting = items.entries();
  const end = new AbortController();
  const abort = (): void => end.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      end.signal.throwIfAborted();
      results[index] = await work(item, end.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
    return results;
  } finally {
    end.abort();
    signal?.removeEventListener("abort", abort);
  }
}
