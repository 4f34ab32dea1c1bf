import { escapeHtml } from "../http/escapeHtml";
import { type Answer, type IncomingRequest, json } from "../http/message";
import { wellKnown } from "../wellKnown";
import type { World } from "../world";
import { deviceCodeInterval, deviceCodeLifetime } from "./deviceCodes";
import { correlationOf, entraError } from "./errors";
import { findPartner } from "./findPartner";
import { formOf, page } from "./page";

/** `POST …/devicecode`: begins a sign-in on another device (learn: identity-platform/v2-oauth2-device-code). */
export function answerDeviceCode(world: World, request: IncomingRequest, tenant: string): Answer {
  const now = world.clock.now();
  const form = new URLSearchParams(request.body);
  const clientId = form.get("client_id");
  const partner = findPartner(world, tenant, clientId);
  if (partner === undefined) return entraError(90002, `Tenant '${tenant}'.`, now, correlationOf(request));
  if (clientId?.toLowerCase() !== partner.clientId)
    return entraError(700016, `Identifier '${clientId ?? ""}'.`, now, correlationOf(request));
  const { deviceCode, userCode } = world.devices.start(
    partner.tenantId,
    form.get("scope") ?? undefined,
    form.get("resource") ?? undefined,
    now,
  );
  const place = `${request.url}/common/oauth2/deviceauth`;
  return json(200, {
    user_code: userCode,
    device_code: deviceCode,
    verification_uri: place,
    expires_in: deviceCodeLifetime,
    interval: deviceCodeInterval,
    message: `To sign in, use a web browser to open the page ${place} and enter the code ${userCode} to authenticate.`,
  });
}

const verdicts = `<p><button name="verdict" value="accept">Accept</button><button name="verdict" value="cancel">Cancel</button></p>`;

/** `GET …/deviceauth`: where the user types the code. */
export function answerDevicePage(): Answer {
  const field = `<p><label>Code <input name="user_code" autofocus autocomplete="off"></label></p>`;
  return page(200, "Enter code", `<p>You sign in as <strong>${wellKnown.userPrincipalName}</strong>.</p>${formOf([], field + verdicts)}`);
}

/** `POST …/deviceauth`: what the user typed and decided. */
export function answerDeviceVerdict(world: World, request: IncomingRequest): Answer {
  const form = new URLSearchParams(request.body);
  const typed = form.get("user_code") ?? "";
  const signIn = world.devices.waiting(typed, world.clock.now());
  if (signIn === undefined) return page(400, "That code didn't work", `<p>No sign-in waits for <code>${escapeHtml(typed)}</code>.</p>`);
  signIn.verdict = form.get("verdict") === "accept" ? "accepted" : "declined";
  return signIn.verdict === "accepted"
    ? page(200, "You're signed in", "<p>You have signed in on your device. You may now close this window.</p>")
    : page(200, "You've declined", "<p>Nothing was signed in. You may now close this window.</p>");
}
