import stringWidth from "string-width";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns that a text takes on a terminal: Chinese, Japanese and Korean characters and emoji take two, combining marks none. */
export function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}

/** The text with blanks up to a width. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** The text cut to a width, with an ellipsis where something is missing. */
export function clip(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${beginning(text, width - 1)}…`;
}

/** The text in lines of a width of two or more, broken at blanks, and within words that are longer. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
    while (widthOf(line) > width) {
      const first = beginning(line, width);
      if (first === "") break;
      lines.push(first);
      line = line.slice(first.length);
    }
  }
  return [...lines, line];
}

/** As many whole characters as fit into a width. */
function beginning(text: string, width: number): string {
  let [kept, used] = ["", 0];
  for (const { segment } of segmenter.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    kept += segment;
  }
  return kept;
}
