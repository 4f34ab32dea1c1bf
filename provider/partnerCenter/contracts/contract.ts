import { PartnerCenterError } from "../../errors";
import { isGuid } from "../../guid";
import type { ContractTraits, Submission } from "../../qualification/partnerCenterPort";

/** A request below the API's base URL. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT";
  /** Path and query, from `/v1` on, already encoded. */
  readonly path: string;
  /** The body's exact text, where there is one. */
  readonly body?: string;
  /** Beside the ones that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One wire contract: what can be asked for, and the exact requests. Answers are read alike for all of them. */
export interface WireContract {
  readonly traits: ContractTraits;
  read(customerId: string): Call;
  submit(submission: Submission): Call;
}

/** The path of a customer. Only a checked GUID ever becomes part of a path. */
export function pathOf(customerId: string): string {
  if (!isGuid(customerId)) {
    throw new PartnerCenterError(`The customer id ${JSON.stringify(customerId.slice(0, 80))} is not a GUID.`, {
      kind: "rule",
      remedy: "Take the Microsoft ID from the customer's Account page in Partner Center.",
    });
  }
  return `/v1/customers/${customerId.toLowerCase()}`;
}
