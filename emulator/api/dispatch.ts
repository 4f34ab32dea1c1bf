import { randomUUID } from "node:crypto";
import { newRecord } from "../customers/create";
import type { CustomerRecord } from "../customers/store";
import { matchRoute } from "../http/match";
import { type Answer, gatewayPage, type IncomingRequest } from "../http/message";
import { isGuid } from "../state/input";
import type { World } from "../world";
import { type Caller, isCaller } from "./bearer";
import type { Call } from "./call";
import { appOnlyRefused, methodNotAllowed, noRelationship, notAGuid, throttled, unknownCustomer } from "./errors";
import { type ApiRoute, apiRoutes } from "./routes";

/** An answer of the API, and whether it is one given before. */
export interface ApiAnswer {
  readonly answer: Answer;
  readonly replayed: boolean;
}

/**
 * Takes a request through the gates every call passes: route, bearer token, throttling, kind of token, customer, replay.
 * The order is a judgement, apart from the route: the gateway knows no token.
 */
export function dispatchApi(world: World, request: IncomingRequest): ApiAnswer {
  const requestId = request.headers["ms-requestid"] || randomUUID();
  const correlationId = request.headers["ms-correlationid"] || randomUUID();
  const finish = (answer: Answer, mfa?: boolean, replayed = false): ApiAnswer => {
    const headers = { ...standardHeaders(requestId, correlationId, request), ...mfaHeader(request, mfa), ...answer.headers };
    return { answer: { ...answer, headers }, replayed };
  };
  const match = matchRoute(servedRoutes(world), request.method, plainPath(request.path));
  if (match.kind === "unknown") return { answer: gatewayPage(404, "Not Found"), replayed: false };
  if (match.kind === "wrongMethod") return finish(methodNotAllowed(request.method, match.allowed));
  const now = world.clock.now();
  const caller = world.bearer.check(request.headers["authorization"], [request.url, world.url], now, world.assumptions);
  if (!isCaller(caller)) return finish(caller);
  const wait = world.throttle.refuse(caller.partnerId, now, world.assumptions.requestsPerMinute);
  if (wait !== undefined) return finish(throttled(wait), caller.mfa);
  const { route, params } = match;
  if (route.userOnly && caller.appOnly) return finish(appOnlyRefused(), caller.mfa);
  const call: Call = { world, request, caller, requestId, correlationId };
  const customer = route.about === "customer" ? findCustomer(world, caller, params["customerId"] ?? "") : undefined;
  if (customer !== undefined && "status" in customer) {
    const ended = replayOfEnd(call, now);
    return finish(ended ?? customer, caller.mfa, ended !== undefined);
  }
  const run = (): Answer =>
    route.about === "partner" ? route.answer(call, params) : route.answer({ ...call, customer: customer as CustomerRecord });
  if (request.method === "GET" || request.method === "HEAD") return finish(run(), caller.mfa);
  const known = findReplay(world, caller, requestId, now);
  if (known !== undefined) return finish(known, caller.mfa, true);
  const answer = run();
  world.changed({ answer: world.replay.remember(caller.partnerId, requestId, answer, now) });
  return finish(answer, caller.mfa);
}

/** What ended a relationship or deleted a customer, sent again, finds no customer any more but is still the same request. */
function replayOfEnd({ world, caller, request, requestId }: Call, now: number): Answer | undefined {
  return request.method === "DELETE" || request.method === "PATCH" ? findReplay(world, caller, requestId, now) : undefined;
}

/**
 * A path without what clients put into it: the Java SDK follows links as `/v1//customers` (what Microsoft does with it is a judgement), and the swagger says
 * that the version may be "1.0".
 */
function plainPath(path: string): string {
  return path.replaceAll(/(?<=.)\/{2,}/g, "/").replace(/^\/v1\.0(?=\/)/i, "/v1");
}

function servedRoutes(world: World): readonly ApiRoute[] {
  return world.assumptions.legacyEndpoint ? apiRoutes : modernRoutes;
}

const modernRoutes = apiRoutes.filter((route) => !route.legacy);

function findReplay(world: World, caller: Caller, requestId: string, now: number): Answer | undefined {
  const { replayRequestIds, replayRefusals, replayWindowSeconds } = world.assumptions;
  const found = replayRequestIds ? world.replay.find(caller.partnerId, requestId, now, replayWindowSeconds) : undefined;
  return found !== undefined && (found.status < 400 || replayRefusals) ? found : undefined;
}

function findCustomer(world: World, caller: Caller, id: string): CustomerRecord | Answer {
  if (!isGuid(id)) return notAGuid();
  const known = world.store.customer(id);
  if (known === undefined) {
    if (!world.assumptions.autoCreateCustomers || world.store.isFull) return unknownCustomer(id, world.assumptions.unknownCustomerShape);
    const made = newRecord({ id, partnerId: caller.partnerId }, world.clock.now());
    world.store.put(made);
    return made;
  }
  return known.relationship === "none" || known.partnerId !== caller.partnerId ? noRelationship(caller.partnerId, known.id) : known;
}

/** The headers of every answer (facts §4.2, from the documented samples and recorded sessions). */
function standardHeaders(requestId: string, correlationId: string, request: IncomingRequest): Record<string, string> {
  return {
    "MS-RequestId": requestId,
    "MS-CorrelationId": correlationId,
    "MS-CV": request.headers["ms-cv"] ?? "mEFQl0suzEGQRSIt.0",
    "MS-ServerId": "00000A",
    "Request-Context": "appId=cid-v1:00000000-eeee-4aaa-8aaa-000000000000",
  };
}

/** `ValidateMfa: true` asks for `isMfaCompliant`, a header of the answer (facts §4.2: three public clients read it there). */
function mfaHeader(request: IncomingRequest, mfa: boolean | undefined): Record<string, string> {
  const asked = request.headers["validatemfa"]?.toLowerCase() === "true";
  return asked && mfa !== undefined ? { isMfaCompliant: String(mfa) } : {};
}
