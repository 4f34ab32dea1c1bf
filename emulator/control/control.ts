import type { Assumptions } from "../assumptions/assumptions";
import type {
  Customer,
  NewCustomer,
  NewValidationCode,
  Qualification,
  QualificationName,
  Submission,
  ValidationCode,
} from "../customers/model";
import type { Claims } from "../entra/jwt";
import type { Partner } from "../entra/partners";
import type { ActiveFault, Fault } from "../http/faults";
import type { ReceivedRequest, RequestFilter, TokenRequest } from "../http/requestLog";
import type { Scenario } from "../scenario/steps";
import type { ClockState } from "../time/clock";

/** Some of the customers that fit a search. */
export interface FoundCustomers {
  readonly customers: readonly Customer[];
  /** How many fit. */
  readonly found: number;
  /** How many there are. */
  readonly total: number;
}

/**
 * What a test or a person does to the emulator from behind: Microsoft's decisions, seed data, faults, and what was received.
 *
 * Every method acts at once. A customer or code that does not exist, and a value that cannot be used, throw `InvalidInput`.
 * The same over HTTP: `/_emulator/…` (`GET /_emulator/` lists the routes).
 */
export interface Control {
  /** Adds a customer, or replaces the one with this id. */
  addCustomer(customer?: NewCustomer): Customer;
  /** Removes a customer; false if there is none. */
  removeCustomer(customerId: string): boolean;
  /** A customer; undefined if there is none. */
  customer(customerId: string): Customer | undefined;
  /** All customers, in the order they were added. */
  customers(): readonly Customer[];
  /** The first `limit` whose id, domain or name has `search` in it, without regard to case; and how many there are. Looks at no others. */
  findCustomers(search: string, limit: number): FoundCustomers;

  /** What the customer has now, whatever a lagging read still shows. */
  qualifications(customerId: string): readonly Qualification[];
  /** Sets the whole list, past all rules. */
  setQualifications(customerId: string, qualifications: readonly Qualification[]): Customer;
  /** Microsoft approves: any status becomes "Approved", the reason goes. Throws for an entry that is absent or not vetted. */
  approve(customerId: string, kind: QualificationName): Customer;
  /** Microsoft denies. Default reason: "Not an Education Customer". Throws as `approve` does. */
  deny(customerId: string, kind: QualificationName, reason?: string): Customer;
  /** Microsoft takes an approval back: "Denied". Default reason: "No longer an Education Customer". Throws if it is not approved. */
  withdraw(customerId: string, kind: QualificationName, reason?: string): Customer;
  /** The entry leaves the list, as a denied one does. Throws if it is not there. */
  vanish(customerId: string, kind: QualificationName): Customer;
  /** Sets how many vetting requests were made: what the cap counts. */
  setRequestCount(customerId: string, count: number): Customer;
  /** Sets what the partner is to the customer; with "none" its calls are refused (403/20002). */
  setRelationship(customerId: string, relationship: Customer["relationship"]): Customer;

  /** Adds a validation code, or replaces the partner's one with this `validationId`. */
  addValidationCode(code: NewValidationCode): ValidationCode;
  validationCodes(): readonly ValidationCode[];

  /** What was received, oldest first; the newest 10,000 by default. Raw: with tokens and codes. */
  requests(filter?: RequestFilter): readonly ReceivedRequest[];
  /** Forgets the received requests and token requests; not the submissions. */
  clearRequests(): void;
  /** The qualification requests that were accepted, oldest first. */
  submissions(): readonly Submission[];

  /** Switches a fault on; its id switches it off. Throws for one that cannot be used. */
  fault(fault: Fault): number;
  faults(): readonly ActiveFault[];
  /** Switches one fault off; false if it is used up or was never there. */
  removeFault(id: number): boolean;
  clearFaults(): void;

  assumptions(): Assumptions;
  /** Changes the given ones from now on. Throws, changing none, if a name or a value is unknown. */
  setAssumptions(patch: Partial<Assumptions>): Assumptions;

  /** Adds a partner tenant; what is not given is made up. Default refresh token: the well-known one and the tenant id. */
  addPartner(partner?: Partial<Partner>): Partner;
  /** Lays claims over those of every token issued from now on, instead of those laid before; null takes a claim away, `{}` ends it. For a user without MFA: `{ amr: ["pwd"] }`. */
  setTokenClaims(claims: Claims): void;
  /** How many seconds new access tokens live. Default 3599. 0 or less: they are expired when they are issued. */
  setTokenLifetime(seconds: number): void;
  /** Every refresh token of every partner is refused from now on (AADSTS50173), as after an administrator's revocation. */
  revokeRefreshToken(): void;
  /** A fresh refresh token, as a new sign-in with MFA gives. Default partner: the well-known one. */
  issueRefreshToken(tenantId?: string): string;
  /** The requests to the token endpoint, oldest first, without secrets. */
  tokenRequests(): readonly TokenRequest[];

  /** The emulator's time: that of its clock (the system's by default), as it was stepped and sped up. */
  clock(): ClockState;
  /** Steps the clock: milliseconds, or a text such as "2d". Vetting, tokens, lagging reads, replay and throttling go by it. */
  advanceClock(by: number | string): ClockState;
  /** How many seconds pass in one: 60 makes a minute of each second, 0 stops the clock until it is stepped. */
  setClockSpeed(speed: number): ClockState;

  /**
   * Begins a scenario, instead of the one before: a text in the scenario language (`parseScenario`), or its steps.
   * Throws `ScenarioError` with line and column, and `InvalidInput` for a customer's domain that is unknown.
   */
  play(scenario: string | Scenario): Scenario;
  /** The scenario that is played; empty if none is. */
  scenario(): Scenario;
  /** Ends the scenario and switches its faults off. What it has decided stays. */
  stopScenario(): void;

  /** Back to the state after the start: no customers, codes, requests or faults; assumptions, clock, scenario and tokens as at the start. The seed is not applied again. */
  reset(): void;
}
