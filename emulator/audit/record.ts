import type { Call } from "../api/call";
import type { CustomerRecord } from "../customers/store";
import type { AuditedOperation, AuditRecord } from "./records";

/** Records what a call has done. */
export function record(
  { world, caller, correlationId }: Call,
  customer: CustomerRecord,
  operation: AuditedOperation,
  values: { readonly before?: unknown; readonly after?: unknown; readonly data?: Readonly<Record<string, string>> },
): void {
  const { applicationId, userPrincipalName } = caller;
  const audit: AuditRecord = {
    partnerId: caller.partnerId,
    customerId: customer.id,
    customerName: customer.companyName,
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(userPrincipalName === undefined ? {} : { userPrincipalName }),
    operation,
    at: world.clock.now(),
    correlationId,
    data: {},
    ...values,
  };
  world.audit.add(audit);
  world.changed({ audit });
}
