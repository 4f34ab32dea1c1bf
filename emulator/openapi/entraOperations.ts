import { type Documented, type DocumentedAnswer, query, ref, type Schema } from "./operation";

const html = (description: string): DocumentedAnswer => ({ description, type: "text/html", schema: { type: "string" } });
const form = (schema: Schema): NonNullable<Documented["body"]> => ({ schema, type: "application/x-www-form-urlencoded", required: true });
const error: DocumentedAnswer = { description: "Refused, with the AADSTS number", schema: ref("TokenError") };
const authorizeParameters = [
  "client_id",
  "redirect_uri",
  "response_type",
  "response_mode",
  "scope",
  "state",
  "nonce",
  "prompt",
  "code_challenge",
  "code_challenge_method",
];
const fields = (...names: readonly string[]): Schema => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

/** What the document says of the authority's routes. */
export const entraOperations = {
  token: {
    summary: "Ask for a token",
    source: "secure-app-model-framework, 01/26/2022; identity-platform",
    body: form(ref("TokenRequest")),
    answers: { 200: { description: "Issued", schema: ref("Token") }, 400: error, 401: error },
  },
  authorize: {
    summary: "The page on which a user signs in",
    source: "identity-platform/v2-oauth2-auth-code-flow",
    parameters: authorizeParameters.map((name) => query(name, "As of OAuth 2.0.")),
    answers: {
      200: html("The page, or what is wrong as a form that sends itself to the redirect URI"),
      302: { description: "What is wrong, to the redirect URI", headers: { Location: "With error" } },
      400: html("The app or its redirect URI is wrong"),
    },
  },
  consent: {
    summary: "What the user decided",
    source: "identity-platform/v2-oauth2-auth-code-flow",
    body: form(fields(...authorizeParameters, "verdict")),
    answers: {
      200: html("A form that sends itself to the redirect URI, with the response mode form_post"),
      302: { description: "To the redirect URI", headers: { Location: "With code or error" } },
      400: html("The app or its redirect URI is wrong"),
    },
  },
  deviceCode: {
    summary: "Begin a sign-in on another device",
    source: "identity-platform/v2-oauth2-device-code",
    body: form(fields("client_id", "scope")),
    answers: { 200: { description: "The codes", schema: ref("DeviceCode") }, 400: error },
  },
  devicePage: {
    summary: "Where the user types the code",
    source: "identity-platform/v2-oauth2-device-code",
    answers: { 200: html("The page") },
  },
  deviceVerdict: {
    summary: "What the user typed and decided",
    source: "identity-platform/v2-oauth2-device-code",
    body: form(fields("user_code", "verdict")),
    answers: { 200: html("Done"), 400: html("No sign-in waits for this code") },
  },
  metadata: {
    summary: "OpenID metadata",
    source: "identity-platform/v2-protocols-oidc",
    answers: { 200: { description: "With the addresses by which it was asked for", schema: ref("Metadata") }, 400: error },
  },
  instance: {
    summary: "Whether an authority may be trusted, and its names",
    source: "seen: what MSAL for Python, .NET and Java send and read",
    parameters: [query("authorization_endpoint", "The authority's."), query("api-version", "1.1.")],
    answers: { 200: { description: "Known", schema: ref("Instance") }, 400: error },
  },
  keys: {
    summary: "The keys that tokens are signed with",
    source: "identity-platform/v2-protocols-oidc",
    answers: { 200: { description: "A JSON Web Key Set", schema: ref("Keys") } },
  },
} satisfies Readonly<Record<string, Documented>>;
