/** Reads that are under way at once (judgement: half of what Pulumi's engine does by itself; 429 slows them all down). */
const atOnce = 8;

/** Does a work for each item, some at a time, and answers in the order of the items. Rejects with the first failure, and begins nothing after it. */
export async function concurrently<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  const waiting = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      if (failed) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
