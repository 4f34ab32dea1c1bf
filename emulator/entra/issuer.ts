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

  accessToken(partner: Partner, audience: string, permissions: readonly string[] | undefined, now: number): string {
    return signToken(this.#claims(partner, audience, permissions, now));
  }

  /** Who signed in, for the app itself: the audience is the app, and there is no scope (identity-platform/id-token-claims-reference). */
  idToken(partner: Partner, version: "v1" | "v2", iss: string, nonce: string | undefined, now: number): string {
    const { scp: _, appid: __, appidacr: ___, acr: ____, ...claims } = this.#claims(partner, partner.clientId, [], now);
    const { upn: _____, unique_name: ______, ...fewer } = claims;
    const name = wellKnown.userPrincipalName;
    const own = version === "v1" ? { ...claims, iss, name } : { ...fewer, iss, ver: "2.0", name, preferred_username: name };
    return signToken({ ...own, ...(nonce === undefined ? {} : { nonce }) });
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

  #claims(partner: Partner, audience: string, permissions: readonly string[] | undefined, now: number): Claims {
    const { tenantId, clientId } = partner;
    const issuedAt = Math.floor(now / 1000);
    const claims = tokenClaims({
      tenantId,
      clientId,
      audience,
      issuedAt,
      lifetimeSeconds: this.lifetimeSeconds,
      ...(permissions === undefined ? {} : { user: { id: wellKnown.userId, principalName: wellKnown.userPrincipalName, permissions } }),
    });
    return Object.fromEntries(Object.entries({ ...claims, ...this.claims }).filter(([, value]) => value !== null));
  }
}
