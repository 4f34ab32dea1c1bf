import type { Secret } from "../config/secret";
import { howItCounts, type SignInSources } from "../config/signInSources";
import { PartnerCenterError } from "../errors";
import type { Clock } from "../ports";
import { decodeClaims } from "./claims";
import type { TokenCredential } from "./credential";

const anHour = 60 * 60 * 1000;

/** An access token that was got elsewhere. Cannot be renewed; its end is read from the token, an hour from now where it says none. */
export function accessTokenCredential(accessToken: Secret, clock: Clock, sources: SignInSources): TokenCredential {
  const counts = howItCounts(sources, ["accessToken"]);
  const remedy = (text: string): string => [text, counts].filter(Boolean).join(" ");
  return {
    renewable: false,
    async getToken() {
      const token = accessToken.reveal();
      if (!/^[\x21-\x7e]+$/.test(token)) {
        throw new PartnerCenterError(
          "The text in partnercenter:accessToken is no access token: it holds spaces, line ends or other such characters.",
          {
            kind: "configuration",
            remedy: remedy("Set the token alone, in one line, without `Bearer` (partnercenter:accessToken or PARTNERCENTER_ACCESS_TOKEN)."),
          },
        );
      }
      const now = clock.now();
      const expiresOnTimestamp = decodeClaims(token)?.expiresAt ?? now + anHour;
      if (expiresOnTimestamp > now) return { token, expiresOnTimestamp };
      throw new PartnerCenterError("The access token in partnercenter:accessToken has expired, by this machine's clock.", {
        kind: "authentication",
        remedy: remedy(
          "Set a new one (`pulumi config set --secret partnercenter:accessToken` or PARTNERCENTER_ACCESS_TOKEN), or use a refresh token, which is renewed by itself.",
        ),
      });
    },
  };
}
