import { notListed } from "../../provider/qualification/vetting";
import { ownStatuses } from "./row";

/** Names of the service and of ours, as a person says them who does not know them. */
const known: Readonly<Record<string, string>> = {
  InReview: "In review",
  [notListed]: "No longer listed",
  [ownStatuses.inEffect]: "In effect",
  [ownStatuses.none]: "Not set",
  [ownStatuses.unreadable]: "Could not be read",
  GovernmentCommunityCloud: "Government Community Cloud",
  StateOwnedEntity: "State-owned entity",
};

/** A status or a qualification in words. One that nothing documents is taken apart: `PendingDocuments` is `Pending documents`. */
export function inWords(name: string): string {
  if (Object.hasOwn(known, name)) return known[name] ?? name;
  if (!/^[A-Z][a-z]+([A-Z][a-z]+)+$/.test(name)) return name;
  const [first = "", ...rest] = name.split(/(?=[A-Z])/);
  return [first, ...rest.map((word) => word.toLowerCase())].join(" ");
}

/** `2 Nov 2026, 08:00 UTC`: never in the zone of the machine, so that whoever it is sent to reads the same. Another text as it is. */
export function dateAndTime(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : `${date(time)}, ${new Date(time).toISOString().slice(11, 16)} UTC`;
}

/** `2 Nov 2026`, in UTC. */
export function date(time: number): string {
  const day = new Date(time);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `1 day`, `3 days`, `5,000 days`. */
export function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
