import { applyAssumptions, defaultAssumptions } from "../assumptions/apply";
import type { Assumptions } from "../assumptions/assumptions";
import { readBody } from "../bodies/read";
import type { NewCustomer, NewValidationCode } from "../customers/model";
import { parseScenario } from "../scenario/parse";
import type { Scenario } from "../scenario/steps";
import { readSpeed } from "../time/clock";

/** What an emulator begins with, when its state file says nothing yet. */
export interface Seed {
  readonly customers?: readonly NewCustomer[];
  readonly validationCodes?: readonly NewValidationCode[];
  /** Under those that `startEmulator` is given itself. */
  readonly assumptions?: Partial<Assumptions>;
  /** Unless `startEmulator` is given one itself. */
  readonly scenario?: string | Scenario;
  /** Unless `startEmulator` is given one itself. */
  readonly clockSpeed?: number;
}

/** @throws InvalidInput */
export function readSeed(value: unknown): Seed {
  const { assumptions, scenario, clock, ...rest } = readBody("Seed", value, "A seed");
  if (assumptions !== undefined) applyAssumptions(defaultAssumptions, assumptions);
  return {
    ...rest,
    ...(assumptions === undefined ? {} : { assumptions }),
    ...(scenario === undefined ? {} : { scenario: parseScenario(typeof scenario === "string" ? scenario : scenario.join("\n")) }),
    ...(clock === undefined ? {} : { clockSpeed: readSpeed(clock, "clock") }),
  };
}
