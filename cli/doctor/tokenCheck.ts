import { decodeClaims } from "../../provider/auth/claims";
import { preflight } from "../../provider/auth/preflight";
import type { Settings } from "../../provider/config/settings";
import type { PartnerCenterError } from "../../provider/errors";
import type { Finding } from "./check";

/** What no token, an app's or one without MFA comes to. */
export function checkClaims(token: string, { audience, app }: Settings, now: number): Finding {
  const claims = decodeClaims(token);
  if (claims === undefined) {
    return { status: "note", message: "The access token cannot be decoded; only the service can say what it is worth." };
  }
  const objection = preflight(token, { audience, now, ...(app.tenantId === undefined ? {} : { tenantId: app.tenantId }) });
  if (objection === undefined) {
    const minutes = claims.expiresAt === undefined ? "" : `, ${Math.round((claims.expiresAt - now) / 60_000)} min left`;
    return { status: "ok", message: `The token is a user's, for Partner Center, with multi-factor authentication${minutes}.` };
  }
  return fromError(objection, objection.kind === "appOnly" || objection.kind === "mfa" ? "warning" : "problem");
}

/** A finding in the words of the provider's own error. */
export function fromError({ message, remedy }: PartnerCenterError, status: Finding["status"] = "problem"): Finding {
  const sentence = remedy !== undefined && message.endsWith(` ${remedy}`) ? message.slice(0, -remedy.length - 1) : message;
  return { status, message: sentence, ...(remedy === undefined ? {} : { remedy }) };
}
