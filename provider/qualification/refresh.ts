import { readWish } from "./arguments";
import type { Tracked } from "./identity";
import { type LookContext, look } from "./look";
import { keptThoughUnknown, messageOf, otherService } from "./messages";
import { observe } from "./observe";
import { tellStanding, withService } from "./reconcile";
import type { QualificationState } from "./state";
import { isDenied, notListed } from "./vetting";

export interface RefreshContext extends LookContext {
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
  const live = known ? await look(tracked, "what is known of it", context) : await partnerCenter.qualifications(tracked.customerId, signal);
  if (live === "unreadable") return known && tellStanding(tracked, known, diagnostics);
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
  return tellStanding(tracked, { wish, observed, memory: withService(here?.memory ?? {}, service) }, diagnostics);
}
