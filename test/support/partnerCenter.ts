import type { ServerResponse } from "node:http";
import { readSettings, type Settings } from "../../provider/config/settings";
import type { Diagnostics, Severity } from "../../provider/diagnostics";
import type { Ports } from "../../provider/ports";
import { systemPorts } from "../../provider/systemPorts";
import { json, type Received, startServer, type TestServer } from "./server";

export const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
export const requestId = "037db222-6d8e-4d7f-ba78-df3dca33fb68";
export const tenantId = "11111111-2222-4333-8444-555555555555";

/** A token as Entra makes them for Partner Center, unsigned. */
export function accessToken(claims: Record<string, unknown> = {}): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const body = {
    aud: "https://api.partnercenter.microsoft.com",
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: now,
    exp: now + 3600,
    amr: ["pwd", "mfa"],
    scp: "user_impersonation",
    tid: tenantId,
    ver: "1.0",
    ...claims,
  };
  return `${encode({ typ: "JWT", alg: "none" })}.${encode(body)}.c2lnbmF0dXJl`;
}

/** Both services on one port: tokens by themselves, everything else as the test says. */
export async function startPartnerCenter(
  reply: (request: Received, response: ServerResponse, index: number) => void,
  token: (request: Received, response: ServerResponse, index: number) => void = giveToken,
): Promise<TestServer & { readonly tokenRequests: Received[]; readonly calls: Received[] }> {
  const tokenRequests: Received[] = [];
  const calls: Received[] = [];
  const server = await startServer((request, response) => {
    if (request.url.endsWith("/oauth2/v2.0/token")) token(request, response, tokenRequests.push(request) - 1);
    else reply(request, response, calls.push(request) - 1);
  });
  return { ...server, tokenRequests, calls };
}

export function giveToken(_request: Received, response: ServerResponse): void {
  json(response, 200, { token_type: "Bearer", expires_in: 3599, access_token: accessToken(), refresh_token: "rotated-refresh-token" });
}

export function settingsFor(url: string, more: Record<string, string> = {}): Settings {
  const values: Record<string, string> = {
    endpoint: url,
    authority: url,
    tenantId,
    clientId: "99999999-2222-4333-8444-555555555555",
    clientSecret: "the-client-secret",
    refreshToken: "the-refresh-token",
    ...more,
  };
  return readSettings((key) => values[key], {});
}

/** The real world with waits of no length. */
export const hastyPorts: Ports = { ...systemPorts, random: () => 0 };

export function recordingDiagnostics(): Diagnostics & { readonly messages: { severity: Severity; message: string }[] } {
  const messages: { severity: Severity; message: string }[] = [];
  return { messages, report: (severity, message) => void messages.push({ severity, message }), flush: async () => {} };
}

export const silent: Diagnostics = { report: () => {}, flush: async () => {} };
