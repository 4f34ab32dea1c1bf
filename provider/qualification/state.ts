import { type InputKey, inputKeys, pickInputs, type QualificationInputs } from "./inputs";
import { type QualificationEntry, wholeSeconds } from "./model";

/** The last request that a resource sent: what support asks for, and what was really sent. Never the validation code. */
export interface LastSubmission {
  /** `MS-RequestId` of the request. */
  readonly requestId: string;
  /** `MS-CorrelationId` of its last sending. */
  readonly correlationId: string;
  /** Which of the customer's requests it was at least, counted from 1. */
  readonly number: number;
  /** The segment that was sent. */
  readonly educationSegment?: string;
  /** The website that was sent, without its scheme. */
  readonly website?: string;
}

/** What Pulumi's state holds of one qualification: the arguments as declared, and what Partner Center said last. */
export interface QualificationState extends QualificationInputs {
  readonly vettingStatus?: string;
  readonly vettingReason?: string;
  readonly vettingCreateDate?: string;
  readonly approved?: boolean;
  readonly lastSubmission?: LastSubmission;
  /** How often the service has definitely refused the request that an update asked for last. Internal; absent where it has not. */
  readonly __refusals?: number;
  /**
   * The `vettingCreateDate` of the last request that this resource has seen in a create or an update. Internal. A refresh leaves it, so that a
   * denial of a later request, sent by a run that was cut off or by somebody else, is told from the one that is known.
   */
  readonly __accounted?: string;
}

/** What is remembered beside the arguments and the observation. */
export type Memory = Pick<QualificationState, "lastSubmission" | "__refusals" | "__accounted">;

/** What Partner Center said, in the form in which the state holds it. */
export type Observation = Pick<QualificationState, "qualification" | "vettingStatus" | "vettingReason" | "vettingCreateDate" | "approved">;

/** Reads the state out of a property bag, such as Pulumi hands to `read`, `diff` and `update`. */
export function pickState(bag: Readonly<Record<string, unknown>>): QualificationState {
  const text = (key: string): Record<string, string> => (typeof bag[key] === "string" ? { [key]: bag[key] } : {});
  const lastSubmission = pickSubmission(bag["lastSubmission"]);
  return {
    ...pickInputs(bag),
    ...text("vettingStatus"),
    ...text("vettingReason"),
    ...text("vettingCreateDate"),
    ...(typeof bag["approved"] === "boolean" ? { approved: bag["approved"] } : {}),
    ...(lastSubmission ? { lastSubmission } : {}),
    ...(typeof bag["__refusals"] === "number" ? { __refusals: bag["__refusals"] } : {}),
    ...text("__accounted"),
  };
}

function pickSubmission(value: unknown): LastSubmission | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { requestId, correlationId, number, educationSegment, website } = value as Record<string, unknown>;
  if (typeof requestId !== "string" || typeof correlationId !== "string" || typeof number !== "number") return undefined;
  return {
    requestId,
    correlationId,
    number,
    ...(typeof educationSegment === "string" ? { educationSegment } : {}),
    ...(typeof website === "string" ? { website } : {}),
  };
}

/** The state after an operation: the arguments as declared now, with an observation and what is remembered. */
export function composeState(
  inputs: QualificationInputs,
  seen: Observation,
  { lastSubmission, __refusals, __accounted }: Memory = {},
): QualificationState {
  return {
    ...inputs,
    ...seen,
    ...(lastSubmission ? { lastSubmission } : {}),
    ...(__refusals ? { __refusals } : {}),
    ...(__accounted === undefined ? {} : { __accounted }),
  };
}

/** The memory after a create or an update that has looked at Partner Center. */
export function accounted({ vettingCreateDate }: Observation, memory: Memory | undefined): Memory {
  const date = vettingCreateDate ?? memory?.__accounted;
  return { ...memory, ...(date === undefined ? {} : { __accounted: date }) };
}

/** What a state holds of Partner Center's last answer. */
export function observationOf(state: QualificationState): Observation {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate, approved } = state;
  return {
    qualification,
    ...(vettingStatus === undefined ? {} : { vettingStatus }),
    ...(vettingReason === undefined ? {} : { vettingReason }),
    ...(vettingCreateDate === undefined ? {} : { vettingCreateDate }),
    ...(approved === undefined ? {} : { approved }),
  };
}

/** The arguments that a state mirrors, only those that were set. */
export function declaredInputs(state: QualificationState): Partial<Record<InputKey, string>> {
  const declared: Partial<Record<InputKey, string>> = {};
  for (const key of inputKeys) {
    const value = state[key];
    if (value !== undefined) declared[key] = value;
  }
  return declared;
}

/** The vetting fields of an entry, for a state. */
export function vettingOf(entry: QualificationEntry): Omit<QualificationEntry, "qualification"> {
  const { qualification: _, vettingCreateDate: date, ...vetting } = entry;
  return { ...vetting, ...(date === undefined ? {} : { vettingCreateDate: wholeSeconds(date) }) };
}
