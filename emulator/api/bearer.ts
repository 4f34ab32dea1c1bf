import type { Assumptions } from "../assumptions/assumptions";
import { partnerCenterAudiences } from "../entra/audiences";
import { type Claims, readClaims, signatureIsOurs } from "../entra/jwt";
import type { Answer } from "../http/message";
import { mfaRequired, tokenMissing, tokenRefused, wrongAudience } from "./errors";

/** Who calls, by the bearer token. */
export interface Caller {
  /** The partner's tenant id. */
  readonly partnerId: string;
  readonly appOnly: boolean;
  /** Whether `amr` has "mfa"; true for app-only tokens, which are exempt. */
  readonly mfa: boolean;
  /** Who it is in audit records, as far as the token tells. */
  readonly applicationId?: string;
  readonly userPrincipalName?: string;
}

const rememberedTokens = 1000;

/** Checks bearer tokens, remembering which were signed by an emulator: that check is the dear one. */
export class BearerCheck {
  readonly #signed = new Map<string, Claims>();

  /** The caller, or the refusal. `ownUrls` are audiences too: the emulator's URL may be a client's resource. */
  check(authorization: string | undefined, ownUrls: readonly string[], now: number, assumptions: Assumptions): Caller | Answer {
    const token = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return tokenMissing();
    const claims = this.#claims(token);
    if (claims === undefined) return tokenRefused("The token is not one of this emulator.");
    const refusal = checkClaims(claims, ownUrls, now / 1000);
    if (refusal !== undefined) return refusal;
    const appOnly = typeof claims["scp"] !== "string";
    const mfa = appOnly || (Array.isArray(claims["amr"]) && claims["amr"].includes("mfa"));
    // App-only callers are exempt (partner-security-requirements-mandating-mfa, 05/26/2023).
    if (!mfa && assumptions.mfaRefusal !== "off") return mfaRequired(assumptions.mfaRefusal);
    const { appid, upn } = claims;
    return {
      partnerId: String(claims["tid"]).toLowerCase(),
      appOnly,
      mfa,
      ...(typeof appid === "string" ? { applicationId: appid } : {}),
      ...(typeof upn === "string" ? { userPrincipalName: upn } : {}),
    };
  }

  #claims(token: string): Claims | undefined {
    const known = this.#signed.get(token);
    if (known !== undefined) return known;
    const claims = readClaims(token);
    if (claims === undefined || !signatureIsOurs(token)) return undefined;
    if (this.#signed.size >= rememberedTokens) this.#signed.clear();
    this.#signed.set(token, claims);
    return claims;
  }
}

export function isCaller(result: Caller | Answer): result is Caller {
  return "partnerId" in result;
}

function checkClaims(claims: Claims, ownUrls: readonly string[], seconds: number): Answer | undefined {
  const audience = String(claims["aud"]).replace(/\/$/, "");
  if (!partnerCenterAudiences.includes(audience) && !ownUrls.includes(audience)) return wrongAudience(audience);
  if (typeof claims["exp"] !== "number" || claims["exp"] <= seconds) return tokenRefused("The access token expired.");
  return undefined;
}
