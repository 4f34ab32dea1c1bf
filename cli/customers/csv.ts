import type { Place, Problem } from "./decode";

/** A value, and where it stands in the file. */
export interface Cell {
  /** Without quotes and blanks around them. */
  readonly text: string;
  readonly at: Place;
}

export interface Table {
  /** Lines that are not empty and no comments (`#`, so also the `#TYPE` of PowerShell). Empty where there are problems. */
  readonly rows: readonly (readonly Cell[])[];
  readonly problems: readonly Problem[];
}

const separators = [",", ";", "\t"] as const;

/** Words in place of those of csv-parse, which name its options. */
const problemsOfQuotes: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is never closed",
  CSV_INVALID_CLOSING_QUOTE: "there is text behind a closing quote",
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: "there is text behind a closing quote",
  INVALID_OPENING_QUOTE: "there is a quote inside of a value: put the value into quotes, and write the quote twice",
};

/**
 * Separated values (RFC 4180). The separator is what `sep=` in the first line says, as Excel reads and writes it; else the comma, the semicolon or the tab:
 * the first one by which a cell comes out that is looked for.
 *
 * @param looksRight Whether a cell shows that the separator is the right one.
 */
export function readTable(text: string, looksRight: (cell: string) => boolean): Table {
  const [, named] = /^"?sep=([^\r\n])"?[ \t]*(?=[\r\n]|$)/i.exec(text) ?? [];
  if (named !== undefined) return parseTable(`#${text.slice(1)}`, named);
  const tables = separators.map((separator) => parseTable(text, separator));
  const right = tables.find(({ rows }) => rows.some((cells) => cells.some((cell) => looksRight(cell.text))));
  return right ?? tables.reduce((best, each) => (widest(each) > widest(best) ? each : best));
}

function widest({ rows }: Table): number {
  return rows.reduce((most, cells) => Math.max(most, cells.length), 0);
}

function parseTable(text: string, separator: string): Table {
  const { CsvError, parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
  const bytes = Buffer.from(text);
  const placeAt = placesIn(bytes);
  // A byte for each character, so that what is found in it is where it is in the file.
  const skipped = blanks(bytes.toString("latin1"), separator);
  const starts: number[][] = [];
  let end = 0;
  const startOf = (column: number): number => skipped(column === 0 ? end : end + 1, column === 0);
  try {
    const rows = parse(bytes, {
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      comment: "#",
      comment_no_infix: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      cast: (value, { column, bytes: ended }) => {
        if (column === 0) starts.push([]);
        starts.at(-1)?.push(startOf(Number(column)));
        end = ended;
        return value;
      },
    }) as string[][];
    const cells = rows.map((row, which) =>
      row.map((value, index): Cell => ({ text: value.trim(), at: placeAt(starts[which]?.[index] ?? 0) })),
    );
    return { rows: cells.filter((row) => row.some((cell) => cell.text !== "")), problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = problemsOfQuotes[error.code] ?? error.message;
    return { rows: [], problems: [{ ...placeAt(startOf(Number(error["column"]))), message }] };
  }
}

/** Goes over what the parser leaves out before a cell: blanks and, before the first one of a line, empty lines and comments. */
function blanks(text: string, separator: string): (from: number, first: boolean) => number {
  const blank = separator === "\t" ? " *" : "[ \\t]*";
  const lines = new RegExp(`(?:${blank}(?:#[^\\r\\n]*)?(?:\\r\\n|\\r|\\n))*${blank}`, "y");
  const inLine = new RegExp(blank, "y");
  return (from, first) => {
    const pattern = first ? lines : inLine;
    pattern.lastIndex = from;
    pattern.exec(text);
    return pattern.lastIndex;
  };
}

/** Lines and columns of bytes. What is asked comes in order, mostly, so that each line is looked for once. */
function placesIn(bytes: Buffer): (offset: number) => Place {
  let [line, begin, next] = [1, 0, 0];
  return (offset) => {
    if (offset < begin) [line, begin, next] = [1, 0, 0];
    for (; next < offset; next++) {
      const [byte, following] = [bytes[next], bytes[next + 1]];
      if (byte === 0x0a || (byte === 0x0d && following !== 0x0a)) [line, begin] = [line + 1, next + 1];
    }
    return { line, column: bytes.toString("utf8", begin, offset).length + 1 };
  };
}
