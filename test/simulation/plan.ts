import { type FaultKind, faultKinds, type RequestFault } from "./faults";
import { Random } from "./random";
import type { Entry, ServiceModel } from "./service";

/** One thing that happens in a run, in this order. */
export type Action =
  | { readonly do: "up"; readonly dieAtCall?: number; readonly clockOffset?: number; readonly refresh?: false; readonly beside?: true }
  | { readonly do: "website" | "resubmit" | "loseState" | "refresh" }
  | { readonly do: "decide"; readonly status: "Approved" | "Denied"; readonly afterMs: number }
  | { readonly do: "vanish"; readonly afterMs: number }
  | { readonly do: "withdraw"; readonly afterMs: number }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "refuse"; readonly ups: number }
  | { readonly do: "refuseSignIn" };

/** A whole run as data: what a seed stands for, and what shrinking makes smaller. */
export interface Plan {
  readonly seed: number;
  readonly model: ServiceModel;
  readonly start: readonly Entry[];
  /** Whether the program also makes the customer a state-owned entity, in parallel. */
  readonly twins: boolean;
  readonly actions: readonly Action[];
  readonly faults: readonly RequestFault[];
}

/** What a service that is known to have one defence, or both, may look like. */
const models: readonly ServiceModel[] = [
  { replays: true, replaysRefusals: true, lag: 0, repeated: "accept", dates: true },
  { replays: true, replaysRefusals: false, lag: 0, repeated: "conflict", dates: false },
  { replays: false, replaysRefusals: false, lag: 0, repeated: "accept", dates: true },
  { replays: false, replaysRefusals: false, lag: 0, repeated: "conflict", dates: true },
  { replays: true, replaysRefusals: true, lag: 20_000, repeated: "accept", dates: true },
  { replays: true, replaysRefusals: false, lag: 20_000, repeated: "conflict", dates: true },
  { replays: false, replaysRefusals: false, lag: 20_000, repeated: "accept", dates: true },
];

export function planOf(seed: number, only?: (model: ServiceModel) => boolean): Plan {
  const random = new Random(seed);
  const model = random.pick(only ? models.filter(only) : models);
  const actions: Action[] = [];
  const ups = 1 + random.below(3);
  for (let i = 0; i < ups; i += 1) {
    actions.push(upOf(random));
    for (let j = random.below(3); j > 0; j -= 1) actions.push(actionOf(random));
  }
  const faults: RequestFault[] = [];
  for (let i = random.below(5); i > 0; i -= 1) {
    faults.push({ request: random.below(30), kind: random.pick<FaultKind>(faultKinds), ms: 1_000 + random.below(120_000) });
  }
  const start = random.chance(0.1) ? startOf(random) : [];
  return { seed, model, start, twins: random.chance(0.2), actions, faults };
}

function upOf(random: Random): Action {
  return {
    do: "up",
    ...(random.chance(0.2) ? { dieAtCall: 1 + random.below(40) } : {}),
    ...(random.chance(0.1) ? { clockOffset: (random.below(7) - 3) * 3_600_000 } : {}),
    ...(random.chance(0.5) ? { refresh: false as const } : {}),
    ...(random.chance(0.1) ? { beside: true as const } : {}),
  };
}

function actionOf(random: Random): Action {
  const afterMs = random.chance(0.5) ? 0 : random.below(5_000);
  switch (random.below(10)) {
    case 0:
      return { do: "website" };
    case 1:
      return { do: "resubmit" };
    case 2:
      return { do: "loseState" };
    case 3:
      return { do: "refresh" };
    case 4:
    case 5:
      return { do: "decide", status: random.chance(0.7) ? "Denied" : "Approved", afterMs };
    case 6:
      return { do: "vanish", afterMs };
    case 7:
      return { do: "withdraw", afterMs };
    case 8:
      return random.chance(0.5) ? { do: "refuse", ups: 1 } : { do: "refuseSignIn" };
    default:
      return { do: "pass", ms: random.below(3_600_000) };
  }
}

function startOf(random: Random): Entry[] {
  return random.pick<Entry[]>([
    [{ qualification: "Education", vettingStatus: "Approved" }],
    [
      {
        qualification: "Education",
        vettingStatus: "Denied",
        vettingReason: "Not an Academic Domain",
        vettingCreateDate: "2026-01-01T00:00:00Z",
      },
    ],
    [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }],
    [{ qualification: "StateOwnedEntity" }],
    [{ qualification: "Nonprofit" }],
  ]);
}
