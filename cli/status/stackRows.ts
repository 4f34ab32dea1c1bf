import { isObject } from "../../provider/json";
import { field, textField } from "../../provider/partnerCenter/answers";
import { readWish } from "../../provider/qualification/arguments";
import { parseId, type Tracked } from "../../provider/qualification/identity";
import { isVetted } from "../../provider/qualification/vetting";
import { isQualificationType } from "../../provider/resource/typeToken";
import { readState } from "../../provider/services/stateFormat";
import { ownStatuses, type StatusRow, statusOf } from "./row";

/** One qualification of a stack. */
export interface StackRow {
  readonly row: StatusRow;
  /** Absent where the state does not name it. */
  readonly tracked?: Tracked;
  /** What the state knows; absent where that cannot be told. */
  readonly known?: KnownState;
  /** The name of the `Provider` that it belongs to, where that is one of the program's own. */
  readonly provider?: string;
}

/** The parts of a state that a row is made of. */
export type KnownState = ReturnType<typeof readState>;

export interface StackRows {
  readonly rows: readonly StackRow[];
  /** The name of the stack, where it has resources. */
  readonly stack?: string;
  /** When the state was written last. ISO 8601. */
  readonly writtenAt?: string;
}

/** The qualifications in what `pulumi stack export` prints; undefined where it is something else. */
export function stackRows(json: unknown): StackRows | undefined {
  const deployment = isObject(json) ? field(json, "deployment") : undefined;
  if (!isObject(deployment)) return undefined;
  const pending = listOf(field(deployment, "pending_operations")).flatMap((operation) => {
    const resource = isObject(operation) && field(operation, "type") === "creating" ? field(operation, "resource") : undefined;
    return isObject(resource) && isQualificationType(field(resource, "type")) ? [cutOff(resource)] : [];
  });
  const resources = listOf(field(deployment, "resources"));
  const rows = resources.flatMap((resource) => {
    // What waits for its deletion has a successor in the list.
    if (!isObject(resource) || !isQualificationType(field(resource, "type")) || field(resource, "delete") === true) return [];
    return [stackRow(resource)];
  });
  const manifest = field(deployment, "manifest");
  const writtenAt = isObject(manifest) ? textField(manifest, "time") : undefined;
  const stack = resources.filter(isObject).map(stackOf)[0];
  return {
    rows: [...rows, ...pending],
    ...(stack === undefined ? {} : { stack }),
    ...(writtenAt === undefined ? {} : { writtenAt }),
  };
}

function stackRow(resource: object): StackRow {
  const id = textField(resource, "id");
  const tracked = parseId(id ?? "");
  if (tracked === undefined) {
    return unnamed(
      resource,
      id === undefined ? "the state has no id of it" : `its id in the state, ${id}, names no customer's qualification`,
    );
  }
  const outputs = field(resource, "outputs");
  const bag = isObject(outputs) ? (outputs as Readonly<Record<string, unknown>>) : {};
  const provider = providerOf(resource);
  const common = { tracked, ...(provider === undefined ? {} : { provider }) };
  const base = { name: nameOf(resource), ...tracked };
  // A secret is an object here. What we show of it would be wrong, not only absent.
  const hidden = ["vettingStatus", "approved"].filter((key) => isObject(bag[key]));
  if (!isObject(outputs) || hidden.length > 0) {
    const note = hidden.length > 0 ? `${hidden.join(" and ")} is a secret in the state` : "the state says nothing about it";
    return { ...common, row: { ...base, status: ownStatuses.unreadable, note } };
  }
  const state = readState(bag);
  // The id is plain where the arguments are secret.
  const observed = { ...state.observed, qualification: state.observed.qualification || tracked.qualification };
  const known = { ...state, observed };
  return { ...common, known, row: rowOfState(base.name, tracked, known) };
}

/** The row of what a state knows. */
export function rowOfState(name: string | undefined, tracked: Tracked, { wish, observed, memory }: Partial<KnownState>): StatusRow {
  const { vettingReason, vettingCreateDate } = observed ?? {};
  const expectedDomain = wish?.declared.expectedDomain;
  const lastSubmission = memory?.lastSubmission;
  return {
    ...(name === undefined ? {} : { name }),
    ...tracked,
    // The guard of the program: no request has been sent to a customer of another domain.
    ...(expectedDomain === undefined ? {} : { customerDomain: expectedDomain }),
    status: statusOf(tracked.qualification, observed ?? tracked),
    ...(vettingReason === undefined ? {} : { note: vettingReason }),
    ...(vettingCreateDate === undefined ? {} : { requestedAt: vettingCreateDate }),
    ...(lastSubmission === undefined || !isVetted(tracked.qualification) ? {} : { requestsUsed: lastSubmission.number }),
  };
}

/** A create of a run that died: nobody knows yet whether the request was made. */
function cutOff(resource: object): StackRow {
  const inputs = field(resource, "inputs");
  const { customerId, qualification } = readWish(isObject(inputs) ? (inputs as Readonly<Record<string, unknown>>) : {});
  const tracked = parseId(`${customerId}/${qualification}`);
  const note = "a run was cut off while it created this; the next `pulumi up` looks before it acts";
  if (tracked === undefined) return unnamed(resource, note);
  return { tracked, row: { name: nameOf(resource), ...tracked, status: ownStatuses.unreadable, note } };
}

/** Nobody can say whose it is; but that it is there has to be seen. */
function unnamed(resource: object, note: string): StackRow {
  return { row: { name: nameOf(resource), customerId: "?", qualification: "?", status: ownStatuses.unreadable, note } };
}

/** The name in a URN: `urn:pulumi:STACK::PROJECT::TYPE::NAME`, in which NAME may hold anything. */
function nameOf(resource: object): string {
  return (textField(resource, "urn") ?? "").split("::").slice(3).join("::");
}

function stackOf(resource: object): string | undefined {
  return /^urn:pulumi:(.+?)::/.exec(textField(resource, "urn") ?? "")?.[1];
}

/** A provider's reference is its URN and its id; the ones that the engine makes are called `default` or `default_VERSION`. */
function providerOf(resource: object): string | undefined {
  const name = (textField(resource, "provider") ?? "").split("::").slice(3, -1).join("::");
  return name === "" || /^default(_|$)/.test(name) ? undefined : name;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
