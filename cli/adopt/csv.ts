/** A line of a file; where a quoted cell holds line ends, it is several. */
export interface Line {
  /** Without quotes and blanks around them. */
  readonly cells: readonly string[];
  /** Where it begins, from 1. */
  readonly line: number;
  /** Why it cannot be read: a phrase. What stands behind a wrong quote may be in the wrong cell. */
  readonly problem?: string;
}

export type Separator = "," | ";" | "\t";

/**
 * Separated values (RFC 4180), without empty lines and comments (`#`). examples/many-customers has a reader of its own, since each example stands
 * alone; a test holds the two together.
 */
export function readLines(text: string, separator: Separator): readonly Line[] {
  const cell = new RegExp(
    ` *(?:"([^"]*(?:""[^"]*)*)("?)([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`,
    "y",
  );
  const comment = /[ \t]*#[^\r\n]*(\r?\n|\r|$)/y;
  const source = text.replace(/^\uFEFF/, "");
  const lines: Line[] = [];
  for (let line = 1, next = 1; cell.lastIndex < source.length; line = next) {
    comment.lastIndex = cell.lastIndex;
    if (comment.test(source)) {
      cell.lastIndex = comment.lastIndex;
      next += 1;
      continue;
    }
    const cells: string[] = [];
    let problem: string | undefined;
    for (let end: string = separator; end === separator; ) {
      const [all = "", quoted, closed, rest = "", bare = "", found = ""] = cell.exec(source) ?? [];
      if (quoted !== undefined && closed === "") problem ??= "a quote is never closed";
      else if (rest.trim() !== "") problem ??= "there is text behind a closing quote";
      cells.push((quoted?.replaceAll('""', '"') ?? bare).trim());
      next += all.match(/\r?\n|\r/g)?.length ?? 0;
      end = found;
    }
    if (cells.some((each) => each !== "")) lines.push({ cells, line, ...(problem === undefined ? {} : { problem }) });
  }
  return lines;
}
