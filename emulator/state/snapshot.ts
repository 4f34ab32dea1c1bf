import type { Remembered } from "../api/replay";
import type { AuditRecord } from "../audit/records";
import type { Submission, ValidationCode } from "../customers/model";
import type { Partner } from "../entra/partners";
import { errorText } from "../errorText";
import type { World } from "../world";
import type { Change, StoredCustomer } from "./change";
import { InvalidInput, isGuid } from "./input";

/** The state file of version 0.1.0: one object. */
interface FirstSnapshot {
  readonly version: 1;
  readonly customers: readonly StoredCustomer[];
  readonly validationCodes: readonly ValidationCode[];
  readonly submissions: readonly Submission[];
  readonly partners: readonly Partner[];
  readonly answers: readonly Remembered[];
  /** Absent in files of an emulator that kept none. */
  readonly audit?: readonly AuditRecord[];
  readonly tokens: { readonly generation: number };
}

/** The first line of a state file. Each line after it is a list of changes that were made together. */
export const stateHeader = `${JSON.stringify({ version: 2 })}\n`;

/** Everything there is, as changes. Customers are written while they change, which does no harm; all else is taken at once. */
export function changesOf(world: World): Iterable<Change> {
  const { generation } = world.issuer;
  const others: readonly Change[] = [
    { generation },
    ...world.partners.all().map((partner) => ({ partner })),
    ...[...world.store.codes()].map((code) => ({ code })),
    ...world.submissions.all().map((submission) => ({ submission })),
    ...world.replay.all().map((answer) => ({ answer })),
    ...world.audit.all().map((audit) => ({ audit })),
  ];
  return withCustomers(others, world);
}

function* withCustomers(others: readonly Change[], world: World): Generator<Change> {
  yield* others;
  for (const customer of world.store.customers()) yield { customer };
}

/** Changes as a line of the state file. */
export function lineOf(changes: readonly Change[]): string {
  // What a lagging read may still show is of one run only.
  return `${JSON.stringify(changes, (key, value: unknown) => (key === "past" ? undefined : value))}\n`;
}

/** What a state file was found to be. */
export interface Restored {
  /** Whether it can be written on; else it is to be written anew: it is of an older version, or ends in the middle of a line. */
  readonly sound: boolean;
}

/**
 * Reads a state file into a world that is empty. A last line that was never finished is that of a crash: what it says was not done yet.
 *
 * @throws InvalidInput if the text is not the state of an emulator, or damaged; then nothing is changed.
 */
export function restoreState(world: World, text: string): Restored {
  const end = text.indexOf("\n");
  // A file of 0.1.0 is one object, which somebody may have laid out in several lines.
  const head = read(/^\{\s*$/.test(text.slice(0, end)) ? text : text.slice(0, end < 0 ? undefined : end)) as {
    readonly version?: unknown;
  } | null;
  if (head?.version === 1) {
    for (const change of changesOfFirst(head as Partial<FirstSnapshot>)) apply(world, change);
    return { sound: false };
  }
  if (head?.version !== 2) throw new InvalidInput("it is not the state of an emulator of this version");
  const lines = text.slice(end + 1).split("\n");
  const unfinished = lines.pop() !== "" || end < 0;
  const changes = lines.flatMap((line) => readLine(line));
  for (const change of changes) apply(world, change);
  return { sound: !unfinished };
}

function apply(world: World, change: Change): void {
  if ("customer" in change) world.store.put({ ...change.customer, past: [] });
  else if ("removed" in change) world.store.remove(change.removed);
  else if ("code" in change) world.store.putCode(change.code);
  else if ("partner" in change) world.partners.add(change.partner);
  else if ("submission" in change) world.submissions.add(change.submission);
  else if ("answer" in change) world.replay.restore(change.answer);
  else if ("audit" in change) world.audit.add(change.audit);
  else world.issuer.generation = change.generation;
}

function readLine(line: string): readonly Change[] {
  const changes = read(line);
  if (!Array.isArray(changes) || !changes.every(isChange)) throw new InvalidInput("a part of it is missing or damaged");
  return changes;
}

function isChange(value: unknown): value is Change {
  if (typeof value !== "object" || value === null) return false;
  const [[kind = "", content] = [], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  if (kind === "customer") return isCustomer(content as Partial<StoredCustomer> | null);
  if (kind === "removed") return typeof content === "string";
  if (kind === "generation") return typeof content === "number";
  return ["code", "partner", "submission", "answer", "audit"].includes(kind) && typeof content === "object" && content !== null;
}

function changesOfFirst(snapshot: Partial<FirstSnapshot>): readonly Change[] {
  const { customers, validationCodes, submissions, partners, answers, audit = [], tokens } = snapshot;
  const lists = [customers, validationCodes, submissions, partners, answers, audit];
  const sound = lists.every((list) => Array.isArray(list)) && customers?.every(isCustomer) && typeof tokens?.generation === "number";
  if (!sound) throw new InvalidInput("a part of it is missing or damaged");
  return [
    ...(customers ?? []).map((customer) => ({ customer })),
    ...(validationCodes ?? []).map((code) => ({ code })),
    ...(partners ?? []).map((partner) => ({ partner })),
    ...(submissions ?? []).map((submission) => ({ submission })),
    ...(answers ?? []).map((answer) => ({ answer })),
    ...audit.map((each) => ({ audit: each })),
    { generation: tokens?.generation ?? 0 },
  ];
}

function isCustomer(value: Partial<StoredCustomer> | null): boolean {
  return typeof value?.id === "string" && isGuid(value.id) && Array.isArray(value.held) && typeof value.requestCount === "number";
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidInput(errorText(error));
  }
}
