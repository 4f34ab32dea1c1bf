import { readSealed, writeSealed } from "./seal";

/** What a refresh token that the emulator issued says of itself. */
export interface RefreshToken {
  readonly tenantId: string;
  /** Which number of revocation it was issued after: a revocation ends all that came before it. */
  readonly generation: number;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Makes each one different. Random, so that issuing one changes nothing that would have to be saved. */
  readonly id: string;
}

/** 90 days (learn: identity-platform/refresh-tokens). */
export const refreshTokenLifetimeMs = 90 * 24 * 3600 * 1000;

const prefix = "emulator-refresh-token.";

/** A refresh token carries what is to know of it, so that it needs no memory and outlives a restart. */
export function writeRefreshToken(token: RefreshToken): string {
  return writeSealed(prefix, token);
}

/** Undefined if no emulator issued it. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  return readSealed<RefreshToken>(prefix, text);
}
