import { isObject } from "../json";
import { type Bag, publicKeys, readWish } from "../qualification/arguments";
import { wholeSeconds } from "../qualification/model";
import {
  declaredInputs,
  digestedKeys,
  type LastSubmission,
  type Memory,
  type Observed,
  type QualificationState,
  type SentEvidence,
  sentEvidence,
} from "../qualification/state";

/** What goes back to Pulumi: plain data without `undefined`, since one `undefined` anywhere makes the answer fail after its side effect (facts: pulumi §0.8). */
export type Properties = Record<string, unknown>;

/** A bag without its absent values. */
export function defined(value: object): Properties {
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== undefined));
}

/** The form of the state that this release writes. Its absence tells a `get` and an import, which hand `read` the arguments alone or nothing. */
const stateFormat = 1;

export function wasWrittenByUs(bag: Bag | undefined): bag is Bag {
  return bag?.["__format"] !== undefined;
}

/**
 * The state as Pulumi keeps it. Outputs that are absent are `null`: Pulumi shows an output that is missing as unknown in each preview
 * (facts: plugin §11.15).
 */
export function writeState({ wish, observed, memory }: QualificationState): Properties {
  const { qualification, vettingStatus = null, vettingReason = null, vettingCreateDate, approved = null } = observed;
  const { lastSubmission = null, sent, refusals, accountedDate, service } = memory;
  return defined({
    ...wish.declared,
    qualification,
    vettingStatus,
    vettingReason,
    vettingCreateDate: vettingCreateDate === undefined ? null : wholeSeconds(vettingCreateDate),
    approved,
    lastSubmission,
    __sent: sent && writeSent(sent),
    __refusals: refusals,
    __accounted: accountedDate,
    __service: service,
    __format: stateFormat,
  });
}

/** The arguments for `read` to hand back: only those that were set, with the live qualification. */
export function writeInputs(state: QualificationState): Properties {
  return defined(declaredInputs(state));
}

/** Reads a state out of the bag that Pulumi hands to `read`, `diff`, `update` and `delete`. States of earlier releases are read, too. */
export function readState(bag: Bag): QualificationState {
  const text = (key: string): string | undefined => (typeof bag[key] === "string" ? bag[key] : undefined);
  const wish = readWish(bag);
  const { requestId, correlationId, number, ...evidence } = isObject(bag["lastSubmission"])
    ? { ...(bag["lastSubmission"] as Properties) }
    : {};
  const lastSubmission: LastSubmission | undefined =
    typeof requestId === "string" && typeof correlationId === "string" && typeof number === "number"
      ? { requestId, correlationId, number }
      : undefined;
  const observed: Observed = {
    qualification: wish.qualification,
    ...(defined({
      vettingStatus: text("vettingStatus"),
      vettingReason: text("vettingReason"),
      vettingCreateDate: text("vettingCreateDate"),
    }) as Partial<Observed>),
    ...(typeof bag["approved"] === "boolean" ? { approved: bag["approved"] } : {}),
  };
  const memory: Memory = defined({
    lastSubmission,
    sent: readSent(text("__sent")) ?? (lastSubmission && sentEvidence(lastSubmission.requestId, readWish(evidence))),
    refusals: typeof bag["__refusals"] === "number" && bag["__refusals"] > 0 ? bag["__refusals"] : undefined,
    accountedDate: text("__accounted"),
    service: text("__service"),
  });
  return { wish, observed, memory };
}

/** One digit that says which evidence was sent, and the digest: each byte stands in the state of each customer. */
function writeSent({ keys, digest }: SentEvidence): string {
  return `${digestedKeys.reduce((bits, key, index) => bits + (keys.includes(key) ? 2 ** index : 0), 0)}${digest}`;
}

function readSent(text: string | undefined): SentEvidence | undefined {
  const bits = Number(text?.[0]);
  if (text === undefined || !Number.isInteger(bits)) return undefined;
  return { keys: digestedKeys.filter((_, index) => (bits >> index) % 2 === 1), digest: text.slice(1) };
}

/** The state of a gate as Pulumi keeps it. */
export function writeApproval(inputs: Bag, entry: { readonly vettingStatus?: string; readonly vettingCreateDate?: string }): Properties {
  const { vettingStatus = null, vettingCreateDate } = entry;
  return defined({
    ...Object.fromEntries(publicKeys(inputs).map((key) => [key, inputs[key]])),
    vettingStatus,
    vettingCreateDate: vettingCreateDate === undefined ? null : wholeSeconds(vettingCreateDate),
    __format: stateFormat,
  });
}
