import { partnerCenterAudiences } from "./audiences";
import type { Refusal } from "./clientCheck";

/** Resources of other services that a client may hold a token for, and present to Partner Center by mistake. */
const otherResources = [
  "https://graph.windows.net",
  "https://graph.microsoft.com",
  "https://management.azure.com",
  "https://management.core.windows.net",
];

/** What a token request asks a token for. */
export interface Asked {
  readonly audience: string;
  /** Whether `openid` was asked for: then there is an id token. */
  readonly openId: boolean;
}

/** Reads `resource` (v1) or `scope` (v2). What a user consented to, redeemed without either, is for Partner Center. */
export function readAsked(version: "v1" | "v2", form: URLSearchParams, grant: string, ownUrl: string): Asked | Refusal {
  const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  const openId = scopes.includes("openid");
  const wanted = version === "v1" ? form.get("resource") : scopes.find((scope) => scope.includes("/"));
  if (!wanted) return noResource(version, grant, openId);
  if (version === "v2" && grant === "client_credentials" && !wanted.endsWith("/.default"))
    return { code: 1002012, detail: `Scope '${wanted}'.` };
  const audience = (version === "v1" ? wanted : wanted.slice(0, wanted.lastIndexOf("/"))).replace(/\/$/, "");
  const known = [...partnerCenterAudiences, ...otherResources, ownUrl].includes(audience);
  return known ? { audience, openId } : { code: 500011, detail: `Resource '${audience}'.` };
}

function noResource(version: "v1" | "v2", grant: string, openId: boolean): Asked | Refusal {
  if (grant !== "client_credentials") return { audience: "https://api.partnercenter.microsoft.com", openId };
  return version === "v1" ? { code: 900144, detail: "'resource'." } : { code: 900144, detail: "'scope'." };
}
