import { applyAssumptions, defaultAssumptions } from "../assumptions/apply";
import type { Assumptions } from "../assumptions/assumptions";
import { type NewCustomer, type NewValidationCode, type Qualification, relationships } from "../customers/model";
import { parseScenario } from "../scenario/parse";
import type { Scenario } from "../scenario/steps";
import { readSpeed } from "../time/clock";
import { compact, optional, readChoice, readCount, readGuid, readList, readObject, readText } from "./input";

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
  const fields = readObject(value, "A seed", ["customers", "validationCodes", "assumptions", "scenario", "clock"]);
  return compact<Seed>({
    customers: optional(fields["customers"], "customers", (list, where) => readList(list, where, readNewCustomer)),
    validationCodes: optional(fields["validationCodes"], "validationCodes", (list, where) => readList(list, where, readNewCode)),
    assumptions: optional(fields["assumptions"], "assumptions", readAssumptions),
    scenario: optional(fields["scenario"], "scenario", readScenario),
    clockSpeed: optional(fields["clock"], "clock", readSpeed),
  });
}

function readAssumptions(value: unknown, where: string): Partial<Assumptions> {
  const patch = readObject(value, where, Object.keys(defaultAssumptions));
  applyAssumptions(defaultAssumptions, patch);
  return patch;
}

/** A text, or a list with a statement in each. */
function readScenario(value: unknown, where: string): Scenario {
  return parseScenario(Array.isArray(value) ? readList(value, where, readText).join("\n") : readText(value, where));
}

/** @throws InvalidInput */
export function readNewCustomer(value: unknown, where: string): NewCustomer {
  const keys = ["id", "domain", "companyName", "qualifications", "relationship", "partnerId", "requestCount"];
  const fields = readObject(value, where, keys);
  return compact<NewCustomer>({
    id: optional(fields["id"], `${where}.id`, readGuid),
    domain: optional(fields["domain"], `${where}.domain`, readText),
    companyName: optional(fields["companyName"], `${where}.companyName`, readText),
    qualifications: optional(fields["qualifications"], `${where}.qualifications`, (list, at) => readList(list, at, readQualification)),
    relationship: optional(fields["relationship"], `${where}.relationship`, (text, at) => readChoice(text, at, relationships)),
    partnerId: optional(fields["partnerId"], `${where}.partnerId`, readGuid),
    requestCount: optional(fields["requestCount"], `${where}.requestCount`, readCount),
  });
}

/** @throws InvalidInput */
export function readQualification(value: unknown, where: string): Qualification {
  const fields = readObject(value, where, ["qualification", "vettingStatus", "vettingReason", "vettingCreateDate"]);
  return compact<Qualification>({
    qualification: readText(fields["qualification"], `${where}.qualification`),
    vettingStatus: optional(fields["vettingStatus"], `${where}.vettingStatus`, readText),
    vettingReason: optional(fields["vettingReason"], `${where}.vettingReason`, readText),
    vettingCreateDate: optional(fields["vettingCreateDate"], `${where}.vettingCreateDate`, readText),
  });
}

/** @throws InvalidInput */
export function readNewCode(value: unknown, where: string): NewValidationCode {
  const fields = readObject(value, where, ["validationId", "organizationName", "maxCreates", "remainingCreates", "partnerId"]);
  const countOrNull = (count: unknown, at: string): number | null => (count === null ? null : readCount(count, at));
  return compact<NewValidationCode>({
    validationId: readText(fields["validationId"], `${where}.validationId`),
    organizationName: optional(fields["organizationName"], `${where}.organizationName`, readText),
    maxCreates: optional(fields["maxCreates"], `${where}.maxCreates`, countOrNull),
    remainingCreates: optional(fields["remainingCreates"], `${where}.remainingCreates`, countOrNull),
    partnerId: optional(fields["partnerId"], `${where}.partnerId`, readGuid),
  });
}
