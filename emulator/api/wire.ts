import type { Assumptions } from "../assumptions/assumptions";
import type { Held } from "../customers/model";

/** How entries look on the wire: everything that the assumptions on shapes, names and dates decide. */

/** The body of `GET …/qualifications`. */
export function listBody(entries: readonly Held[], assumptions: Assumptions): unknown {
  const shown = entries.map((entry) => entryBody(entry, "list", assumptions));
  if (shown.length === 0 && assumptions.emptyShape === "null") return null;
  const list = shown.length === 0 && assumptions.emptyShape === "none" ? [{ qualification: "None" }] : shown;
  return assumptions.listShape === "wrapper" ? { qualifications: list } : list;
}

/** The status and body of an accepted POST. */
export function postBody(entry: Held, assumptions: Assumptions): { status: number; body: unknown } {
  const shown = entryBody(entry, "post", assumptions);
  switch (assumptions.postAnswer) {
    case "object":
      return { status: 201, body: shown };
    case "wrapper":
      return { status: 200, body: { qualifications: [shown] } };
    case "array":
      return { status: 201, body: [shown] };
  }
}

function entryBody(entry: Held, where: "list" | "post", assumptions: Assumptions): Record<string, string> {
  const { qualification, vettingStatus, vettingReason } = entry;
  const date = shownDate(entry, where, assumptions);
  return {
    qualification,
    ...(vettingStatus === undefined ? {} : { vettingStatus }),
    ...(vettingReason === undefined ? {} : { vettingReason }),
    ...(date === undefined ? {} : { [assumptions.dateField]: date }),
  };
}

function shownDate({ date, qualification, vettingStatus }: Held, where: "list" | "post", assumptions: Assumptions): string | undefined {
  if (typeof date !== "number") return date;
  const approvedEducation = qualification === "Education" && vettingStatus === "Approved";
  if (approvedEducation && where === "list" && assumptions.approvedEducationDate === "omit") return undefined;
  const iso = new Date(date).toISOString();
  const seconds = `${iso.slice(0, 19)}Z`;
  if (assumptions.dateFormat === "seconds") return seconds;
  // The three formats of the documented samples.
  if (qualification === "GovernmentCommunityCloud") return `${iso.slice(0, -1)}0000+00:00`;
  return where === "post" ? seconds : iso;
}
