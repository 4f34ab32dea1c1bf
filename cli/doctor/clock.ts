import type { Finding } from "./check";

/** Milliseconds that a clock may be off: Entra and Partner Center allow five minutes for tokens (judgement: the usual allowance). */
const allowed = 5 * 60_000;

/**
 * Compares this machine's clock with the service's `Date` header, which is whole seconds and half a request old.
 *
 * @param date The header; undefined where there was none.
 */
export function checkClock(date: string | undefined, now: number): Finding {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return { status: "note", message: "The service does not say what time it is." };
  const off = Math.round((now - theirs) / 1000);
  const size = Math.abs(off) < 120 ? `${Math.abs(off)} s` : `${Math.round(Math.abs(off) / 60)} min`;
  if (Math.abs(off) * 1000 <= allowed) return { status: "ok", message: `The clock agrees with the service's (${size} apart).` };
  return {
    status: "warning",
    message: `This machine's clock is ${size} ${off > 0 ? "ahead of" : "behind"} the service's: tokens look ${off > 0 ? "expired before they are" : "valid after they have expired"}.`,
    remedy: "Set the clock (NTP).",
  };
}
