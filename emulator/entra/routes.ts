import { matchRoute } from "../http/match";
import { type Answer, type IncomingRequest, json } from "../http/message";
import { entraOperations as docs } from "../openapi/entraOperations";
import type { Documented } from "../openapi/operation";
import type { World } from "../world";
import { answerAuthorize, answerConsent } from "./authorizeEndpoint";
import { answerDeviceCode, answerDevicePage, answerDeviceVerdict } from "./deviceEndpoint";
import { answerInstance, answerKeys, answerMetadata } from "./openId";
import { answerToken } from "./tokenEndpoint";

/** A route of the authority. */
export interface EntraRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly doc: Documented;
  readonly answer: (world: World, request: IncomingRequest, tenant: string) => Answer;
}

/** The authority: what a client of Entra asks before and while it signs in. */
export const entraRoutes: readonly EntraRoute[] = [
  {
    method: "POST",
    path: "/{tenant}/oauth2/token",
    doc: docs.token,
    answer: (world, request, tenant) => answerToken(world, request, tenant, "v1"),
  },
  {
    method: "POST",
    path: "/{tenant}/oauth2/v2.0/token",
    doc: docs.token,
    answer: (world, request, tenant) => answerToken(world, request, tenant, "v2"),
  },
  {
    method: "GET",
    path: "/{tenant}/.well-known/openid-configuration",
    doc: docs.metadata,
    answer: (world, request, tenant) => answerMetadata(world, request, tenant, "v1"),
  },
  {
    method: "GET",
    path: "/{tenant}/v2.0/.well-known/openid-configuration",
    doc: docs.metadata,
    answer: (world, request, tenant) => answerMetadata(world, request, tenant, "v2"),
  },
  { method: "GET", path: "/{tenant}/oauth2/authorize", doc: docs.authorize, answer: answerAuthorize },
  {
    method: "POST",
    path: "/{tenant}/oauth2/authorize",
    doc: docs.consent,
    answer: (world, request, tenant) => answerConsent(world, request, tenant, "v1"),
  },
  { method: "GET", path: "/{tenant}/oauth2/v2.0/authorize", doc: docs.authorize, answer: answerAuthorize },
  {
    method: "POST",
    path: "/{tenant}/oauth2/v2.0/authorize",
    doc: docs.consent,
    answer: (world, request, tenant) => answerConsent(world, request, tenant, "v2"),
  },
  { method: "POST", path: "/{tenant}/oauth2/devicecode", doc: docs.deviceCode, answer: answerDeviceCode },
  { method: "POST", path: "/{tenant}/oauth2/v2.0/devicecode", doc: docs.deviceCode, answer: answerDeviceCode },
  { method: "GET", path: "/{tenant}/oauth2/deviceauth", doc: docs.devicePage, answer: answerDevicePage },
  { method: "POST", path: "/{tenant}/oauth2/deviceauth", doc: docs.deviceVerdict, answer: answerDeviceVerdict },
  { method: "GET", path: "/common/discovery/instance", doc: docs.instance, answer: (world, request) => answerInstance(world, request) },
  { method: "GET", path: "/{tenant}/discovery/keys", doc: docs.keys, answer: () => answerKeys() },
  { method: "GET", path: "/{tenant}/discovery/v2.0/keys", doc: docs.keys, answer: () => answerKeys() },
];

/** The answer of the authority, or undefined if the path is none of its. */
export function dispatchEntra(world: World, request: IncomingRequest): Answer | undefined {
  const match = matchRoute(entraRoutes, request.method, request.path);
  if (match.kind === "unknown") return undefined;
  if (match.kind === "wrongMethod") return json(405, { error: "invalid_request" }, { Allow: match.allowed.join(", ") });
  return match.route.answer(world, request, match.params["tenant"] ?? "");
}
