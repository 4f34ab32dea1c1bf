import { type Result, verdict } from "./check";

const marks = { ok: "✓", note: "·", warning: "!", problem: "✗" } as const;

/** One line of the report. */
export function line({ check, status, message, remedy }: Result): string {
  return `${marks[status]} ${check.padEnd(15)} ${[message, remedy].filter(Boolean).join(" ")}\n`;
}

/** The whole report for pipelines: `{"ok", "exitCode", "checks": [{"check", "status", "message", "remedy"?}]}`. */
export function jsonReport(results: readonly Result[]): string {
  const exitCode = verdict(results);
  return `${JSON.stringify({ ok: exitCode === 0, exitCode, checks: results }, null, 2)}\n`;
}
