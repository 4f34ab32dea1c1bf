import { Command } from "commander";
import type { CustomerRow } from "../../../cli/customers/readCustomers";
import type { TypedOptions } from "../../../cli/fleet/options";
import type { Concern, Ending, Outcome } from "../../../cli/fleet/outcome";
import { emptyTally, type Tally } from "../../../cli/fleet/outcome";
import { type Shard, stackName } from "../../../cli/fleet/shards";
import { addFleetCommand } from "../../../cli/fleetCommand";

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

/** What the command line makes of `partnercenter fleet …`, without running it. */
export function parseFleet(line: string): { readonly command: string; readonly typed: TypedOptions; readonly unknown?: string } {
  const program = new Command("partnercenter");
  addFleetCommand(program);
  const [command = "", ...args] = line.trim().split(/\s+/);
  const found = program.commands[0]?.commands.find((each) => each.name() === command);
  if (!found) return { command, typed: {}, unknown: command };
  const { operands, unknown } = found.parseOptions(args);
  const [surplus = operands[0]] = unknown;
  return { command, typed: found.opts(), ...(surplus === undefined ? {} : { unknown: surplus }) };
}
