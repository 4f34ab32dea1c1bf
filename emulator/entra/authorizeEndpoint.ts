import { escapeHtml } from "../http/escapeHtml";
import type { Answer, IncomingRequest } from "../http/message";
import { wellKnown } from "../wellKnown";
import type { World } from "../world";
import { entraText } from "./errors";
import { findPartner } from "./findPartner";
import { formOf, page } from "./page";
import type { Partner } from "./partners";

/** The parameters that are carried from the request through the page. */
const carried = ["client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method", "response_mode", "prompt"];

/**
 * `GET …/authorize`: the page on which a user signs in and consents (learn: identity-platform/v2-oauth2-auth-code-flow). Here one button does it.
 * What is wrong with the app or the redirect URI is told on the page, everything else at the redirect URI.
 */
export function answerAuthorize(world: World, request: IncomingRequest, tenant: string): Answer {
  const checked = check(world, request.query, tenant);
  if ("status" in checked) return checked;
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
export function answerConsent(world: World, request: IncomingRequest, tenant: string): Answer {
  const form = new URLSearchParams(request.body);
  const checked = check(world, form, tenant);
  if ("status" in checked) return checked;
  const { partner, redirectUri } = checked;
  const state = form.get("state");
  const challenge = form.get("code_challenge");
  const answer: Record<string, string> =
    form.get("verdict") === "accept"
      ? {
          code: world.codes.write({
            tenantId: partner.tenantId,
            redirectUri,
            issuedAt: world.clock.now(),
            ...(challenge === null ? {} : { challenge }),
          }),
        }
      : { error: "access_denied", error_description: entraText(65004) };
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, ...(state === null ? {} : { state }) })) target.searchParams.set(name, value);
  return { status: 302, headers: { Location: target.href, "Cache-Control": "no-store" } };
}

function check(world: World, query: URLSearchParams, tenant: string): { readonly partner: Partner; readonly redirectUri: string } | Answer {
  const clientId = query.get("client_id");
  const partner = findPartner(world, tenant, clientId);
  if (partner === undefined) return refused(90002, `Tenant '${tenant}'.`);
  if (clientId?.toLowerCase() !== partner.clientId) return refused(700016, `Identifier '${clientId ?? ""}'.`);
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRegistered(redirectUri)) return refused(50011, `The redirect URI '${redirectUri}' is not one of the app's.`);
  return { partner, redirectUri };
}

/** The app has `http://localhost` registered, where the port does not matter (learn: identity-platform/reply-url, "Localhost exceptions"). */
function isRegistered(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname) && url.pathname === "/";
}

function refused(code: 90002 | 700016 | 50011, detail: string): Answer {
  return page(400, "Sorry, but we're having trouble signing you in", `<p>${escapeHtml(`${entraText(code)} ${detail}`)}</p>`);
}
