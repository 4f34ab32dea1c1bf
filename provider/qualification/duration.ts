const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `"45m"`, `"1h30m"` or `"1500ms"`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) total += Number(amount) * (units[unit ?? ""] ?? 0);
  return total;
}

/** The shortest usual writing of a duration: `300000` is `5m`. */
export function formatDuration(ms: number): string {
  const unit = (["h", "m", "s"] as const).find((name) => ms >= (units[name] ?? 1) && ms % (units[name] ?? 1) === 0) ?? "ms";
  return `${ms / (units[unit] ?? 1)}${unit}`;
}
