/** Keeps the newest of what is added: no more than a number of entries, and no more than a number of bytes, whatever is sent. */
export class Newest<T> {
  readonly #most: number;
  readonly #mostBytes: number;
  readonly #sizeOf: (entry: T) => number;
  #entries: { readonly entry: T; readonly size: number }[] = [];
  /** What lies before is forgotten; it is cut off when it is half of the list, since cutting costs a copy. */
  #from = 0;
  #bytes = 0;

  /** @param sizeOf About how many bytes an entry takes. */
  constructor(most: number, mostBytes: number, sizeOf: (entry: T) => number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
    this.#sizeOf = sizeOf;
  }

  /** Adds an entry. One that is larger than all may be is forgotten at once. */
  add(entry: T): void {
    const size = this.#sizeOf(entry);
    this.#entries.push({ entry, size });
    this.#bytes += size;
    while (this.#entries.length - this.#from > this.#most || this.#bytes > this.#mostBytes) {
      this.#bytes -= this.#entries[this.#from]?.size ?? 0;
      this.#from += 1;
    }
    if (this.#from > this.#entries.length / 2) {
      this.#entries = this.#entries.slice(this.#from);
      this.#from = 0;
    }
  }

  /** Oldest first. */
  all(): readonly T[] {
    return this.#entries.slice(this.#from).map(({ entry }) => entry);
  }

  replace(entries: readonly T[]): void {
    this.#entries = [];
    this.#from = 0;
    this.#bytes = 0;
    for (const entry of entries) this.add(entry);
  }
}

/** About how many bytes texts take in memory: two a character at most, and what the engine needs for each. */
export function bytesOf(...texts: readonly (string | undefined)[]): number {
  return texts.reduce((sum, text) => sum + 2 * (text?.length ?? 0) + 32, 64);
}

/** The beginning of a text. A copy: a part of a text keeps the whole of it in memory. */
export function beginning(text: string, most: number): string {
  return text.length <= most ? text : Buffer.from(text.slice(0, most)).toString();
}
