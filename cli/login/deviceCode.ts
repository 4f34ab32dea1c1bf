import { signInError } from "../../provider/auth/signInErrors";
import { requestToken, type TokenAnswer } from "../../provider/auth/tokenRequest";
import { PartnerCenterError } from "../../provider/errors";
import { limits } from "../../provider/http/limits";
import { readBody } from "../../provider/http/outcome";
import { sendWithRetry } from "../../provider/http/send";
import { sleep } from "../../provider/ports";
import { type Application, scopeOf } from "./application";
import { unfinished, type Waits } from "./authorizationCode";

/** What the service answers to the request for a code (RFC 8628, 3.2). */
interface Started {
  readonly deviceCode: string;
  /** What the user is to do. */
  readonly message: string;
  /** Seconds between two looks, and until it ends. */
  readonly interval: number;
  readonly expiresIn: number;
}

/** What is answered while the user has not finished (RFC 8628, 3.5; AADSTS70016 is Entra's number for it). */
const pending = ["authorization_pending", "AADSTS70016", "slow_down"];

/**
 * The sign-in on another device (RFC 8628; learn: identity-platform/v2-oauth2-device-code). Many tenants block it by Conditional Access.
 *
 * @param say Tells the user where to type what.
 * @throws PartnerCenterError
 */
export async function signInByDeviceCode(app: Application, say: (message: string) => void, waits: Waits): Promise<TokenAnswer> {
  const { session, authority, tenantId, clientId, proof } = app;
  const { ports } = session.channel;
  const { deviceCode, message, interval, expiresIn } = await start(app, waits.user).catch((error: unknown) => {
    throw waits.user.aborted ? late(waits) : error;
  });
  session.redactor.add(deviceCode);
  say(message);
  const end = ports.now() + expiresIn * 1000;
  for (let wait = interval; ports.now() < end; ) {
    await sleep(ports, wait * 1000, waits.user).catch(() => {
      throw late(waits);
    });
    try {
      const fields = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: deviceCode };
      return await requestToken({ authority, tenantId, ...session }, clientId, proof, fields, waits.user);
    } catch (error) {
      if (waits.user.aborted) throw late(waits);
      const code = error instanceof PartnerCenterError ? error.code : undefined;
      if (code === undefined || !pending.includes(code)) throw error;
      if (code === "slow_down") wait += 5;
    }
  }
  throw late(waits);
}

function late(waits: Waits): PartnerCenterError {
  return unfinished(waits, "with the device code", "Run `partnercenter login --device-code` again.");
}

async function start(app: Application, signal: AbortSignal): Promise<Started> {
  const { session, authority, tenantId, clientId } = app;
  const { outcome } = await sendWithRetry(session.channel, {
    limit: limits.signIn,
    signal,
    prepare: async () => ({
      method: "POST",
      url: `${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/devicecode`,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ client_id: clientId, scope: scopeOf(app) }).toString(),
    }),
  });
  if (outcome.kind === "answered" && outcome.status === 200) {
    const body = readBody(outcome.body);
    const started = body.kind === "json" ? readStarted(body.json) : undefined;
    if (started !== undefined) return started;
  }
  throw signInError(outcome, { host: new URL(authority).host, redactor: session.redactor });
}

function readStarted(json: unknown): Started | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const { device_code: deviceCode, user_code: userCode, ...rest } = json as Readonly<Record<string, unknown>>;
  const { verification_uri: place, message, interval, expires_in: expiresIn } = rest;
  if (typeof deviceCode !== "string" || typeof userCode !== "string" || typeof place !== "string") return undefined;
  const said = typeof message === "string" ? message : `Open ${place} in a browser and enter the code ${userCode}.`;
  const number = (value: unknown, otherwise: number): number => (typeof value === "number" && value > 0 ? value : otherwise);
  // RFC 8628: five seconds where nothing is said.
  return { deviceCode, message: said.replace(/\p{Cc}+/gu, " "), interval: number(interval, 5), expiresIn: number(expiresIn, 900) };
}
