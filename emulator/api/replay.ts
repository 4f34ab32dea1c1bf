import type { Answer } from "../http/message";
import { bytesOf } from "../newest";

/** An answer that may be given again. */
export interface Remembered {
  readonly key: string;
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** When it was given, in milliseconds since the epoch. */
  readonly at: number;
}

const most = 100_000;
const mostBytes = 64 * 1024 * 1024;

/**
 * Answers by partner and `MS-RequestId`: a write sent again with the same id gets the first answer and changes nothing
 * (headers, 6/7/2022). That the id alone decides, whatever path and body come with it, is a judgement: no error for a conflict is documented.
 */
export class ReplayCache {
  readonly #answers = new Map<string, { readonly remembered: Remembered; readonly size: number }>();
  #bytes = 0;

  find(partnerId: string, requestId: string, now: number, windowSeconds: number): Remembered | undefined {
    const found = this.#answers.get(key(partnerId, requestId))?.remembered;
    return found !== undefined && now - found.at < windowSeconds * 1000 ? found : undefined;
  }

  remember(partnerId: string, requestId: string, answer: Answer, now: number): Remembered {
    const { status, json, headers } = answer;
    const remembered = { key: key(partnerId, requestId), status, json, at: now, ...(headers === undefined ? {} : { headers }) };
    this.restore(remembered);
    return remembered;
  }

  restore(remembered: Remembered): void {
    // Removed first, so that the oldest stays the first of the map.
    this.#remove(remembered.key);
    const size = bytesOf(remembered.key, JSON.stringify(remembered.json), JSON.stringify(remembered.headers));
    this.#answers.set(remembered.key, { remembered, size });
    this.#bytes += size;
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= most && this.#bytes <= mostBytes) return;
      this.#remove(oldest);
    }
  }

  all(): readonly Remembered[] {
    return [...this.#answers.values()].map(({ remembered }) => remembered);
  }

  clear(): void {
    this.#answers.clear();
    this.#bytes = 0;
  }

  #remove(key: string): void {
    this.#bytes -= this.#answers.get(key)?.size ?? 0;
    this.#answers.delete(key);
  }
}

function key(partnerId: string, requestId: string): string {
  return `${partnerId} ${requestId.toLowerCase()}`;
}
