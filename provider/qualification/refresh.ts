import type { Diagnostics } from "../diagnostics";
import { concernsOneCustomer, PartnerCenterError } from "../errors";
import { readWish } from "./arguments";
import type { Tracked } from "./identity";
import { keptThoughUnknown, messageOf, otherService, subject } from "./messages";
import type { QualificationEntry } from "./model";
import { observe } from "./observe";
import type { PartnerCenter } from "./partnerCenterPort";
import { reportDenial, withService } from "./reconcile";
import type { QualificationState } from "./state";
import { isDenied, notListed } from "./vetting";

export interface ReadContext {
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
export async function readOrKeep(
  tracked: Tracked,
  stays: string,
  { partnerCenter, diagnostics, unreadable, signal }: ReadContext,
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

export interface RefreshContext extends ReadContext {
  /** The service, where it is not Microsoft's own. */
  readonly service?: string | undefined;
}

/**
 * What the state says after asking Partner Center. `known` is absent on a `get` and an import. Undefined means that the
 * customer is gone.
 */
export async function refresh(
  tracked: Tracked,
  known: QualificationState | undefined,
  context: RefreshContext,
): Promise<QualificationState | undefined> {
  const { partnerCenter, diagnostics, signal, service } = context;
  const live = known
    ? await readOrKeep(tracked, "what is known of it", context)
    : await partnerCenter.qualifications(tracked.customerId, signal);
  if (live === "unreadable") return known && reportDenial(tracked, known, diagnostics);
  if (live === "customer unknown") {
    const status = known?.observed.vettingStatus;
    // One answer must not make Pulumi forget what it alone knows: the next run would ask Microsoft once more.
    if (known && (status === notListed || isDenied(known.observed))) {
      diagnostics.report("warning", keptThoughUnknown(tracked, status ?? ""));
      return known;
    }
    diagnostics.report("warning", messageOf(tracked, "Partner Center does not know this customer any more."));
    return undefined;
  }
  const elsewhere = known?.memory.service !== undefined && known.memory.service !== service;
  if (elsewhere) diagnostics.report("warning", otherService(tracked, known.memory.service, service));
  const here = elsewhere ? undefined : known;
  const observed = observe(tracked.qualification, live, here, partnerCenter.contract);
  const wish = known?.wish ?? readWish({ customerId: tracked.customerId, qualification: tracked.qualification });
  return reportDenial(tracked, { wish, observed, memory: withService(here?.memory ?? {}, service) }, diagnostics);
}
