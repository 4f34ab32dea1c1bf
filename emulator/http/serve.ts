import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { dispatchApi } from "../api/dispatch";
import type { Control } from "../control/control";
import { answerControl, isControlPath } from "../control/http";
import { dispatchEntra } from "../entra/routes";
import { answerPage, isPagePath } from "../page/page";
import type { World } from "../world";
import type { Fault } from "./faults";
import { isOwnHost } from "./hosts";
import { type Answer, gatewayPage, type IncomingRequest, json } from "./message";
import { readRequest } from "./readRequest";
import { type Encoded, encodeAnswer, send, sendHalf } from "./send";

/** What answers requests. */
export interface Service {
  readonly world: World;
  readonly control: Control;
  /** Names under which the page and the control interface may be called, beside private ones. In lower case. */
  readonly allowedHosts: readonly string[];
}

/** Answers one request: page, control interface, authority or API, with the fault it meets. */
export async function serve(service: Service, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = service;
  const request = await readRequest(message);
  if (request === "tooLarge") {
    message.resume();
    send(response, encodeAnswer({ ...gatewayPage(413, "Payload Too Large"), headers: { Connection: "close" } }, false));
    return;
  }
  if (isPagePath(request.path) || isControlPath(request.path)) {
    send(response, encodeAnswer(answerOwn(service, request), false));
    return;
  }
  const customerId = customerIn(request.path);
  const fault = world.faults.take(request.method, targetOf(request), {
    id: customerId,
    domain: customerId === undefined ? undefined : world.store.customer(customerId)?.domain,
  });
  const { answer, replayed } =
    fault?.kind === "dropBefore" ? dropped : fault?.kind === "status" ? refusedBy(fault) : dispatch(world, request);
  const encoded = encodeAnswer(answer, world.assumptions.bom && request.path.startsWith("/v1/"));
  const cut = fault?.kind === "dropBefore" || fault?.kind === "dropAfter";
  world.log.add({
    time: new Date(world.clock.now()).toISOString(),
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers: request.headers,
    body: request.body,
    status: cut ? 0 : answer.status,
    replayed,
    ...(cut || encoded.body.length > longestLoggedAnswer ? {} : { answer: encoded.body.toString("utf8") }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  });
  await respond(response, encoded, fault);
}

const longestLoggedAnswer = 4096;

/** The page and the control interface can do everything, so they are only there for who calls them by a name of this machine. */
function answerOwn({ control, allowedHosts }: Service, request: IncomingRequest): Answer {
  const { host } = request.headers;
  if (!isOwnHost(host, allowedHosts)) {
    return json(403, { error: `"${host ?? ""}" is not a name of this emulator. If it is, say so with --allow-host or allowedHosts.` });
  }
  return isPagePath(request.path) ? answerPage(request) : answerControl(control, request);
}

const dropped = { answer: { status: 0 }, replayed: false };

async function respond(response: ServerResponse, encoded: Encoded, fault: Fault | undefined): Promise<void> {
  switch (fault?.kind) {
    case "dropBefore":
    case "dropAfter":
      response.destroy();
      return;
    case "halfBody":
      sendHalf(response, encoded);
      return;
    case "garbage":
      send(response, encodeAnswer({ status: encoded.status, text: fault.body ?? "<html><body>\u0000garbage" }, false));
      return;
    case "slow":
      await delay(fault.delayMs ?? 1000, undefined, { ref: false });
      send(response, encoded);
      return;
    default:
      send(response, encoded);
  }
}

function dispatch(world: World, request: IncomingRequest): { readonly answer: Answer; readonly replayed: boolean } {
  const entra = dispatchEntra(world, request);
  return entra === undefined ? dispatchApi(world, request) : { answer: entra, replayed: false };
}

function refusedBy({ status = 503, body = "", headers = {} }: Fault): { readonly answer: Answer; readonly replayed: boolean } {
  const looksLikeJson = /^\s*["[{]/.test(body);
  return {
    answer: { status, text: body, headers, contentType: looksLikeJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8" },
    replayed: false,
  };
}

function targetOf(request: IncomingRequest): string {
  const query = request.query.toString();
  return query === "" ? request.path : `${request.path}?${query}`;
}

function customerIn(path: string): string | undefined {
  return /\/customers\/([0-9a-f-]{36})(?:\/|$)/i.exec(path)?.[1]?.toLowerCase();
}
