/** A place in a file. Lines and columns count from 1, columns in UTF-16 code units, as editors count them. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something in a file that cannot be used. */
export interface Problem extends Place {
  readonly message: string;
}

const marks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
] as const;
const names = { "utf-8": "UTF-8", "utf-16le": "UTF-16", "utf-16be": "UTF-16" } as const;
type Encoding = (typeof marks)[number]["encoding"];

const remedy = 'Save the file as UTF-8: "CSV UTF-8" in Excel, -Encoding UTF8 in PowerShell';

/**
 * The text of a file: UTF-8 with or without a mark at its beginning, or UTF-16 with one. Another encoding is a problem at the first byte that does not fit, and
 * so is what another program has made of such a byte: a name with U+FFFD in it would be another name once the file is repaired.
 */
export function decode(bytes: Uint8Array): { readonly text: string } | { readonly problem: Problem } {
  const mark = marks.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  const encoding = mark?.encoding ?? "utf-8";
  const content = bytes.subarray(mark?.bytes.length ?? 0);
  const wrong = firstWrong(content, encoding);
  if (wrong !== undefined) {
    const { before, length } = wrong;
    const what = `the byte 0x${(content[length] ?? 0).toString(16).toUpperCase().padStart(2, "0")} does not fit`;
    return { problem: { ...placeOf(before, before.length), message: `this is not ${names[encoding]}: ${what}. ${remedy}` } };
  }
  const text = new TextDecoder(encoding).decode(content);
  const zero = text.indexOf("\0");
  if (zero >= 0) {
    return {
      problem: { ...placeOf(text, zero), message: `there is a zero byte: perhaps UTF-16 without a mark at its beginning. ${remedy}` },
    };
  }
  const lost = text.indexOf("\uFFFD");
  if (lost >= 0) {
    const message = "a character is lost here (U+FFFD): the file was read in a wrong encoding before. Write it anew from its source";
    return { problem: { ...placeOf(text, lost), message } };
  }
  return { text };
}

/** Where a place of a text is. */
export function placeOf(text: string, offset: number): Place {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

/** The first byte that does not fit, and the text before it. */
function firstWrong(bytes: Uint8Array, encoding: Encoding): { readonly before: string; readonly length: number } | undefined {
  const fits = (length: number, whole = false): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream: !whole });
      return true;
    } catch {
      return false;
    }
  };
  if (fits(bytes.length, true)) return undefined;
  // The longest beginning that fits. The last character of it may be incomplete: that is the one.
  let [least, most] = [0, bytes.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  const before = new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, least), { stream: true });
  return { before, length: Buffer.byteLength(before, encoding === "utf-8" ? "utf8" : "utf16le") };
}
