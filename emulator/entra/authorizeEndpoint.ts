import { escapeHtml } from "../http/escapeHtml";
import type { Answer, IncomingRequest } from "../http/message";
import { wellKnown } from "../wellKnown";
import type { World } from "../world";
import { type EntraCode, entraText } from "./errors";
import { findPartner } from "./findPartner";
import { issuerOf } from "./openId";
import { formOf, page } from "./page";
import type { Partner } from "./partners";

/** The parameters that are carried from the request through the page. */
const carried = [
  "client_id",
  "redirect_uri",
  "response_type",
  "response_mode",
  "state",
  "nonce",
  "scope",
  "resource",
  "code_challenge",
  "code_challenge_method",
  "prompt",
];

const responseTypes = ["code", "id_token", "code id_token"];
const responseModes = ["query", "fragment", "form_post"] as const;
type ResponseMode = (typeof responseModes)[number];

/**
 * `GET …/authorize`: the page on which a user signs in and consents (learn: identity-platform/v2-oauth2-auth-code-flow). Here one button does it.
 * What is wrong with the app or the redirect URI is told on the page, everything else at the redirect URI.
 */
export function answerAuthorize(world: World, request: IncomingRequest, tenant: string): Answer {
  const checked = check(world, request.query, tenant);
  if ("status" in checked) return checked;
  // Nobody is signed in before the page was seen.
  if (request.query.get("prompt") === "none") return tell(checked, problem(50058, "login_required"));
  const fields = carried.flatMap((name) => {
    const value = request.query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const controls = `<button name="verdict" value="accept" autofocus>Accept</button><button name="verdict" value="cancel">Cancel</button>`;
  return page(
    200,
    "Permissions requested",
    `<p>The app <code>${escapeHtml(checked.partner.clientId)}</code> asks to act in Partner Center as <strong>${wellKnown.userPrincipalName}</strong>.</p>
<p>Scope: <code>${escapeHtml(request.query.get("scope") ?? "")}</code></p>${formOf(fields, controls)}`,
  );
}

/** `POST …/authorize`: what the user decided, sent to the redirect URI. */
export function answerConsent(world: World, request: IncomingRequest, tenant: string, version: "v1" | "v2"): Answer {
  const form = new URLSearchParams(request.body);
  const checked = check(world, form, tenant);
  if ("status" in checked) return checked;
  const { partner, redirectUri, types } = checked;
  if (form.get("verdict") !== "accept") return tell(checked, problem(65004, "access_denied"));
  const now = world.clock.now();
  const given = (name: string): Record<string, string> => {
    const value = form.get(name);
    return value === null ? {} : { [name]: value };
  };
  const challenge = form.get("code_challenge");
  const code = {
    tenantId: partner.tenantId,
    redirectUri,
    issuedAt: now,
    ...(challenge === null ? {} : { challenge }),
    ...given("nonce"),
    ...given("scope"),
    ...given("resource"),
  };
  const issuer = issuerOf(request.url, partner.tenantId, version);
  return tell(checked, {
    ...(types.includes("code") ? { code: world.codes.write(code) } : {}),
    ...(types.includes("id_token")
      ? { id_token: world.issuer.idToken(partner, version, issuer, form.get("nonce") ?? undefined, now) }
      : {}),
  });
}

interface Checked {
  readonly partner: Partner;
  readonly redirectUri: string;
  readonly types: readonly string[];
  readonly mode: ResponseMode;
  readonly state: string | null;
}

/** What is asked for, or why not: an answer that is ready to be sent. */
function check(world: World, query: URLSearchParams, tenant: string): Checked | Answer {
  const clientId = query.get("client_id");
  const partner = findPartner(world, tenant, clientId);
  if (partner === undefined) return refused(90002, `Tenant '${tenant}'.`);
  if (clientId?.toLowerCase() !== partner.clientId) return refused(700016, `Identifier '${clientId ?? ""}'.`);
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRegistered(redirectUri)) return refused(50011, `The redirect URI '${redirectUri}' is not one of the app's.`);
  const type = query.get("response_type");
  const types = (type ?? "").split(" ").toSorted();
  const mode = query.get("response_mode");
  // What has a token in it does not go into an address that is logged (identity-platform/v2-protocols-oidc).
  const usual: ResponseMode = types.includes("id_token") ? "fragment" : "query";
  const known = responseModes.find((each) => each === mode);
  const checked = { partner, redirectUri, types, mode: known ?? usual, state: query.get("state") };
  if (type === null || type === "") return tell(checked, problem(900144, "invalid_request", "'response_type'."));
  if (!responseTypes.includes(types.join(" "))) return tell(checked, problem(70005, "unsupported_response_type", `'${type}'.`));
  if (mode !== null && (known === undefined || (known === "query" && types.includes("id_token"))))
    return tell({ ...checked, mode: usual }, problem(70007, "invalid_request", `'${mode}'.`));
  if (types.includes("id_token")) {
    if (!(query.get("scope") ?? "").split(" ").includes("openid"))
      return tell(checked, problem(70005, "unsupported_response_type", "'id_token' needs the scope 'openid'."));
    if (!query.get("nonce")) return tell(checked, problem(900144, "invalid_request", "'nonce'."));
  }
  return checked;
}

function problem(code: EntraCode, error: string, detail = ""): Record<string, string> {
  return { error, error_description: `${entraText(code)} ${detail}`.trim() };
}

/** Sends the browser to the redirect URI with what there is to tell, in the way that was asked for. */
function tell({ redirectUri, mode, state }: Checked, fields: Readonly<Record<string, string>>): Answer {
  const session = { session_state: "00000000-eeee-4aaa-8aaa-000000000004" };
  const all = Object.entries({ ...fields, ...(state === null ? {} : { state }), ...session });
  if (mode === "form_post") {
    const content = formOf(all, "<noscript><button>Continue</button></noscript>", redirectUri);
    return page(200, "Working...", `${content}<script>document.forms[0].submit()</script>`);
  }
  const target = new URL(redirectUri);
  if (mode === "query") for (const [name, value] of all) target.searchParams.set(name, value);
  else target.hash = new URLSearchParams(all).toString();
  return { status: 302, headers: { Location: target.href, "Cache-Control": "no-store" } };
}

/**
 * Every address of this machine is registered, at any port (learn: identity-platform/reply-url, "Localhost exceptions"; judgement: any path, and https
 * too, since a developer's app may be anywhere).
 */
function isRegistered(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && ["http:", "https:"].includes(url.protocol) && ["localhost", "127.0.0.1"].includes(url.hostname);
}

function refused(code: 90002 | 700016 | 50011, detail: string): Answer {
  return page(400, "Sorry, but we're having trouble signing you in", `<p>${escapeHtml(`${entraText(code)} ${detail}`)}</p>`);
}
