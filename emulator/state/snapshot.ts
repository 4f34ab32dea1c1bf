import type { Remembered } from "../api/replay";
import type { AuditRecord } from "../audit/records";
import type { Submission, ValidationCode } from "../customers/model";
import type { CustomerRecord } from "../customers/store";
import type { Partner } from "../entra/partners";
import { errorText } from "../errorText";
import type { World } from "../world";
import { InvalidInput, isGuid } from "./input";

/** What the state file keeps. Requests, faults and assumptions are of one run only. */
interface Snapshot {
  readonly version: 1;
  readonly customers: readonly Omit<CustomerRecord, "past">[];
  readonly validationCodes: readonly ValidationCode[];
  readonly submissions: readonly Submission[];
  readonly partners: readonly Partner[];
  /** So that a request sent again after a restart is still known. */
  readonly answers: readonly Remembered[];
  /** Absent in files of an emulator that kept none. */
  readonly audit?: readonly AuditRecord[];
  readonly tokens: { readonly generation: number; readonly serial: number };
}

export function takeSnapshot(world: World): string {
  const snapshot: Snapshot = {
    version: 1,
    customers: [...world.store.customers()].map(({ past: _, ...customer }) => customer),
    validationCodes: [...world.store.codes()],
    submissions: world.submissions,
    partners: world.partners.all(),
    answers: world.replay.all(),
    audit: world.audit.all(),
    tokens: { generation: world.issuer.generation, serial: world.issuer.serial },
  };
  return JSON.stringify(snapshot);
}

/** @throws InvalidInput if the text is not what `takeSnapshot` writes; then nothing is changed. */
export function restoreSnapshot(world: World, text: string): void {
  const snapshot = readSnapshot(text);
  for (const customer of snapshot.customers) world.store.put({ ...customer, past: [] });
  for (const code of snapshot.validationCodes) world.store.putCode(code);
  for (const partner of snapshot.partners) world.partners.add(partner);
  for (const answer of snapshot.answers) world.replay.restore(answer);
  world.audit.restore(snapshot.audit ?? []);
  world.submissions = [...snapshot.submissions];
  Object.assign(world.issuer, snapshot.tokens);
}

function readSnapshot(text: string): Snapshot {
  let value: Partial<Snapshot> | null;
  try {
    value = JSON.parse(text) as Partial<Snapshot> | null;
  } catch (error) {
    throw new InvalidInput(errorText(error));
  }
  if (value?.version !== 1) throw new InvalidInput("it is not the state of an emulator of this version");
  const { customers, validationCodes, submissions, partners, answers, tokens } = value;
  const lists = [customers, validationCodes, submissions, partners, answers];
  const sound = lists.every((list) => Array.isArray(list)) && customers?.every(isCustomer) && typeof tokens?.serial === "number";
  if (!sound) throw new InvalidInput("a part of it is missing or damaged");
  return value as Snapshot;
}

function isCustomer(value: Partial<CustomerRecord> | null): boolean {
  return typeof value?.id === "string" && isGuid(value.id) && Array.isArray(value.held) && typeof value.requestCount === "number";
}
