/** The name that was probably meant, as a phrase; empty where none is near. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const [nearest] = names
    .map((name) => ({ name, off: distance(plain(name), plain(typed)) }))
    .filter(({ off }) => off <= 2)
    .sort((a, b) => a.off - b.off);
  return nearest === undefined ? "" : `; did you mean ${nearest.name}?`;
}

/** Levenshtein distance of two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
