import { randomUUID } from "node:crypto";
import { type Answer, json } from "../http/message";

/** What the authority refuses for, by AADSTS number: learn, identity-platform/reference-error-codes. */
const refusals = {
  7000215: { status: 401, error: "invalid_client", text: "Invalid client secret provided." },
  7000218: {
    status: 401,
    error: "invalid_client",
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  700027: { status: 401, error: "invalid_client", text: "Client assertion failed signature validation." },
  700016: { status: 400, error: "unauthorized_client", text: "The application was not found in the directory." },
  90002: { status: 400, error: "invalid_request", text: "The tenant was not found." },
  900144: { status: 400, error: "invalid_request", text: "The request body must contain a required parameter." },
  70003: { status: 400, error: "unsupported_grant_type", text: "The app requested an unsupported grant type." },
  70011: { status: 400, error: "invalid_scope", text: "The provided value for the input parameter 'scope' is not valid." },
  1002012: {
    status: 400,
    error: "invalid_scope",
    text: "The provided value for scope is not valid. Client credential flows must have a scope value with /.default.",
  },
  500011: { status: 400, error: "invalid_resource", text: "The resource principal was not found in the tenant." },
  70000: { status: 400, error: "invalid_grant", text: "The provided value for the input parameter 'refresh_token' is not valid." },
  700082: { status: 400, error: "invalid_grant", text: "The refresh token has expired due to inactivity." },
  50173: {
    status: 400,
    error: "invalid_grant",
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
  },
  70008: { status: 400, error: "invalid_grant", text: "The provided authorization code or refresh token has expired due to inactivity." },
  54005: {
    status: 400,
    error: "invalid_grant",
    text: "OAuth2 Authorization code was already redeemed, please retry with a new valid code.",
  },
  500112: {
    status: 400,
    error: "invalid_client",
    text: "The reply address does not match the reply address provided when requesting Authorization code.",
  },
  501481: {
    status: 400,
    error: "invalid_grant",
    text: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
  },
  9002313: { status: 400, error: "invalid_request", text: "Invalid request. Request is malformed or invalid." },
  50011: {
    status: 400,
    error: "invalid_request",
    text: "The redirect URI specified in the request does not match the redirect URIs configured for the application.",
  },
  65004: { status: 400, error: "access_denied", text: "User declined to consent to access the app." },
  70016: {
    status: 400,
    error: "authorization_pending",
    text: "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
  },
  70018: { status: 400, error: "authorization_declined", text: "User declined the authentication." },
  70020: {
    status: 400,
    error: "expired_token",
    text: "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  },
} as const;

export type EntraCode = keyof typeof refusals;

/** The words of a refusal, as a page or a redirect says them. */
export function entraText(code: EntraCode): string {
  return `AADSTS${code}: ${refusals[code].text}`;
}

/** Shape F: an error of the token endpoint. */
export function entraError(code: EntraCode, detail: string, now: number): Answer {
  const { status, error, text } = refusals[code];
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace("T", " ")}Z`;
  return json(status, {
    error,
    error_description: `AADSTS${code}: ${text} ${detail} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [Number(code)],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  });
}
