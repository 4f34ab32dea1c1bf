import { createHash } from "node:crypto";
import type { Evidence, Kind } from "./model";

/**
 * What a person asks for, once. Without the validation code: the id is shown and kept in the clear, and a code of a few
 * digits could be guessed from it.
 */
export interface Intent extends Omit<Evidence, "validationCode"> {
  readonly customerId: string;
  readonly kind: Kind;
  readonly resubmit?: string;
  /** Which of the customer's requests this is at least. */
  readonly number: number;
}

/**
 * The `MS-RequestId` of an intent: the same text for the same intent, in any process, so that a run after a crash sends the same one
 * and a service that replays known ids accepts it once. Shaped as a version 8 UUID (RFC 9562 §5.8: content of one's own).
 */
export function requestIdOf(intent: Intent): string {
  const { customerId, kind, educationSegment, website, resubmit, number } = intent;
  const content = JSON.stringify(["pulumi-partnercenter 1", customerId, kind, educationSegment, website, resubmit, number]);
  const digest = createHash("sha256").update(content).digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
