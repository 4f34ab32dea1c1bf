import { InvalidInput } from "../state/input";
import type { Held } from "./model";

/** Default reason of a denial: the documented sample (get-customer-qualification-asynchronous, 07/28/2023). */
export const deniedReason = "Not an Education Customer";
/** Reason of a withdrawal: the value for it in the list of api-change-log. */
export const withdrawnReason = "No longer an Education Customer";

/** Microsoft's decisions, as functions from an entry to the entry after it. */
export type Decision = (entry: Held, now: number) => Held | undefined;

export const approve: Decision = (entry, now) => {
  const { vettingReason: _, ...rest } = vetted(entry);
  return { ...rest, vettingStatus: "Approved", since: now };
};

export function deny(reason: string): Decision {
  return (entry, now) => ({ ...vetted(entry), vettingStatus: "Denied", vettingReason: reason, since: now });
}

export function withdraw(reason: string): Decision {
  return (entry, now) => {
    if (entry.vettingStatus !== "Approved") {
      throw new InvalidInput(`Only an approval can be withdrawn; ${entry.qualification} is ${entry.vettingStatus ?? "not vetted"}.`);
    }
    return deny(reason)(entry, now);
  };
}

export const vanish: Decision = () => undefined;

/** What time does by itself. */
export interface TimedVetting {
  readonly autoApproveAfterMs: number | null;
  readonly vanishAfterDenialMs: number | null;
}

/** The entries at `now`: those whose time has come are approved or gone. The same array if nothing changed. */
export function settle(entries: readonly Held[], now: number, timed: TimedVetting): readonly Held[] {
  const settled = entries.map((entry) => settleOne(entry, now, timed)).filter((entry) => entry !== undefined);
  return settled.length === entries.length && settled.every((entry, index) => entry === entries[index]) ? entries : settled;
}

function settleOne(entry: Held, now: number, timed: TimedVetting): Held | undefined {
  const age = now - entry.since;
  const { autoApproveAfterMs, vanishAfterDenialMs } = timed;
  if (entry.vettingStatus === "InReview" && autoApproveAfterMs !== null && age >= autoApproveAfterMs) return approve(entry, now);
  if (entry.vettingStatus === "Denied" && vanishAfterDenialMs !== null && age >= vanishAfterDenialMs) return undefined;
  return entry;
}

function vetted(entry: Held): Held {
  if (entry.vettingStatus === undefined) throw new InvalidInput(`${entry.qualification} is not vetted, so nothing is to decide.`);
  return entry;
}
