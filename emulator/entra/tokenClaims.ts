import type { Claims } from "./jwt";

/** What a token says about whom. */
export interface TokenSubject {
  readonly tenantId: string;
  readonly clientId: string;
  /** The resource the token is for (`aud`). */
  readonly audience: string;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  readonly lifetimeSeconds: number;
  /** Absent: an app-only token. */
  readonly user?: { readonly id: string; readonly principalName: string; readonly permissions?: readonly string[] };
}

/**
 * The claims of an access token. Partner Center's tokens are of version 1.0 at the v2 endpoint too
 * (facts §6.2, from the Node.js client of Pliancy and CIPP).
 */
export function tokenClaims(subject: TokenSubject): Claims {
  const { tenantId, clientId, user } = subject;
  const common = {
    aud: subject.audience,
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: subject.issuedAt,
    nbf: subject.issuedAt,
    exp: subject.issuedAt + subject.lifetimeSeconds,
    acr: "1",
    appid: clientId,
    appidacr: "1",
    tid: tenantId,
    ver: "1.0",
  };
  if (user === undefined) return { ...common, idtyp: "app", oid: clientId, sub: clientId };
  return {
    ...common,
    // "mfa" in `amr` is what the MFA check looks for (docs: partner-security-requirements-mandating-mfa, 05/26/2023).
    amr: ["pwd", "mfa"],
    oid: user.id,
    scp: (user.permissions ?? ["user_impersonation"]).join(" "),
    sub: user.id,
    unique_name: user.principalName,
    upn: user.principalName,
  };
}
