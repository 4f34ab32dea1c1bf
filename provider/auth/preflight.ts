import { partnerCenterApplicationId } from "../config/clouds";
import { PartnerCenterError } from "../errors";
import { isGuid } from "../guid";
import { decodeClaims } from "./claims";

/** What a token for submissions must say. */
export interface Expectation {
  /** The resource it is meant for, `https://api.partnercenter.microsoft.com`. */
  readonly audience: string;
  /** The partner's tenant, where it is configured. A domain name is not compared. */
  readonly tenantId?: string;
  readonly now: number;
}

const mfaLink = "https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa";

/**
 * Looks at an access token before a submission and says what the service would refuse, more clearly and without a request. A token
 * that cannot be decoded is left to the service.
 *
 * Sources: App+User only (`update-customer-qualification-asynchronous`, 06/28/2022); `amr` must contain `mfa`
 * (`partner-security-requirements-mandating-mfa`, 05/26/2023); audience `https://api.partnercenter.microsoft.com`
 * (`deprecate-azure-active-directory-graph-token`).
 */
export function preflight(token: string, { audience, tenantId, now }: Expectation): PartnerCenterError | undefined {
  const claims = decodeClaims(token);
  if (claims === undefined) return undefined;

  if (claims.audience !== undefined && !meantFor(claims.audience, audience)) {
    return new PartnerCenterError(`The access token is meant for ${shown(claims.audience)}, not for Partner Center.`, {
      kind: "authentication",
      remedy: `Get a token for the resource ${audience} (scope ${audience}/.default).`,
    });
  }
  if (
    tenantId !== undefined &&
    isGuid(tenantId) &&
    claims.tenantId !== undefined &&
    claims.tenantId.toLowerCase() !== tenantId.toLowerCase()
  ) {
    return new PartnerCenterError(
      `The access token is of the tenant ${shown(claims.tenantId)}, but partnercenter:tenantId is ${tenantId.toLowerCase()}.`,
      { kind: "authentication", remedy: "Sign in to the partner's own tenant, or correct partnercenter:tenantId." },
    );
  }
  if (claims.expiresAt !== undefined && claims.expiresAt <= now) {
    return new PartnerCenterError(`The access token expired at ${date(claims.expiresAt)}; by this machine's clock it is ${date(now)}.`, {
      kind: "authentication",
      remedy: "Get a new one, or correct the clock. With a refresh token (partnercenter:refreshToken) it is renewed by itself.",
    });
  }
  if (claims.scopes === undefined) {
    return new PartnerCenterError(
      "The access token stands for an application alone, but Partner Center lets only a user ask for a qualification.",
      {
        kind: "appOnly",
        remedy:
          "Sign in with App+User credentials: a refresh token from the Secure Application Model (partnercenter:refreshToken). Reading works as it is.",
      },
    );
  }
  const saysHow = claims.methods !== undefined || claims.version === "1.0";
  if (saysHow && !claims.methods?.includes("mfa")) {
    return new PartnerCenterError(
      "The user behind the access token did not sign in with multi-factor authentication (the claim amr has no mfa).",
      {
        kind: "mfa",
        remedy: `Run \`partnercenter login\` with multi-factor authentication, which stores a new refresh token: ${mfaLink}.`,
      },
    );
  }
  return undefined;
}

function meantFor(actual: string, wanted: string): boolean {
  const plain = actual.toLowerCase().replace(/\/+$/, "");
  return plain === wanted.toLowerCase() || plain === partnerCenterApplicationId;
}

/** Claims come from outside: cut, and without control characters. */
function shown(text: string): string {
  return JSON.stringify(text.replace(/[^\x20-\x7e]/g, "?").slice(0, 100));
}

function date(millis: number): string {
  return Math.abs(millis) < 8.64e15 ? `${new Date(millis).toISOString().slice(0, 19)}Z` : "an unknown time";
}
