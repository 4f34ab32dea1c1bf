import type { AppRegistration } from "../config/settings";
import { limits } from "../http/limits";
import { readBody } from "../http/outcome";
import { type Line, sendWithRetry } from "../http/send";
import type { Redactor } from "../redact";
import { clientAssertion } from "./clientAssertion";
import { signInError } from "./signInError";

/** Where tokens are asked for, and what guards the talk about it. */
export interface TokenEndpoint {
  /** Base URL of the sign-in service, without a slash at the end. */
  readonly authority: string;
  readonly tenantId: string;
  readonly line: Line;
  readonly redactor: Redactor;
}

export interface TokenAnswer {
  readonly accessToken: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The rotated refresh token, where one came. */
  readonly refreshToken?: string;
}

/** The application's own proof: secret, certificate, or nothing for a public client. */
export type ClientProof = Pick<AppRegistration, "clientSecret" | "clientCertificatePath" | "clientCertificatePassword">;

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
): Promise<TokenAnswer> {
  const { authority, tenantId, line, redactor } = endpoint;
  const url = `${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const asked = line.ports.now();
  const { outcome } = await sendWithRetry(line, {
    limit: limits.signIn,
    prepare: async () => ({
      method: "POST",
      url,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id: clientId, ...fields, ...prove(proof, clientId, url, line) }).toString(),
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
  throw signInError(outcome, new URL(authority).host, redactor);
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

function prove(proof: ClientProof, clientId: string, audience: string, line: Line): Record<string, string> {
  if (proof.clientSecret !== undefined) return { client_secret: proof.clientSecret.reveal() };
  if (proof.clientCertificatePath === undefined) return {};
  return {
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: clientAssertion(proof.clientCertificatePath, proof.clientCertificatePassword, clientId, audience, line.ports),
  };
}
