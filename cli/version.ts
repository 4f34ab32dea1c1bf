/** Whether a version (`3.216.0`, anything after the third number aside) is the given one or newer. */
export function atLeast(version: string, wanted: string): boolean {
  const numbers = (text: string): number[] => text.split(/[.+-]/, 3).map(Number);
  const [have, need] = [numbers(version), numbers(wanted)];
  for (const [index, least] of need.entries()) {
    const actual = have[index] ?? 0;
    if (actual !== least) return actual > least;
  }
  return true;
}
