import { bytesOf, Newest } from "../newest";

/** What the emulator records, of the operations that the page lists (auditing-resources, 6/7/2022). */
export type AuditedOperation =
  | "update_customer_qualification"
  | "add_customer"
  | "delete_customer"
  | "remove_partner_customer_relationship";

/** An operation of a partner's. Microsoft's own decisions are not among them (judgement: the page speaks of a user or an application). */
export interface AuditRecord {
  readonly partnerId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly userPrincipalName?: string;
  readonly applicationId?: string;
  readonly operation: AuditedOperation;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly correlationId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly data: Readonly<Record<string, string>>;
}

/** The audit records of one emulator, oldest first: the newest 100,000, and no more than 64 MiB of them. */
export class AuditLog {
  readonly #records = new Newest<AuditRecord>(100_000, 64 * 1024 * 1024, (record) => bytesOf(JSON.stringify(record)));

  add(record: AuditRecord): void {
    this.#records.add(record);
  }

  all(): readonly AuditRecord[] {
    return this.#records.all();
  }

  clear(): void {
    this.#records.replace([]);
  }
}
