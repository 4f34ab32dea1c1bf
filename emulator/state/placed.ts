import type { Document, LineCounter, Node, Scalar } from "yaml";

/** Where in a text something is; both begin at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * A YAML or JSON text (which is YAML, too) that knows where its parts are.
 *
 * Node has no YAML, and its JSON errors name no place in the values: therefore the package `yaml`, loaded only when a file is read.
 */
export class Placed {
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #text: string;

  private constructor(document: Document, lines: LineCounter, text: string) {
    this.#document = document;
    this.#lines = lines;
    this.#text = text;
  }

  static read(text: string): Placed {
    const { LineCounter, parseDocument } = require("yaml") as typeof import("yaml");
    const lines = new LineCounter();
    return new Placed(parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines, text);
  }

  /** Why it cannot be understood at all; undefined if it can. */
  get problem(): { readonly message: string; readonly place: Place } | undefined {
    const error = this.#document.errors[0] ?? this.#document.warnings[0];
    return error === undefined ? undefined : { message: `${error.message}.`, place: this.#placeAt(error.pos[0]) };
  }

  get value(): unknown {
    // Aliases that multiply ("billion laughs") are refused by the package itself.
    return this.#document.toJS();
  }

  /** The place of a path such as `customers[0].id`: of its last part that is there. */
  placeOf(path: string | undefined): Place {
    const { isMap, isScalar, isSeq } = require("yaml") as typeof import("yaml");
    let node: unknown = this.#document.contents;
    let offset = startOf(node);
    for (const part of path?.match(/[^.[\]]+/g) ?? []) {
      const key = isMap(node) ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === part)?.key : undefined;
      const next: unknown = isMap(node) ? node.get(part, true) : isSeq(node) ? node.items[Number(part)] : undefined;
      if (key === undefined && next === undefined) continue;
      offset = startOf(key ?? next);
      node = next;
    }
    return this.#placeAt(offset);
  }

  /** The place of a line and column of a text that stands in the file: of one text, or of a list of them, each a line. */
  placeInText(path: readonly string[], { line, column }: Place): Place {
    const { isSeq } = require("yaml") as typeof import("yaml");
    const node = this.#document.getIn(path, true);
    return isSeq(node)
      ? this.#inScalar(node.items[line - 1] as Scalar, { line: 1, column })
      : this.#inScalar(node as Scalar, { line, column });
  }

  #inScalar(scalar: Scalar, { line, column }: Place): Place {
    const start = this.#placeAt(startOf(scalar));
    if (scalar.type === "BLOCK_LITERAL") {
      const first = this.#text.split("\n")[start.line] ?? "";
      return { line: start.line + line, column: column + (/^ */.exec(first)?.[0].length ?? 0) };
    }
    if (line > 1 || scalar.type === "BLOCK_FOLDED") return start;
    return { line: start.line, column: start.column + column - (scalar.type === "PLAIN" ? 1 : 0) };
  }

  #placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
