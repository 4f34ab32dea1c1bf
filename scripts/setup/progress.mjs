import { styleText } from "node:util";

const QUIET_FOR = 15_000;

/**
 * Runs one piece of work and tells what runs and for how long: on a terminal in one line that is updated, otherwise in a
 * line every 15 seconds. `work` gets a function to say what it is doing, and returns what was done; undefined means that
 * nothing had to be done, and nothing is shown then.
 */
export async function withProgress(title, work, out = process.stderr) {
  const paint = (style, text) => (out.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text);
  const began = Date.now();
  const elapsed = () => duration(Date.now() - began);
  const label = title.padEnd(14);
  let doing = "";

  const line = out.isTTY ? liveLine(out) : undefined;
  const show = line
    ? () => Date.now() - began > 300 && line.update(`  ${label}${doing} ${elapsed()}`)
    : () => out.write(`  ${label}${doing} … ${elapsed()}\n`);
  const ticking = setInterval(show, line ? 200 : QUIET_FOR);

  try {
    const done = await work((text) => {
      doing = text;
    });
    line?.clear();
    if (done !== undefined) out.write(`  ${label}${done} ${paint("dim", elapsed())}\n`);
  } catch (error) {
    line?.clear();
    out.write(`  ${label}${paint("red", "failed")} ${paint("dim", elapsed())}\n`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

function liveLine(out) {
  return {
    update: (text) => out.write(`\r\u001b[K${text.slice(0, (out.columns || 80) - 1)}`),
    clear: () => out.write("\r\u001b[K"),
  };
}

/** `0.4s`, `12.3s`, `3m 05s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  return `${Math.floor(seconds / 60)}m ${String(Math.floor(seconds % 60)).padStart(2, "0")}s`;
}
