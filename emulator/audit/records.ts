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

const most = 100_000;

/** The audit records of one emulator, oldest first. */
export class AuditLog {
  #records: AuditRecord[] = [];

  add(record: AuditRecord): void {
    this.#records.push(record);
    if (this.#records.length > 2 * most) this.#records = this.#records.slice(-most);
  }

  all(): readonly AuditRecord[] {
    return this.#records;
  }

  restore(records: readonly AuditRecord[]): void {
    this.#records = [...records];
  }
}
