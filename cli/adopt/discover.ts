import type { PartnerCenterClient } from "../../provider/partnerCenter/client";
import type { Customer, QualificationEntry } from "../../provider/qualification/model";
import { concurrently } from "../concurrently";
import { readable } from "../readable";

/** What was found out about one customer. */
export interface Found {
  /** With its names, where they could be had. */
  readonly customer: Customer;
  /** What Partner Center lists; empty where it lists nothing, or nothing could be read. */
  readonly entries: readonly QualificationEntry[];
  /** Why it could not be read: a sentence. */
  readonly problem?: string;
}

/** All customers of the partner. */
export async function allCustomers(
  partnerCenter: PartnerCenterClient,
  tell: (found: number) => void,
  signal?: AbortSignal,
): Promise<readonly Customer[]> {
  const all: Customer[] = [];
  for await (const page of partnerCenter.customers(signal)) {
    all.push(...page);
    tell(all.length);
  }
  return all;
}

/** Reads each customer's qualifications, and its names where it has some. One that cannot be read does not stop the others. */
export async function discover(
  customers: readonly Customer[],
  partnerCenter: PartnerCenterClient,
  tell: (done: number) => void,
  signal?: AbortSignal,
): Promise<readonly Found[]> {
  let done = 0;
  const read = async (customer: Customer, ended: AbortSignal): Promise<Found> => {
    const answer = await readable(() => partnerCenter.qualifications(customer.id, ended));
    const found: Found = "problem" in answer ? { customer, entries: [], problem: answer.problem } : { customer, entries: answer.read };
    const named = found.entries.length > 0 && customer.companyName === undefined ? await withNames(found, partnerCenter, ended) : found;
    tell(++done);
    return named;
  };
  return concurrently(customers, read, signal);
}

/** The names only make the program nicer to read: without them it is as right. */
async function withNames(found: Found, partnerCenter: PartnerCenterClient, signal: AbortSignal): Promise<Found> {
  const answer = await readable(() => partnerCenter.customer(found.customer.id, signal));
  return "problem" in answer ? found : { ...found, customer: { ...answer.read, id: found.customer.id } };
}
