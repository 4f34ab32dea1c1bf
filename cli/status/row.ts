import type { QualificationEntry } from "../../provider/qualification/model";

/** One qualification, as the report shows it. */
export interface StatusRow {
  /** The resource's name; absent where customers were asked for, not a stack. */
  readonly name?: string;
  readonly customerId: string;
  /** What the customer's company is called; absent where it is not known. */
  readonly customerName?: string;
  /** A domain of the customer; absent where it is not known. */
  readonly customerDomain?: string;
  /** What the resource tracks, or what Partner Center lists. `None` where it lists nothing. */
  readonly qualification: string;
  /** A vetting status of the service or our `NotListed`, or one of `ownStatuses`. */
  readonly status: string;
  /** Why, in the service's words or in ours. */
  readonly note?: string;
  /** When the request was made. ISO 8601, UTC. */
  readonly requestedAt?: string;
  /** The number of the last request that this resource sent; absent where it never sent one. */
  readonly requestsUsed?: number;
}

/** What we say where the service says nothing: live without a vetting; listed nowhere; not to be known. */
export const ownStatuses = { inEffect: "InEffect", none: "None", unreadable: "Unreadable" } as const;

/** The row of what Partner Center lists for a customer. */
export function rowOfEntry(customerId: string, entry: QualificationEntry): StatusRow {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate } = entry;
  return {
    customerId,
    qualification,
    status: vettingStatus ?? ownStatuses.inEffect,
    ...(vettingReason === undefined ? {} : { note: vettingReason }),
    ...(vettingCreateDate === undefined ? {} : { requestedAt: vettingCreateDate }),
  };
}

/** The status that a state's observation comes to. */
export function statusOf(tracked: string, seen: Pick<QualificationEntry, "qualification" | "vettingStatus">): string {
  if (seen.vettingStatus !== undefined) return seen.vettingStatus;
  return seen.qualification === tracked ? ownStatuses.inEffect : ownStatuses.none;
}
