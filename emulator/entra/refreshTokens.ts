import { createHmac } from "node:crypto";
import { signingKeyId } from "./signingKey";

/** What a refresh token that the emulator issued says of itself. */
export interface RefreshToken {
  readonly tenantId: string;
  /** Which number of revocation it was issued after: a revocation ends all that came before it. */
  readonly generation: number;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Makes each one different. */
  readonly serial: number;
}

/** 90 days (learn: identity-platform/refresh-tokens). */
export const refreshTokenLifetimeMs = 90 * 24 * 3600 * 1000;

const prefix = "emulator-refresh-token.";

/** A refresh token carries what is to know of it, so that it needs no memory and outlives a restart. */
export function writeRefreshToken(token: RefreshToken): string {
  const content = Buffer.from(JSON.stringify(token)).toString("base64url");
  return `${prefix}${content}.${seal(content)}`;
}

/** Undefined if no emulator issued it. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  const [content, given] = text.startsWith(prefix) ? text.slice(prefix.length).split(".") : [];
  if (content === undefined || given !== seal(content)) return undefined;
  // The seal is ours, so the content is.
  return JSON.parse(Buffer.from(content, "base64url").toString()) as RefreshToken;
}

function seal(content: string): string {
  return createHmac("sha256", signingKeyId).update(content).digest("base64url").slice(0, 22);
}
