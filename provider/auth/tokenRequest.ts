import type { SignInSources } from "../config/signInSources";
import { limits } from "../http/limits";
import { readBody } from "../http/outcome";
import { type Channel, sendWithRetry } from "../http/send";
import type { Redactor } from "../redact";
import { type ClientProof, proofFields } from "./clientProof";
import { signInError } from "./signInErrors";

/** Where tokens are asked for, and what guards the talk about it. */
export interface TokenEndpoint {
  /** Base URL of the sign-in service, without a slash at the end. */
  readonly authority: string;
  readonly tenantId: string;
  readonly channel: Channel;
  readonly redactor: Redactor;
  /** Where the configured values come from, so that a remedy says how a new one counts. Absent where a person signs in. */
  readonly sources?: SignInSources;
}

export interface TokenAnswer {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The rotated refresh token, where one came. */
  readonly refreshToken?: string;
}

/**
 * Asks the v2 token endpoint. Sent again like a GET when it fails, since redeeming a refresh token does not revoke it
 * (learn.microsoft.com/entra/identity-platform/refresh-tokens).
 *
 * @throws PartnerCenterError of kind `authentication`, `mfa`, `unreachable`, `unavailable` …
 */
export async function requestToken(
  endpoint: TokenEndpoint,
  clientId: string,
  proof: ClientProof,
  fields: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<TokenAnswer> {
  const { authority, tenantId, channel, redactor, sources } = endpoint;
  const url = `${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const asked = channel.ports.now();
  const { outcome } = await sendWithRetry(channel, {
    limit: limits.signIn,
    signal,
    prepare: async () => ({
      method: "POST",
      url,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id: clientId, ...fields, ...proofFields(proof, clientId, url, channel.ports) }).toString(),
    }),
  });
  if (outcome.kind === "answered" && outcome.status === 200) {
    const body = readBody(outcome.body);
    const answer = body.kind === "json" ? readTokens(body.json, asked) : undefined;
    if (answer !== undefined) {
      redactor.add(answer.accessToken);
      redactor.add(answer.refreshToken);
      return answer;
    }
  }
  throw signInError(outcome, { host: new URL(authority).host, redactor, ...(sources === undefined ? {} : { sources }) });
}

function readTokens(json: unknown, asked: number): TokenAnswer | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = json as Readonly<Record<string, unknown>>;
  if (typeof accessToken !== "string" || accessToken === "") return undefined;
  // A number in version 2, a text in version 1 of the endpoint; an hour is Entra's usual lifetime.
  const lifetime = Number(seconds ?? Number.NaN);
  return {
    accessToken,
    expiresAt: asked + (Number.isFinite(lifetime) && lifetime > 0 ? lifetime : 3600) * 1000,
    ...(typeof refreshToken === "string" && refreshToken !== "" ? { refreshToken } : {}),
  };
}
