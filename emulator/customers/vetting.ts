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

function vetted(entry: Held): Held {
  if (entry.vettingStatus === undefined) throw new InvalidInput(`${entry.qualification} is not vetted, so nothing is to decide.`);
  return entry;
}
