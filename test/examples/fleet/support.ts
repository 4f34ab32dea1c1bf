import type { Concern } from "../../../examples/fleet/concern";
import type { Ending, Outcome } from "../../../examples/fleet/outcome";
import type { Shard } from "../../../examples/fleet/plan";
import { stackName } from "../../../examples/fleet/sharding";
import { emptyTally, type Tally } from "../../../examples/fleet/tally";
import type { CustomerRow } from "../../../examples/many-customers/readCustomers";

export function customer(n: number): CustomerRow {
  return { name: `c${n}`, customerId: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, qualification: "StateOwnedEntity" };
}

export function shard(number: number, customers = 2, shards = 4): Shard {
  return { number, stack: stackName(number, shards), customers: Array.from({ length: customers }, (_, n) => customer(100 * number + n)) };
}

export function outcome(
  number: number,
  ending: Ending,
  tally: Partial<Tally> = {},
  errors: readonly string[] = [],
  concerns: readonly Concern[] = [],
): Outcome {
  return { shard: shard(number), ending, tally: { ...emptyTally(2), ...tally }, milliseconds: 1500, concerns, errors };
}
