import type { Change } from "../state/change";
import type { Held, Relationship, ValidationCode } from "./model";
import { qualificationNames } from "./model";

/** What a customer that was made by the API was given beside its name. */
export interface BillingProfile {
  readonly email: string;
  readonly culture: string;
  readonly language: string;
  readonly defaultAddress: Readonly<Record<string, string>>;
}

/** A customer as the emulator keeps it. */
export interface CustomerRecord {
  readonly id: string;
  readonly domain: string;
  readonly companyName: string;
  relationship: Relationship;
  readonly partnerId: string;
  billing?: BillingProfile;
  held: readonly Held[];
  requestCount: number;
  submissions: number;
  /** Former entries and until when they held; only what a lagging read may still show. */
  past: readonly { readonly until: number; readonly held: readonly Held[] }[];
}

const rememberedStates = 20;
/** Some 200 MiB: more than any partner has. */
const most = 200_000;

/** Customers and validation codes. Every change is told to `changed`, so that it can be saved. */
export class Store {
  readonly #customers = new Map<string, CustomerRecord>();
  readonly #codes = new Map<string, ValidationCode>();
  readonly #changed: (change: Change | undefined) => void;

  constructor(changed: (change: Change | undefined) => void) {
    this.#changed = changed;
  }

  get size(): number {
    return this.#customers.size;
  }

  /** Whether no more customers are taken: whoever asks for unknown ones could make them without end. */
  get isFull(): boolean {
    return this.#customers.size >= most;
  }

  customers(): IterableIterator<CustomerRecord> {
    return this.#customers.values();
  }

  customer(id: string): CustomerRecord | undefined {
    return this.#customers.get(id.toLowerCase());
  }

  put(record: CustomerRecord): void {
    this.#customers.set(record.id, record);
    this.#changed({ customer: record });
  }

  remove(id: string): boolean {
    const removed = this.#customers.delete(id.toLowerCase());
    if (removed) this.#changed({ removed: id.toLowerCase() });
    return removed;
  }

  /** Changes a customer's fields. `held` is kept in the order of the enum, as the documented lists are. */
  update(
    record: CustomerRecord,
    change: Partial<Pick<CustomerRecord, "held" | "requestCount" | "submissions" | "relationship">>,
    now: number,
  ): void {
    if (change.held !== undefined) {
      record.past = [...record.past, { until: now, held: record.held }].slice(-rememberedStates);
      record.held = inOrder(change.held);
    }
    if (change.requestCount !== undefined) record.requestCount = change.requestCount;
    if (change.submissions !== undefined) record.submissions = change.submissions;
    if (change.relationship !== undefined) record.relationship = change.relationship;
    this.#changed({ customer: record });
  }

  codes(): IterableIterator<ValidationCode> {
    return this.#codes.values();
  }

  code(partnerId: string, validationId: string): ValidationCode | undefined {
    return this.#codes.get(`${partnerId} ${validationId}`);
  }

  putCode(code: ValidationCode): void {
    this.#codes.set(`${code.partnerId} ${code.validationId}`, code);
    this.#changed({ code });
  }

  clear(): void {
    this.#customers.clear();
    this.#codes.clear();
    this.#changed(undefined);
  }
}

/** What a customer's list was at `instant`. */
export function heldAt(record: CustomerRecord, instant: number): readonly Held[] {
  return record.past.find((past) => past.until > instant)?.held ?? record.held;
}

function inOrder(held: readonly Held[]): readonly Held[] {
  const names: readonly string[] = qualificationNames;
  const place = (entry: Held): number => (names.includes(entry.qualification) ? names.indexOf(entry.qualification) : names.length);
  return held.toSorted((a, b) => place(a) - place(b));
}
