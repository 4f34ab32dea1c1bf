import type { EventEmitter } from "node:events";

/**
 * Aborts once nobody reads what is printed: `fleet up | head`, or a pipeline whose runner is gone. What is printed after that is lost, and nothing
 * else. Without a listener Node would throw for each such text, and Pulumi's SDK print what is thrown, for ever.
 */
export function whenUnread(streams: readonly EventEmitter[] = [process.stdout, process.stderr]): AbortSignal {
  const unread = new AbortController();
  for (const stream of streams) stream.on("error", () => unread.abort());
  return unread.signal;
}
