import type { QualificationName } from "../customers/model";
import type { Fault } from "../http/faults";

/** A decision of Microsoft's that comes by itself, as often as its time comes. */
export interface DecisionStep {
  /**
   * - `approve`, `deny`: what is in review;
   * - `withdraw`: an approval;
   * - `vanish`: a denied entry leaves the list.
   */
  readonly do: "approve" | "deny" | "withdraw" | "vanish";
  /** Default: every qualification. */
  readonly qualification?: QualificationName;
  /** Of a denial or withdrawal. Default: the documented one. */
  readonly reason?: string;
  /** How long after the entry came into its state, by the emulator's clock. Default 0: at once. */
  readonly afterMs?: number;
  /** How often for each customer. Default "always". */
  readonly times?: number | "always";
  /** A customer's id or domain. Default: every customer. */
  readonly customer?: string;
}

/** A fault that is switched on when the scenario begins. */
export interface FaultStep {
  readonly do: "fault";
  readonly fault: Fault;
  /** A customer's id or domain, instead of the id in the fault. */
  readonly customer?: string;
}

export type ScenarioStep = DecisionStep | FaultStep;

/** What happens when, in the order in which it is tried. */
export type Scenario = readonly ScenarioStep[];
