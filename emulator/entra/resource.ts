import { partnerCenterAudiences } from "./audiences";
import type { Refusal } from "./clientCheck";

const partnerCenter = "https://api.partnercenter.microsoft.com";
const graph = "https://graph.microsoft.com";

/** Resources of other services that a client may hold a token for, and present to Partner Center by mistake. */
const otherResources = ["https://graph.windows.net", graph, "https://management.azure.com", "https://management.core.windows.net"];

/** The scopes of OpenID Connect, which are no resource's (identity-platform/scopes-oidc). */
const openIdScopes = ["openid", "profile", "email", "offline_access"];

/** What a token request asks a token for. */
export interface Asked {
  readonly audience: string;
  /** The permissions by name, without `.default`. */
  readonly permissions: readonly string[];
  /** Whether `openid` was asked for: then there is an id token. */
  readonly openId: boolean;
}

/** What is asked for, as it was sent: with the token request, or with the sign-in before it. */
export interface Wanted {
  readonly scope?: string | undefined;
  /** Of version 1. */
  readonly resource?: string | undefined;
}

/** Reads `resource` (v1) or `scope` (v2). What a user consented to, redeemed without either, is for Partner Center (judgement). */
export function readAsked(version: "v1" | "v2", wanted: Wanted, grant: string, ownUrl: string): Asked | Refusal {
  const scopes = (wanted.scope ?? "").split(" ").filter((scope) => scope !== "");
  const openId = scopes.includes("openid");
  const asked = version === "v1" ? v1(wanted.resource) : v2(scopes);
  if (asked === undefined) return noResource(version, grant, openId);
  if ("code" in asked) return asked;
  if (version === "v2" && grant === "client_credentials" && !scopes.every((scope) => scope.endsWith("/.default")))
    return { code: 1002012, detail: `Scope '${scopes.join(" ")}'.` };
  const { audience, permissions } = asked;
  const known = [...partnerCenterAudiences, ...otherResources, ownUrl].includes(audience);
  const named = permissions.filter((name) => name !== ".default");
  return known
    ? { audience, openId, permissions: named.length === 0 || audience === partnerCenter ? ["user_impersonation"] : named }
    : { code: 500011, detail: `Resource '${audience}'.` };
}

interface Resource {
  readonly audience: string;
  readonly permissions: readonly string[];
}

function v1(resource: string | undefined): Resource | undefined {
  return resource ? { audience: resource.replace(/\/$/, ""), permissions: [] } : undefined;
}

/** A permission without a resource is one of Graph's; all must be of one resource (identity-platform/scopes-oidc). */
function v2(scopes: readonly string[]): Resource | Refusal | undefined {
  const parts = scopes
    .filter((scope) => !openIdScopes.includes(scope))
    .map((scope) => {
      const at = scope.lastIndexOf("/");
      return at < 0 ? { audience: graph, name: scope } : { audience: scope.slice(0, at).replace(/\/$/, ""), name: scope.slice(at + 1) };
    });
  const [first] = parts;
  if (first === undefined) return undefined;
  if (parts.some(({ audience }) => audience !== first.audience)) return { code: 28000, detail: `Scope '${scopes.join(" ")}'.` };
  return { audience: first.audience, permissions: parts.map(({ name }) => name) };
}

function noResource(version: "v1" | "v2", grant: string, openId: boolean): Asked | Refusal {
  if (grant !== "client_credentials") return { audience: partnerCenter, permissions: ["user_impersonation"], openId };
  return version === "v1" ? { code: 900144, detail: "'resource'." } : { code: 900144, detail: "'scope'." };
}
