/** A refresh token as it is kept. */
export interface StoredToken {
  readonly refreshToken: string;
  /** When it was stored, milliseconds since the epoch. A refresh token lives for 90 days without use. */
  readonly savedAt?: number;
}

/** Where a rotated refresh token is kept. Both methods reject with a `PartnerCenterError` of kind `configuration`. */
export interface TokenStore {
  /** For messages: `the file "…"`. */
  readonly name: string;
  /** Whether anything is kept at all. */
  readonly keeps: boolean;
  /** The token kept, or undefined where there is none yet. */
  load(): Promise<StoredToken | undefined>;
  save(token: StoredToken): Promise<void>;
}
