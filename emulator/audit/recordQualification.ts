import type { CustomerCall } from "../api/call";
import type { Held } from "../customers/model";
import { record } from "./record";

/** Records an accepted qualification request. What the values look like is not documented (judgement: the entries, without the validation code). */
export function recordQualification(call: CustomerCall, before: readonly Held[]): void {
  const { customer } = call;
  const added = customer.held.find((entry) => !before.includes(entry));
  record(call, customer, "update_customer_qualification", {
    before: before.map(shown),
    after: customer.held.map(shown),
    data: added === undefined ? {} : { Qualification: added.qualification },
  });
}

function shown({ qualification, vettingStatus, vettingReason }: Held): Record<string, string | undefined> {
  return { Qualification: qualification, VettingStatus: vettingStatus, VettingReason: vettingReason };
}
