/**
 * A Partner Center to run locally: `pulumi-partnercenter/emulator`.
 *
 * An emulator's URL is both the API's endpoint and the authority that issues tokens.
 *
 * @module pulumi-partnercenter/emulator
 */
export { applyAssumptions, defaultAssumptions } from "./assumptions/apply";
export type { Assumptions } from "./assumptions/assumptions";
export { type AssumptionEntry, assumptionCatalogue } from "./assumptions/catalogue";
export { readObserved } from "./assumptions/observed";
export { type AssumptionRow, assumptionRows } from "./assumptions/table";
export type { Control, FoundCustomers } from "./control/control";
export { emulatorDocument } from "./control/routes";
export type {
  Contract,
  Customer,
  NewCustomer,
  NewValidationCode,
  Qualification,
  QualificationName,
  Relationship,
  SettableName,
  Submission,
  ValidationCode,
} from "./customers/model";
export { type LiveState, type TransitionRule, transitionRules } from "./customers/rules";
export { type Emulator, type EmulatorOptions, type Replay, startEmulator } from "./emulator";
export type { Claims } from "./entra/jwt";
export type { Partner } from "./entra/partners";
export type { ActiveFault, Fault, FaultKind, FaultMatch } from "./http/faults";
export type { ReceivedRequest, RequestFilter, TokenRequest } from "./http/requestLog";
export type { RecordedCustomer } from "./recording/recordingPlayer";
export { ScenarioError } from "./scenario/error";
export { parseScenario } from "./scenario/parse";
export type { DecisionStep, FaultStep, Scenario, ScenarioStep } from "./scenario/steps";
export { stepText } from "./scenario/text";
export { InvalidInput } from "./state/input";
export type { Seed } from "./state/seed";
export { readSeedFile } from "./state/seedFile";
export type { ClockState, EmulatorClock } from "./time/clock";
export type { Authority } from "./tls/identity";
export { wellKnown } from "./wellKnown";
