import { concernsOneCustomer, PartnerCenterError } from "../provider/errors";

/** What came of reading one customer: `problem` is a sentence, of this customer alone. */
export type Read<T> = { readonly read: T } | { readonly problem: string };

/** Reads one customer. What is wrong for every customer (no sign-in, no connection) still rejects: asking the next would not help. */
export async function readable<T>(work: () => Promise<T>): Promise<Read<T>> {
  try {
    return { read: await work() };
  } catch (error) {
    if (!(error instanceof PartnerCenterError) || !concernsOneCustomer(error)) throw error;
    return { problem: error.problem };
  }
}
