/** What may happen to one request on its way. */
export const faultKinds = [
  "dropBefore",
  "dropAfter",
  "silence",
  "delayed",
  "repeated",
  "halfBody",
  "garbage",
  "status408",
  "status429",
  "status429After",
  "status500Before",
  "status500After",
  "status503After",
  "status403",
  "proxy404",
  "tokenExpired",
  "refusedConnection",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface RequestFault {
  /** The request that it strikes, counted over the whole run from 0. */
  readonly request: number;
  readonly kind: FaultKind;
  /** Milliseconds, for what is late. */
  readonly ms: number;
}
