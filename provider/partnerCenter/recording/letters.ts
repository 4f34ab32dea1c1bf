import { createHmac } from "node:crypto";

/** Letters in place of a text: the same ones for the same text, and nothing else is told of it. */
export type Letters = (text: string) => string;

/** A, B, … Z, AA: in the order in which the texts are met. For what one process writes whole. */
export function lettersInOrder(): Letters {
  const met = new Map<string, string>();
  return (text) => {
    const known = met.get(text);
    if (known !== undefined) return known;
    const letters = nthLetters(met.size);
    met.set(text, letters);
    return letters;
  };
}

function nthLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${nthLetters(Math.floor(index / 26) - 1)}${letter}`;
}

/** Eight letters are enough for 30,000 texts at a chance of collision of one in 500 (26^8 values). */
const length = 8;

/**
 * Eight letters by a secret key, for what several processes write: whoever has the key gives the same letters to the same text. Without the key
 * nobody can try out which id, domain or date they stand for, so the key must be random and must not be where they are.
 */
export function lettersByKey(key: Uint8Array): Letters {
  return (text) => {
    let rest = createHmac("sha256", key).update(text).digest().readBigUInt64BE();
    let letters = "";
    for (let i = 0; i < length; i++) {
      letters += String.fromCharCode(97 + Number(rest % 26n));
      rest /= 26n;
    }
    return letters;
  };
}
