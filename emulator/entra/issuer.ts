import { randomUUID } from "node:crypto";
import { wellKnown } from "../wellKnown";
import { type Claims, signToken } from "./jwt";
import type { Partner } from "./partners";
import { readRefreshToken, refreshTokenLifetimeMs, writeRefreshToken } from "./refreshTokens";
import { tokenClaims } from "./tokenClaims";

/** Seconds an access token lives by default: the documented sample of the token endpoint. */
export const defaultLifetimeSeconds = 3599;

/** Issues tokens, and knows which refresh tokens are good. */
export class TokenIssuer {
  /** Claims laid over those of every token issued; null takes a claim away. */
  claims: Claims = {};
  lifetimeSeconds = defaultLifetimeSeconds;
  /** How often refresh tokens were revoked. */
  generation = 0;

  accessToken(partner: Partner, audience: string, user: boolean, now: number): string {
    return signToken(this.#claims(partner, audience, user, now));
  }

  /** Who signed in, for the app itself: the audience is the app, and there is no scope. */
  idToken(partner: Partner, now: number): string {
    const claims = this.#claims(partner, partner.clientId, true, now);
    return signToken({ ...claims, scp: undefined });
  }

  refreshToken(partner: Partner, now: number): string {
    return writeRefreshToken({ tenantId: partner.tenantId, generation: this.generation, issuedAt: now, id: randomUUID() });
  }

  /** Whether a refresh token may be redeemed for this partner. The one the partner was made with never expires, but can be revoked. */
  judge(partner: Partner, text: string, now: number): "good" | "unknown" | "revoked" | "expired" {
    if (text === partner.refreshToken) return this.generation === 0 ? "good" : "revoked";
    const token = readRefreshToken(text);
    if (token === undefined || token.tenantId !== partner.tenantId) return "unknown";
    if (token.generation < this.generation) return "revoked";
    return now - token.issuedAt < refreshTokenLifetimeMs ? "good" : "expired";
  }

  #claims(partner: Partner, audience: string, user: boolean, now: number): Claims {
    const { tenantId, clientId } = partner;
    const whom = { id: wellKnown.userId, principalName: wellKnown.userPrincipalName };
    const issuedAt = Math.floor(now / 1000);
    const claims = tokenClaims({
      tenantId,
      clientId,
      audience,
      issuedAt,
      lifetimeSeconds: this.lifetimeSeconds,
      ...(user ? { user: whom } : {}),
    });
    return Object.fromEntries(Object.entries({ ...claims, ...this.claims }).filter(([, value]) => value !== null));
  }
}
