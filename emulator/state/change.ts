import type { Remembered } from "../api/replay";
import type { AuditRecord } from "../audit/records";
import type { Submission, ValidationCode } from "../customers/model";
import type { CustomerRecord } from "../customers/store";
import type { Partner } from "../entra/partners";

/** A customer as the state file keeps it. */
export type StoredCustomer = Omit<CustomerRecord, "past">;

/**
 * What has changed, as the state file keeps it. Requests, faults and assumptions are of one run only. A customer is written whole, so that
 * reading a change twice does no harm.
 */
export type Change =
  | { readonly customer: StoredCustomer }
  | { readonly removed: string }
  | { readonly code: ValidationCode }
  | { readonly partner: Partner }
  | { readonly submission: Submission }
  /** So that a request sent again after a restart is still known. */
  | { readonly answer: Remembered }
  | { readonly audit: AuditRecord }
  /** How often refresh tokens were revoked. */
  | { readonly generation: number };
