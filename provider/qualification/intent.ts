import { createHash, createHmac } from "node:crypto";
import type { Evidence, Kind } from "./model";

/** What a person asks for, once. */
export interface Intent extends Evidence {
  readonly customerId: string;
  readonly kind: Kind;
  readonly resubmit?: string;
  /** Which of the customer's requests this is at least. */
  readonly number: number;
  /** How often the service has definitely refused this very request. Default 0. */
  readonly refusals?: number;
}

/**
 * The `MS-RequestId` of an intent: the same text for the same intent, in any process, so that a run after a crash sends the same one
 * and a service that replays known ids accepts it once. A definite refusal changes it, since the service may answer a known id with
 * the old refusal (headers, 6/7/2022: a new id once a response has arrived). The argument stands in docs/internals/one-submission.md. Shaped as a
 * version 8 UUID (RFC 9562 §5.8: content of one's own).
 *
 * @param pepper A secret that is not in the state. The id is kept in the clear, and a code of a few digits could be guessed from
 *   a plain digest; without a pepper the code does not feed the id.
 */
export function requestIdOf(intent: Intent, pepper?: string): string {
  const { customerId, kind, educationSegment, website, validationCode, resubmit, number, refusals = 0 } = intent;
  const code =
    validationCode === undefined || pepper === undefined ? undefined : createHmac("sha256", pepper).update(validationCode).digest("hex");
  const content = JSON.stringify(["pulumi-partnercenter 1", customerId, kind, educationSegment, website, code, resubmit, number, refusals]);
  const digest = createHash("sha256").update(content).digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** A digest of evidence, so that what was sent is told from what was not without keeping a text. The request's id keeps equal evidence of two customers apart. */
export function evidenceDigest(requestId: string, evidence: readonly (string | undefined)[]): string {
  return createHash("sha256")
    .update(JSON.stringify([requestId, ...evidence]))
    .digest("base64url")
    .slice(0, 12);
}
