/**
 * Somebody else's text as one line that cannot act on a terminal or pass for lines of ours: control and format characters (escape
 * sequences, line ends, changes of writing direction, what is invisible) and half characters become blanks, and what is longer than `longest`
 * characters ends in `…`.
 */
export function oneLine(text: string, longest: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…` : line;
}
