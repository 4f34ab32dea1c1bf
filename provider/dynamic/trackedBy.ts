import { PartnerCenterError } from "../errors";
import { parseId, type Tracked } from "../qualification/identity";

/** Reads the id of either resource, or says what an id looks like. */
export function trackedBy(id: unknown): Tracked {
  const tracked = typeof id === "string" ? parseId(id) : undefined;
  if (tracked) return tracked;
  throw new PartnerCenterError(`${JSON.stringify(id)} is not the id of a customer qualification.`, {
    kind: "rule",
    remedy: "Use {customerId}/{Kind}, such as 0c39d6d5-c70d-4c55-bc02-f620844f3fd1/Education.",
  });
}
