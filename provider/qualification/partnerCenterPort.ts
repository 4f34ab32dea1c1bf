import type { ContractName } from "../apiContract";
import type { Customer, Evidence, Kind, QualificationEntry, ValidationCode } from "./model";

/** What the life cycle has to know of the wire contract in use. */
export interface ContractTraits {
  readonly name: ContractName;
  /** The kinds that this contract can ask for. */
  readonly settable: readonly Kind[];
  /** Whether Education needs an `educationSegment`. */
  readonly requiresSegment: boolean;
  /** Whether answers carry a vetting status at all. */
  readonly reportsVetting: boolean;
}

/** One request for a qualification. */
export interface Submission extends Evidence {
  /** Tenant id of the customer, a GUID in lower case. */
  readonly customerId: string;
  readonly kind: Kind;
  /** `MS-RequestId`: the same for every sending of the same intent. */
  readonly requestId: string;
}

export interface SubmitOptions {
  /**
   * What Partner Center listed of this kind before; undefined where it listed nothing. Where the outcome of a sending is unknown (a time-out, a
   * dropped connection, a 5xx), the customer is read again, and the request is sent again only where this has not changed.
   */
  readonly before: QualificationEntry | undefined;
  readonly signal?: AbortSignal;
}

/** The service has accepted a submission. From here on nothing may throw. */
export interface Accepted {
  /** The answer; absent where the service accepted, but its answer could not be understood. */
  readonly entry?: QualificationEntry;
  readonly requestId: string;
  readonly correlationId: string;
}

/**
 * Partner Center as the life cycle sees it. Each method rejects with a `PartnerCenterError`, retries what may be retried,
 * and is bounded in time.
 */
export interface PartnerCenter {
  readonly contract: ContractTraits;
  /** From now on this value is scrubbed from whatever the service is quoted with. */
  protect(secret: string): void;
  /** The qualifications of one customer, empty where it has none. `None` is never among them. */
  qualifications(customerId: string, signal?: AbortSignal): Promise<readonly QualificationEntry[]>;
  submit(submission: Submission, options: SubmitOptions): Promise<Accepted>;
  /** The partner's validation codes for Government Community Cloud. */
  validationCodes(signal?: AbortSignal): Promise<readonly ValidationCode[]>;
  customer(customerId: string, signal?: AbortSignal): Promise<Customer>;
  /** The customers whose first domain begins so, page by page. Optional: the life cycle asks for none. */
  customersByDomain?(beginning: string, signal?: AbortSignal): AsyncIterable<readonly Customer[]>;
}
