import type { ServerResponse } from "node:http";
import { accessToken } from "./partnerCenter";
import { json, type Received, startServer, type TestServer } from "./server";

/** What an Entra of several tenants knows of one refresh token. Tenant and client by their ids in lower case. */
export interface Grant {
  readonly tenantId: string;
  readonly clientId: string;
  /** Claims of the access tokens that it gives. */
  readonly claims?: Record<string, unknown>;
  /** Refused with this code: `50173`. */
  readonly refused?: number;
}

export interface Entra extends TestServer {
  /** By refresh token. */
  readonly grants: Map<string, Grant>;
  /** The form of each token request, with the tenant of its path. */
  readonly asked: (Record<string, string> & { readonly tenant: string })[];
  /** Calls of the API. Answers them; default 200 with an empty list. */
  api: (request: Received, response: ServerResponse) => void;
  readonly calls: Received[];
}

/**
 * Several tenants behind one address, hand-made after Microsoft's pages: a refresh token is redeemed in its own tenant by its own client alone, and
 * gives a new one that belongs to the same two.
 */
export async function startEntra(grants: Readonly<Record<string, Grant>>): Promise<Entra> {
  const known = new Map(Object.entries(grants));
  const asked: Entra["asked"] = [];
  const calls: Received[] = [];
  let count = 0;
  const server = await startServer((request, response) => {
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(request.url)?.[1];
    if (tenant === undefined) {
      calls.push(request);
      entra.api(request, response);
      return;
    }
    const form = Object.fromEntries(new URLSearchParams(request.body));
    asked.push({ ...form, tenant });
    const grant = known.get(form["refresh_token"] ?? "");
    const refuse = (code: number, error = "invalid_grant"): void =>
      json(response, 400, { error, error_description: `AADSTS${code}: Said by the test.`, error_codes: [code] });
    if (grant === undefined) return refuse(70000);
    if (grant.tenantId !== tenant.toLowerCase()) return refuse(700007);
    if (grant.clientId !== form["client_id"]?.toLowerCase()) return refuse(700007);
    if (grant.refused !== undefined) return refuse(grant.refused);
    const rotated = `rotated-${++count}-of-${form["refresh_token"]}`;
    known.set(rotated, grant);
    json(response, 200, {
      token_type: "Bearer",
      expires_in: 3599,
      access_token: accessToken({ tid: grant.tenantId, jti: `${count}`, ...grant.claims }),
      refresh_token: rotated,
    });
  });
  const entra: Entra = {
    ...server,
    grants: known,
    asked,
    calls,
    api: (_request, response) => json(response, 200, []),
  };
  return entra;
}
