/** A text that somebody else wrote, in one line, without what moves a terminal's cursor or ends a line of a program (U+2028 too). */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
}
