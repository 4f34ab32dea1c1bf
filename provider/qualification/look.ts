import type { Diagnostics } from "../diagnostics";
import { concernsOneCustomer, PartnerCenterError } from "../errors";
import type { Tracked } from "./identity";
import { subject } from "./messages";
import type { QualificationEntry } from "./model";
import type { PartnerCenter } from "./partnerCenterPort";

export interface LookContext {
  readonly partnerCenter: PartnerCenter;
  readonly diagnostics: Diagnostics;
  /** What to do with a customer that cannot be read: keep what is known and warn, or fail. */
  readonly unreadable: "warn" | "fail";
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a refresh finds of something that the state knows already: what is live, or that Partner Center does not know the customer, or
 * that it could not be read and what is known stays, which has then been told.
 *
 * @param stays What stays in the state, for the warning.
 */
export async function look(
  tracked: Tracked,
  stays: string,
  { partnerCenter, diagnostics, unreadable, signal }: LookContext,
): Promise<readonly QualificationEntry[] | "customer unknown" | "unreadable"> {
  try {
    return await partnerCenter.qualifications(tracked.customerId, signal);
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    if (error.kind === "customerUnknown") return "customer unknown";
    if (!concernsOneCustomer(error) || unreadable === "fail") throw error;
    diagnostics.report("warning", `${subject(tracked)} could not be read; ${stays} stays in the state. ${error.message}`);
    return "unreadable";
  }
}
