/** How long the rest takes, in milliseconds, if it goes on as it went; nothing while that would be a guess. */
export function timeLeft({
  done,
  total,
  elapsed,
}: {
  readonly done: number;
  readonly total: number;
  readonly elapsed: number;
}): number | undefined {
  if (done >= total) return 0;
  if (done === 0 || elapsed < 2_000) return undefined;
  return (elapsed / done) * (total - done);
}

/** `45 s`, `3 min 20 s`, `2 h 05 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
