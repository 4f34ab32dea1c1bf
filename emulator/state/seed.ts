import { readFileSync } from "node:fs";
import type { Assumptions } from "../assumptions/assumptions";
import { type NewCustomer, type NewValidationCode, type Qualification, relationships } from "../customers/model";
import { errorText } from "../errorText";
import { compact, InvalidInput, optional, readChoice, readCount, readGuid, readList, readObject, readText } from "./input";

/** What an emulator begins with, when its state file says nothing yet. */
export interface Seed {
  readonly customers?: readonly NewCustomer[];
  readonly validationCodes?: readonly NewValidationCode[];
  /** Under those that `startEmulator` is given itself. */
  readonly assumptions?: Partial<Assumptions>;
}

/**
 * Reads a seed from a JSON file.
 *
 * @throws InvalidInput naming the file, and what in it cannot be used.
 */
export function readSeedFile(path: string): Seed {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new InvalidInput(`The seed file ${path} cannot be read: ${errorText(error)}`);
  }
  try {
    return readSeed(content);
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(`The seed file ${path} cannot be used: ${error.message}`) : error;
  }
}

/** @throws InvalidInput */
export function readSeed(value: unknown): Seed {
  const fields = readObject(value, "A seed", ["customers", "validationCodes", "assumptions"]);
  return compact<Seed>({
    customers: optional(fields["customers"], "customers", (list, where) => readList(list, where, readNewCustomer)),
    validationCodes: optional(fields["validationCodes"], "validationCodes", (list, where) => readList(list, where, readNewCode)),
    // The names and values are checked where they are applied.
    assumptions: optional(fields["assumptions"], "assumptions", (patch) =>
      typeof patch === "object" && patch !== null ? { ...patch } : {},
    ),
  });
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
