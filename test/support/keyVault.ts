import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { HostReply } from "./httpsWorld";
import type { Received } from "./server";

/** A vault that speaks the secrets API of Azure Key Vault (7.x), as far as a token store needs it. */
export interface FakeVault {
  readonly reply: HostReply;
  /** The versions of each secret, oldest first. */
  readonly secrets: Map<string, { value: string; updated: number; contentType?: string; exp?: number; tags?: Record<string, string> }[]>;
  /** Answers every request that has a token; `{}` for none. Default: the vault behaves. */
  fault: { status?: number; code?: string; headers?: Record<string, string>; silent?: boolean };
  /** Authorization headers of the requests that had one. */
  readonly tokens: string[];
  /** Requests without a token, which were answered with the challenge. */
  challenges: number;
}

/**
 * Source of the shapes: learn.microsoft.com/rest/api/keyvault/secrets and …/azure/key-vault/general/authentication-requests-and-responses.
 *
 * @param authority Where the challenge sends a client for its token.
 */
export function fakeVault(host: string, authority: string, resource = "https://vault.azure.net"): FakeVault {
  const vault: FakeVault = {
    secrets: new Map(),
    fault: {},
    tokens: [],
    challenges: 0,
    reply(request, response) {
      const { authorization } = request.headers;
      if (authorization === undefined) {
        vault.challenges++;
        const challenge = `Bearer authorization="${authority}", resource="${resource}"`;
        answer(response, 401, problem("Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."), {
          "WWW-Authenticate": challenge,
        });
        return;
      }
      vault.tokens.push(authorization);
      const { status, code = "Planted", headers, silent } = vault.fault;
      if (silent) return;
      if (status !== undefined) answer(response, status, problem(code, `Planted: ${authorization} ${request.body}`), headers);
      else serve(vault, host, request, response);
    },
  };
  return vault;
}

function serve(vault: FakeVault, host: string, { method, url, body }: Received, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, `https://${host}`);
  const [, name = "", version] = (searchParams.has("api-version") && /^\/secrets\/([\w-]+)(?:\/(\w*))?$/.exec(pathname)) || [];
  const versions = vault.secrets.get(name) ?? [];
  if (method === "PUT" && version === undefined) {
    const { value, contentType, attributes, tags } = JSON.parse(body) as {
      value: string;
      contentType?: string;
      attributes?: { exp?: number };
      tags?: Record<string, string>;
    };
    versions.push({
      value,
      updated: Math.floor(Date.now() / 1000),
      ...(contentType === undefined ? {} : { contentType }),
      ...(attributes?.exp === undefined ? {} : { exp: attributes.exp }),
      ...(tags === undefined ? {} : { tags }),
    });
    vault.secrets.set(name, versions);
  } else if (method !== "GET") {
    answer(response, 405, problem("MethodNotAllowed", method));
    return;
  }
  const latest = versions.at(-1);
  if (latest === undefined) {
    answer(response, 404, problem("SecretNotFound", `A secret with (name/id) ${name} was not found in this key vault.`));
    return;
  }
  const { value, updated, contentType, exp, tags } = latest;
  answer(response, 200, {
    value,
    id: `https://${host}/secrets/${name}/${randomUUID().replaceAll("-", "")}`,
    ...(contentType === undefined ? {} : { contentType }),
    ...(tags === undefined ? {} : { tags }),
    attributes: { enabled: true, created: updated, updated, recoveryLevel: "Recoverable+Purgeable", ...(exp === undefined ? {} : { exp }) },
  });
}

const problem = (code: string, message: string) => ({ error: { code, message } });

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}
