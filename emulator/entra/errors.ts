import { randomUUID } from "node:crypto";
import { type Answer, type IncomingRequest, json } from "../http/message";
import { isGuid } from "../state/input";

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
  28000: {
    status: 400,
    error: "invalid_request",
    text: "The provided value for the input parameter 'scope' is not valid, because it contains more than one resource.",
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
  50049: { status: 400, error: "invalid_instance", text: "Unknown or invalid instance." },
  50058: { status: 400, error: "login_required", text: "A silent sign-in request was sent but no user is signed in." },
  70005: { status: 400, error: "unsupported_response_type", text: "The app asked for an unsupported response type." },
  70007: { status: 400, error: "invalid_request", text: "The app asked for an unsupported value of 'response_mode'." },
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

/** The client's own id of a request, as it is told again in errors; else one that is made (seen: what MSAL sends and shows). */
export function correlationOf({ headers, query }: IncomingRequest): string {
  const given = headers["client-request-id"] ?? query.get("client-request-id") ?? "";
  return isGuid(given) ? given : randomUUID();
}

/** Shape F: an error of the token endpoint. `name` is another `error` than the usual one. */
export function entraError(code: EntraCode, detail: string, now: number, correlationId: string, name?: string): Answer {
  const { status, text } = refusals[code];
  const error = name ?? refusals[code].error;
  const traceId = randomUUID();
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
