import type { Answer } from "../http/message";

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

/**
 * Answers by partner and `MS-RequestId`: a write sent again with the same id gets the first answer and changes nothing
 * (headers, 6/7/2022). That the id alone decides, whatever path and body come with it, is a judgement: no error for a conflict is documented.
 */
export class ReplayCache {
  readonly #answers = new Map<string, Remembered>();

  find(partnerId: string, requestId: string, now: number, windowSeconds: number): Remembered | undefined {
    const found = this.#answers.get(key(partnerId, requestId));
    return found !== undefined && now - found.at < windowSeconds * 1000 ? found : undefined;
  }

  remember(partnerId: string, requestId: string, answer: Answer, now: number): void {
    const { status, json, headers } = answer;
    this.restore({ key: key(partnerId, requestId), status, json, at: now, ...(headers === undefined ? {} : { headers }) });
  }

  restore(remembered: Remembered): void {
    // Deleted first, so that the oldest stays the first of the map.
    this.#answers.delete(remembered.key);
    this.#answers.set(remembered.key, remembered);
    const oldest = this.#answers.keys().next();
    if (this.#answers.size > most && !oldest.done) this.#answers.delete(oldest.value);
  }

  all(): readonly Remembered[] {
    return [...this.#answers.values()];
  }

  clear(): void {
    this.#answers.clear();
  }
}

function key(partnerId: string, requestId: string): string {
  return `${partnerId} ${requestId.toLowerCase()}`;
}
