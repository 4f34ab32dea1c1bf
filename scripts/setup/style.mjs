/** Colours for people: only on a terminal, and never where NO_COLOR is set (https://no-color.org). */
export function styleFor(stream, env = process.env) {
  const on = Boolean(stream.isTTY) && !env.NO_COLOR;
  const paint = (code) => (text) => (on ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { good: paint(32), bad: paint(31), faint: paint(2), bold: paint(1) };
}

/** `0.4s`, `12.3s`, `3m 05s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  return `${Math.floor(seconds / 60)}m ${String(Math.floor(seconds % 60)).padStart(2, "0")}s`;
}
