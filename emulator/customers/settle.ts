import type { DecisionStep } from "../scenario/steps";
import type { World } from "../world";
import type { Held } from "./model";
import type { CustomerRecord } from "./store";
import { approve, type Decision, deniedReason, deny, vanish, withdrawnReason } from "./vetting";

/** What each decision that comes by itself is about. */
const from: Readonly<Record<DecisionStep["do"], string>> = {
  approve: "InReview",
  deny: "InReview",
  withdraw: "Approved",
  vanish: "Denied",
};

/** Lets time do what it does by itself before anybody looks: each decision at its own instant, however late it is noticed. */
export function settleCustomer(world: World, customer: CustomerRecord): void {
  const now = world.clock.now();
  for (;;) {
    const due = nextDue(world, customer);
    if (due === undefined || due.at > now) return;
    const { entry, step, at } = due;
    const decided = customer.held.map((each) => (each === entry ? decisionOf(step)(each, at) : each));
    world.store.update(customer, { held: decided.filter((each) => each !== undefined) }, at);
    world.scenario.use(step, customer);
  }
}

interface Due {
  readonly entry: Held;
  readonly step: DecisionStep;
  readonly at: number;
}

/** The earliest of what is to come. For each entry the first step that fits decides, so that "deny once" can stand before "approve". */
function nextDue(world: World, customer: CustomerRecord): Due | undefined {
  if (customer.held.every(({ vettingStatus }) => vettingStatus === undefined)) return undefined;
  const steps = [...world.scenario.decisionsFor(customer), ...assumed(world)];
  let next: Due | undefined;
  for (const entry of customer.held) {
    const step = steps.find((each) => fits(each, entry));
    if (step === undefined) continue;
    // Not before the scenario began, nor before what has happened since.
    const at = Math.max(entry.since + (step.afterMs ?? 0), world.scenario.began, customer.past.at(-1)?.until ?? 0);
    if (next === undefined || at < next.at) next = { entry, step, at };
  }
  return next;
}

function fits({ do: decision, qualification }: DecisionStep, entry: Held): boolean {
  return entry.vettingStatus === from[decision] && (qualification === undefined || qualification === entry.qualification);
}

function decisionOf({ do: decision, reason }: DecisionStep): Decision {
  switch (decision) {
    case "approve":
      return approve;
    case "deny":
      return deny(reason ?? deniedReason);
    case "withdraw":
      return deny(reason ?? withdrawnReason);
    case "vanish":
      return vanish;
  }
}

/** What the assumptions say comes after what the scenario says. */
function assumed({ assumptions: { vanishAfterDenialMs } }: World): readonly DecisionStep[] {
  return vanishAfterDenialMs === null ? [] : [{ do: "vanish", afterMs: vanishAfterDenialMs }];
}
