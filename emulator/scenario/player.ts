import type { CustomerRecord, Store } from "../customers/store";
import type { Faults } from "../http/faults";
import { InvalidInput, isGuid } from "../state/input";
import type { EmulatorClock } from "../time/clock";
import type { DecisionStep, Scenario } from "./steps";

/** Plays one scenario at a time, in memory only: a restart begins anew. */
export class Player {
  readonly #clock: EmulatorClock;
  readonly #store: Store;
  readonly #faults: Faults;
  #steps: Scenario = [];
  #decisions: readonly DecisionStep[] = [];
  /** How often each step was used for each customer. */
  #used = new Map<DecisionStep, Map<string, number>>();
  #faultIds: readonly number[] = [];
  /** When it began: nothing is decided before that. */
  began = 0;

  constructor(clock: EmulatorClock, store: Store, faults: Faults) {
    this.#clock = clock;
    this.#store = store;
    this.#faults = faults;
  }

  get steps(): Scenario {
    return this.#steps;
  }

  /** @throws InvalidInput for a domain that no customer has, or a fault that cannot be switched on; then nothing has changed. */
  play(scenario: Scenario): Scenario {
    for (const { customer } of scenario) if (customer !== undefined) this.#checkCustomer(customer);
    return this.begin(scenario);
  }

  /** `play` without a look at the customers. */
  begin(scenario: Scenario): Scenario {
    const before = this.#faultIds;
    const ids: number[] = [];
    try {
      for (const step of scenario) {
        if (step.do !== "fault") continue;
        const { fault, customer } = step;
        ids.push(this.#faults.add(customer === undefined ? fault : { ...fault, match: { ...fault.match, customerId: customer } }));
      }
    } catch (error) {
      for (const id of ids) this.#faults.remove(id);
      throw error;
    }
    for (const id of before) this.#faults.remove(id);
    this.#faultIds = ids;
    this.#steps = [...scenario];
    // Copies, so that two steps that are one object are counted apart.
    this.#decisions = scenario.flatMap((step) => (step.do === "fault" ? [] : [{ ...step }]));
    this.#used = new Map();
    this.began = this.#clock.now();
    return this.#steps;
  }

  stop(): void {
    this.begin([]);
  }

  /** The steps that may still decide something for this customer, in order. */
  decisionsFor(customer: CustomerRecord): readonly DecisionStep[] {
    return this.#decisions.filter((step) => {
      const { times = "always", customer: wanted } = step;
      if (wanted !== undefined && ![customer.id, customer.domain.toLowerCase()].includes(wanted.toLowerCase())) return false;
      return times === "always" || (this.#used.get(step)?.get(customer.id) ?? 0) < times;
    });
  }

  /** Counts a step that has decided something. */
  use(step: DecisionStep, customer: CustomerRecord): void {
    const counts = this.#used.get(step) ?? new Map<string, number>();
    counts.set(customer.id, (counts.get(customer.id) ?? 0) + 1);
    this.#used.set(step, counts);
  }

  #checkCustomer(name: string): void {
    if (isGuid(name)) return;
    const domain = name.toLowerCase();
    for (const customer of this.#store.customers()) if (customer.domain.toLowerCase() === domain) return;
    throw new InvalidInput(`The scenario is for "${name}", but no customer has this domain or id.`);
  }
}
