import { type Bag, evidenceKeys, type InputKey, type QualificationInputs, type Wish } from "./arguments";
import { evidenceDigest } from "./intent";
import { wholeSeconds } from "./model";

/** The last request that a resource sent: what support asks for. */
export interface LastSubmission {
  /** `MS-RequestId` of the request. */
  readonly requestId: string;
  /** `MS-CorrelationId` of its last sending. */
  readonly correlationId: string;
  /** Which of the customer's requests it was at least, counted from 1. */
  readonly number: number;
}

/** What Partner Center said last. */
export interface Observed {
  /** The live qualification: one of the enum's names, or another text that the service sends. */
  readonly qualification: string;
  /** `InReview`, `Approved`, `Denied`, another text that the service sends, or our `NotListed`. */
  readonly vettingStatus?: string;
  readonly vettingReason?: string;
  /** ISO 8601, UTC. */
  readonly vettingCreateDate?: string;
  /** About the declared kind. Absent under a contract that tells no vetting. */
  readonly approved?: boolean;
}

/** What a resource remembers beside the declaration and the observation. */
export interface Memory {
  readonly lastSubmission?: LastSubmission;
  /** What evidence the last request sent, without its text, which may be secret. */
  readonly sent?: SentEvidence;
  /** How often the service has definitely refused the request that an update asked for last. Absent where it has not. */
  readonly refusals?: number;
  /**
   * The `vettingCreateDate` of the last request that this resource has met in a create or an update. A refresh leaves it, so that a denial of
   * a later request, sent by a run that was cut off or by somebody else, is told from the one that is known.
   */
  readonly accountedDate?: string;
  /** The service that the observation comes from, where it is not Microsoft's own. */
  readonly service?: string;
}

/** Which evidence was sent, and a digest of it. */
export interface SentEvidence {
  readonly keys: readonly InputKey[];
  readonly digest: string;
}

/** What Pulumi's state holds of one qualification. */
export interface QualificationState {
  readonly wish: Wish;
  readonly observed: Observed;
  readonly memory: Memory;
}

/** The memory after a create or an update that has looked at Partner Center. */
export function accounted({ vettingCreateDate }: Observed, memory: Memory): Memory {
  return vettingCreateDate === undefined ? memory : { ...memory, accountedDate: vettingCreateDate };
}

/** Whether two dates of the service are the same moment. A state of an earlier release holds whole seconds only. */
export function sameMoment(a: string, b: string): boolean {
  return a === b || (a.length !== b.length && wholeSeconds(a) === wholeSeconds(b));
}

/** What was sent, in the form in which it is remembered; undefined where no evidence was. */
export function sentEvidence(requestId: string, evidence: Partial<QualificationInputs>): SentEvidence | undefined {
  const keys = digestedKeys.filter((key) => evidence[key] !== undefined);
  if (keys.length === 0) return undefined;
  const texts = keys.map((key) => evidence[key]);
  return { keys, digest: evidenceDigest(requestId, texts) };
}

/** The evidence that is compared with what was sent. A validation code is not: it is kept nowhere but in the arguments. */
export const digestedKeys = evidenceKeys.filter((key) => key !== "validationCode");

/**
 * Evidence that is declared and that no request on record has sent. Where one of several values differs, all of them are named: what was
 * sent is known by one digest. Evidence that was removed since is nothing to send, and hides whether the rest was sent.
 */
export function unsentEvidence({ wish, memory: { lastSubmission, sent } }: QualificationState): InputKey[] {
  if (lastSubmission === undefined) return evidenceKeys.filter((key) => wish[key] !== undefined);
  const keys = sent?.keys ?? [];
  if (keys.some((key) => wish[key] === undefined)) return [];
  const added = digestedKeys.filter((key) => wish[key] !== undefined && !keys.includes(key));
  if (added.length > 0) return added;
  return sentEvidence(lastSubmission.requestId, wish)?.digest === sent?.digest ? [] : [...keys];
}

/** The arguments that a state mirrors, only those that were set. */
export function declaredInputs({ wish, observed }: QualificationState): Bag {
  return { ...wish.declared, qualification: observed.qualification };
}
