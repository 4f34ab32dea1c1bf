/** Does the work for all items, so many at the same time, and starts no more once `stop` says so. A failure is for `work` to handle. */
export async function runAll<T>(items: readonly T[], parallel: number, work: (item: T) => Promise<void>, stop: AbortSignal): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    while (!stop.aborted) {
      const next = waiting.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
}
