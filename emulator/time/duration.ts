import { InvalidInput } from "../state/input";

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A span of time such as "500ms", "2s", "5m", "1.5h" or "3d" in milliseconds; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = ""] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]+)$/i.exec(text.trim()) ?? [];
  const size = units[unit.toLowerCase()];
  return number === undefined || size === undefined ? undefined : Math.round(Number(number) * size);
}

/** The same span as short as it can be written: "90s" for 90,000, since "1.5m" is not a whole number. */
export function formatDuration(ms: number): string {
  const unit = ["d", "h", "m", "s"].find((each) => ms !== 0 && ms % (units[each] ?? 1) === 0) ?? (ms === 0 ? "s" : "ms");
  return `${ms / (units[unit] ?? 1)}${unit}`;
}

export const durationRule = 'must be a time such as "500ms", "2s", "5m", "1h" or "3d", or a number of milliseconds.';

/** Milliseconds from a number of them, or from a text such as "2d". */
export function readDuration(value: unknown, where: string): number {
  const ms = typeof value === "string" ? parseDuration(value) : value;
  if (typeof ms !== "number" || !Number.isInteger(ms) || ms < 0) throw new InvalidInput(`${where} ${durationRule}`, where);
  return ms;
}
