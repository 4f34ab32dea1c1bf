import { PartnerCenterError } from "../errors";
import { orAborted } from "../http/deadline";
import type { Clock } from "../ports";
import type { AccessToken, TokenCredential } from "./credential";

export const cacheNumbers = {
  /** A token is renewed this long before it ends, in milliseconds. */
  early: 2 * 60 * 1000,
  /** A refused sign-in is not tried again for this long, so that a thousand resources do not lock an account. */
  refused: 60 * 1000,
} as const;

/** One access token for everybody: fetched once, renewed in time. */
export interface TokenCache {
  /** @throws PartnerCenterError as the credential does. */
  get(signal?: AbortSignal): Promise<string>;
  /** The service did not accept this token: the next `get` fetches another, unless somebody else already has. */
  invalidate(token: string): void;
}

export function createTokenCache(credential: TokenCredential, scope: string, clock: Clock): TokenCache {
  let current: AccessToken | undefined;
  let flight: Promise<string> | undefined;
  let refusal: { readonly error: PartnerCenterError; readonly at: number } | undefined;

  const left = (): number => (current === undefined ? 0 : current.expiresOnTimestamp - clock.now());

  const fetch = async (): Promise<string> => {
    try {
      const token = await credential.getToken(scope);
      if (token === null) throw new PartnerCenterError("The sign-in gave no access token.", { kind: "authentication" });
      current = token;
      refusal = undefined;
      return token.token;
    } catch (error) {
      if (current !== undefined && left() > 0) return current.token;
      if (error instanceof PartnerCenterError && isLasting(error)) refusal = { error, at: clock.now() };
      throw error;
    } finally {
      flight = undefined;
    }
  };

  return {
    async get(signal) {
      if (current !== undefined && left() > cacheNumbers.early) return current.token;
      if (refusal !== undefined && Math.abs(clock.now() - refusal.at) < cacheNumbers.refused) throw refusal.error;
      flight ??= fetch();
      return orAborted(flight, signal);
    },
    invalidate(token) {
      if (current?.token === token) current = undefined;
    },
  };
}

function isLasting({ kind }: PartnerCenterError): boolean {
  return kind === "authentication" || kind === "mfa" || kind === "configuration";
}
