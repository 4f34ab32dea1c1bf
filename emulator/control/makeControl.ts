import { randomUUID } from "node:crypto";
import { applyAssumptions } from "../assumptions/apply";
import type { Assumptions } from "../assumptions/assumptions";
import { newCode, newRecord, toCustomer, toHeld, toQualification } from "../customers/create";
import type { Customer } from "../customers/model";
import { settleCustomer } from "../customers/settle";
import type { CustomerRecord } from "../customers/store";
import { approve, type Decision, deniedReason, deny, vanish, withdraw, withdrawnReason } from "../customers/vetting";
import { defaultLifetimeSeconds } from "../entra/issuer";
import { parseScenario } from "../scenario/parse";
import type { Scenario } from "../scenario/steps";
import { InvalidInput, readCount } from "../state/input";
import { readDuration } from "../time/duration";
import { wellKnown } from "../wellKnown";
import type { World } from "../world";
import type { Control } from "./control";

/** What `reset` goes back to. */
export interface AtStart {
  readonly assumptions: Assumptions;
  readonly clockSpeed: number;
  readonly scenario: Scenario;
}

/** The control interface of a world. */
export function makeControl(world: World, atStart: AtStart): Control {
  const now = (): number => world.clock.now();
  const change = (id: string, fields: Parameters<typeof world.store.update>[1]): Customer => {
    const record = settled(world, id);
    world.store.update(record, fields, now());
    return toCustomer(record);
  };
  const decide = (id: string, kind: string, decision: Decision): Customer => {
    const { held } = settled(world, id);
    if (!held.some((entry) => entry.qualification === kind)) throw new InvalidInput(`Customer ${id} has no qualification ${kind}.`);
    return change(id, {
      held: held.map((entry) => (entry.qualification === kind ? decision(entry, now()) : entry)).filter((entry) => entry !== undefined),
    });
  };
  return {
    addCustomer: (customer = {}) => {
      if (world.store.isFull) throw new InvalidInput(`There are ${world.store.size} customers already; no more are taken.`);
      const record = newRecord(customer, now());
      world.store.put(record);
      return toCustomer(record);
    },
    removeCustomer: (id) => world.store.remove(id),
    customer: (id) => (world.store.customer(id) === undefined ? undefined : toCustomer(settled(world, id))),
    customers: () => [...world.store.customers()].map(({ id }) => toCustomer(settled(world, id))),
    findCustomers: (search, limit) => {
      const wanted = search.trim().toLowerCase();
      const fits = ({ id, domain, companyName }: CustomerRecord): boolean =>
        wanted === "" || [id, domain, companyName].some((text) => text.toLowerCase().includes(wanted));
      const customers: Customer[] = [];
      let found = 0;
      for (const record of world.store.customers()) {
        if (!fits(record)) continue;
        found += 1;
        if (customers.length < limit) customers.push(toCustomer(settled(world, record.id)));
      }
      return { customers, found, total: world.store.size };
    },

    qualifications: (id) => settled(world, id).held.map(toQualification),
    setQualifications: (id, qualifications) => change(id, { held: toHeld(qualifications, now()) }),
    approve: (id, kind) => decide(id, kind, approve),
    deny: (id, kind, reason = deniedReason) => decide(id, kind, deny(reason)),
    withdraw: (id, kind, reason = withdrawnReason) => decide(id, kind, withdraw(reason)),
    vanish: (id, kind) => decide(id, kind, vanish),
    setRequestCount: (id, requestCount) => change(id, { requestCount: readCount(requestCount, "count") }),
    setRelationship: (id, relationship) => change(id, { relationship }),

    addValidationCode: (code) => {
      const made = newCode(code, now());
      world.store.putCode(made);
      return made;
    },
    validationCodes: () => [...world.store.codes()],

    requests: (filter) => world.log.list(filter),
    clearRequests: () => world.log.clear(),
    submissions: () => world.submissions.all(),

    fault: (fault) => world.faults.add(fault),
    faults: () => world.faults.list(),
    removeFault: (id) => world.faults.remove(id),
    clearFaults: () => world.faults.clear(),

    assumptions: () => world.assumptions,
    setAssumptions: (patch) => {
      world.assumptions = applyAssumptions(world.assumptions, { ...patch });
      return world.assumptions;
    },

    ...tokenControl(world),
    ...clockControl(world),

    play: (scenario) => world.scenario.play(typeof scenario === "string" ? parseScenario(scenario) : scenario),
    scenario: () => world.scenario.steps,
    stopScenario: () => world.scenario.stop(),

    reset: () => {
      world.store.clear();
      world.log.clear();
      world.faults.clear();
      world.replay.clear();
      world.throttle.clear();
      world.submissions.replace([]);
      world.audit.clear();
      world.assumptions = atStart.assumptions;
      world.clock.reset(atStart.clockSpeed);
      world.scenario.begin(atStart.scenario);
      Object.assign(world.issuer, { claims: {}, lifetimeSeconds: defaultLifetimeSeconds, generation: 0 });
      world.changed(undefined);
    },
  };
}

function clockControl({ clock }: World): Pick<Control, "clock" | "advanceClock" | "setClockSpeed"> {
  return {
    clock: () => clock.state(),
    advanceClock: (by) => {
      clock.advance(readDuration(by, "The time to advance by"));
      return clock.state();
    },
    setClockSpeed: (speed) => {
      clock.setSpeed(speed);
      return clock.state();
    },
  };
}

type TokenControl = Pick<
  Control,
  "addPartner" | "setTokenClaims" | "setTokenLifetime" | "revokeRefreshToken" | "issueRefreshToken" | "tokenRequests"
>;

function tokenControl(world: World): TokenControl {
  const { issuer, partners } = world;
  return {
    addPartner: (given = {}) => {
      const tenantId = (given.tenantId ?? randomUUID()).toLowerCase();
      const partner = {
        tenantId,
        clientId: (given.clientId ?? randomUUID()).toLowerCase(),
        clientSecret: given.clientSecret ?? wellKnown.clientSecret,
        refreshToken: given.refreshToken ?? `${wellKnown.refreshToken}-${tenantId}`,
      };
      partners.add(partner);
      world.changed({ partner });
      return partner;
    },
    setTokenClaims: (claims) => {
      issuer.claims = { ...claims };
    },
    setTokenLifetime: (seconds) => {
      if (!Number.isInteger(seconds)) throw new InvalidInput("A token's lifetime must be a whole number of seconds.");
      issuer.lifetimeSeconds = seconds;
    },
    revokeRefreshToken: () => {
      issuer.generation += 1;
      world.changed({ generation: issuer.generation });
    },
    issueRefreshToken: (tenantId = wellKnown.tenantId) => {
      const partner = partners.get(tenantId);
      if (partner === undefined) throw new InvalidInput(`There is no partner ${tenantId}.`);
      return issuer.refreshToken(partner, world.clock.now());
    },
    tokenRequests: () => world.log.tokenRequests(),
  };
}

function settled(world: World, id: string): CustomerRecord {
  const record = world.store.customer(id);
  if (record === undefined) throw new InvalidInput(`There is no customer ${id}.`);
  settleCustomer(world, record);
  return record;
}
