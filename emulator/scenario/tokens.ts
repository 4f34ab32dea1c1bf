import { ScenarioError } from "./error";

/** A word, a quoted text, or the end of a statement (a line's end, a semicolon, or the end of all). */
export interface Token {
  readonly kind: "word" | "text" | "end";
  /** A word as it is written; a text without its quotes. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

const pattern = /(?<space>[^\S\n]+|,|#[^\n]*)|(?<end>[\n;])|"(?<text>(?:[^"\\\n]|\\["\\])*)"|(?<word>[^\s;,"#]+)/y;

/** Commas are spaces. @throws ScenarioError at a quote that is not closed. */
export function readTokens(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  const matcher = new RegExp(pattern);
  while (matcher.lastIndex < source.length) {
    const at = matcher.lastIndex;
    const place = { line, column: at - lineStart + 1 };
    const groups = matcher.exec(source)?.groups;
    if (groups === undefined) throw new ScenarioError('the quote is not closed; inside, " is written \\" and \\ is \\\\.', place);
    const { end, text, word } = groups;
    if (end !== undefined) tokens.push({ kind: "end", value: end, ...place });
    else if (text !== undefined) tokens.push({ kind: "text", value: text.replaceAll(/\\(["\\])/g, "$1"), ...place });
    else if (word !== undefined) tokens.push({ kind: "word", value: word, ...place });
    if (end === "\n") {
      line += 1;
      lineStart = matcher.lastIndex;
    }
  }
  return [...tokens, { kind: "end", value: "", line, column: source.length - lineStart + 1 }];
}
