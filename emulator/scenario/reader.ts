import { parseDuration } from "../time/duration";
import { ScenarioError } from "./error";
import { readTokens, type Token } from "./tokens";

/** Reads a scenario's tokens one after the other. */
export class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#tokens = readTokens(source);
  }

  /** The next token; the last one is always an end. */
  get next(): Token {
    return this.#tokens[this.#at] ?? (this.#tokens.at(-1) as Token);
  }

  /** Whether a statement ends here. */
  get ends(): boolean {
    return this.next.kind === "end";
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  take(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Takes the next token if it is one of these words, in any case. */
  word(...words: readonly string[]): string | undefined {
    const { kind, value } = this.next;
    const found = kind === "word" ? words.find((word) => word.toLowerCase() === value.toLowerCase()) : undefined;
    if (found !== undefined) this.take();
    return found;
  }

  /** Takes the next token if it is a word that fits. */
  match(pattern: RegExp): string | undefined {
    const { kind, value } = this.next;
    return kind === "word" && pattern.test(value) ? this.take().value : undefined;
  }

  text(): string | undefined {
    return this.next.kind === "text" ? this.take().value : undefined;
  }

  /** A time such as "2s", or "2 s" in two words. */
  duration(): number | undefined {
    const { kind, value } = this.next;
    if (kind !== "word") return undefined;
    const following = this.#tokens[this.#at + 1];
    const whole = parseDuration(value);
    if (whole !== undefined) {
      this.take();
      return whole;
    }
    const split = following?.kind === "word" && /^[\d.]+$/.test(value) ? parseDuration(`${value}${following.value}`) : undefined;
    if (split !== undefined) this.#at += 2;
    return split;
  }

  needDuration(): number {
    return this.duration() ?? this.fail('a time such as "2s", "5m" or "1d"');
  }

  needWord(...words: readonly string[]): string {
    return this.word(...words) ?? this.fail(words.map((word) => `"${word}"`).join(" or "));
  }

  /** @throws ScenarioError saying what was expected at the next token, and what is there. */
  fail(expected: string): never {
    const { kind, value } = this.next;
    const found = kind === "end" ? (value === ";" ? '";"' : "the end") : kind === "text" ? `the text "${value}"` : `"${value}"`;
    throw new ScenarioError(`expected ${expected}, found ${found}.`, this.next);
  }
}
