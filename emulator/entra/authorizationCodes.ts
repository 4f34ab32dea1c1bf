import { createHash, randomUUID } from "node:crypto";
import type { Refusal } from "./clientCheck";
import type { Partner } from "./partners";
import { readSealed, writeSealed } from "./seal";

/** What an authorization code says of itself. */
export interface AuthorizationCode {
  readonly id: string;
  readonly tenantId: string;
  readonly redirectUri: string;
  /** Of PKCE (RFC 7636), S256; absent where none was sent. */
  readonly challenge?: string;
  /** Of OpenID Connect: what the id token has to say again. */
  readonly nonce?: string;
  /** What was consented to: for a token request that does not say it again. */
  readonly scope?: string;
  readonly resource?: string;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
}

/** Ten minutes (learn: identity-platform/v2-oauth2-auth-code-flow, "typically expire after about 10 minutes"). */
const lifetimeMs = 10 * 60 * 1000;
const prefix = "emulator-code.";
const mostRedeemed = 10_000;
const guidLength = 36;

/** The authorization codes of one emulator: each is good once. */
export class AuthorizationCodes {
  /** The ids of redeemed codes, oldest first; kept until the codes would have expired, and no more than so many. */
  readonly #redeemed = new Map<string, number>();

  write(code: Omit<AuthorizationCode, "id">): string {
    return writeSealed(prefix, { id: randomUUID(), ...code });
  }

  /** Redeems the code of a token request, or says why not. */
  redeem(partner: Partner, form: URLSearchParams, now: number): AuthorizationCode | Refusal {
    const text = form.get("code");
    if (!text) return { code: 900144, detail: "'code'." };
    const code = readSealed<AuthorizationCode>(prefix, text);
    if (code === undefined || code.tenantId !== partner.tenantId) return { code: 9002313, detail: "" };
    if (now - code.issuedAt >= lifetimeMs) return { code: 70008, detail: "" };
    if (form.get("redirect_uri") !== code.redirectUri) return { code: 500112, detail: "" };
    if (code.challenge !== undefined) {
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (challenge !== code.challenge) return { code: 501481, detail: "" };
    }
    if (this.#redeemed.has(code.id)) return { code: 54005, detail: "" };
    for (const [id, issuedAt] of this.#redeemed) {
      if (this.#redeemed.size < mostRedeemed && now - issuedAt < lifetimeMs) break;
      this.#redeemed.delete(id);
    }
    this.#redeemed.set(code.id.slice(0, guidLength), code.issuedAt);
    return code;
  }
}
