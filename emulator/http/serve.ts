import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { dispatchApi } from "../api/dispatch";
import type { Control } from "../control/control";
import { answerControl, isControlPath } from "../control/http";
import { dispatchEntra } from "../entra/routes";
import { answerPage, isPagePath } from "../page/page";
import { isSignIn, type Played } from "../recording/recordingPlayer";
import type { World } from "../world";
import type { Fault } from "./faults";
import { refuseForeign } from "./foreign";
import { type Answer, gatewayPage, type IncomingRequest } from "./message";
import { reachedBy, type TrustedProxies } from "./reached";
import { type BodyBudget, readRequest } from "./readRequest";
import { type Encoded, encodeAnswer, send, sendHalf, sendHead } from "./send";

/** What answers requests. */
export interface Service {
  readonly world: World;
  readonly control: Control;
  /** Names by which the emulator may be called, beside addresses and private names. In lower case. */
  readonly allowedHosts: readonly string[];
  readonly proxies: TrustedProxies;
  /** The URL that was said to be the public one. */
  readonly publicUrl: string | undefined;
  readonly bodies: BodyBudget;
}

/** Answers one request: page, control interface, authority or API, with the fault it meets. */
export async function serve(service: Service, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = service;
  const reached = reachedBy(message, service.proxies, service.publicUrl, world.url);
  const request = await readRequest(message, reached, service.bodies);
  if (typeof request === "string") {
    message.resume();
    const refusal = request === "tooLarge" ? gatewayPage(413, "Payload Too Large") : gatewayPage(503, "Service Unavailable");
    send(response, encodeAnswer({ ...refusal, headers: { Connection: "close" } }, false));
    return;
  }
  const foreign = refuseForeign(request, service.allowedHosts);
  if (foreign !== undefined) {
    send(response, encodeAnswer(foreign, false));
    return;
  }
  if (isPagePath(request.path) || isControlPath(request.path)) {
    send(response, encodeAnswer(isPagePath(request.path) ? answerPage(request) : answerControl(service.control, request), false));
    return;
  }
  const customerId = customerIn(request.path);
  const fault = world.faults.take(request.method, targetOf(request), {
    id: customerId,
    domain: customerId === undefined ? undefined : world.store.customer(customerId)?.domain,
  });
  const { encoded, replayed, broken } = answerTo(world, request, fault);
  const cut = fault?.kind === "dropBefore" || fault?.kind === "dropAfter" || broken === "cut" || broken === "silent";
  world.log.add({
    time: new Date(world.clock.now()).toISOString(),
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers: request.headers,
    body: request.body,
    status: cut ? 0 : encoded.status,
    replayed,
    ...(cut || encoded.body.length > longestLoggedAnswer ? {} : { answer: encoded.body.toString("utf8") }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  });
  if (broken === undefined) await respond(response, encoded, fault);
  else breakOff(response, encoded, broken);
}

interface Answered extends Pick<Played, "encoded" | "broken"> {
  readonly replayed: boolean;
}

/** The answer of a fault, of the recording that is played, or of the emulator itself. */
function answerTo(world: World, request: IncomingRequest, fault: Fault | undefined): Answered {
  const played = fault === undefined ? play(world, request) : undefined;
  if (played !== undefined) return { ...played, replayed: false };
  const { answer, replayed } =
    fault?.kind === "dropBefore" ? dropped : fault?.kind === "status" ? refusedBy(fault) : dispatch(world, request);
  return { encoded: encodeAnswer(answer, world.assumptions.bom && hasBom(request, answer)), replayed };
}

/** Of the sign-in, the refusals alone are recorded: whoever plays the others gets a token of the emulator's. */
function play({ recording }: World, request: IncomingRequest): Played | undefined {
  if (recording === undefined) return undefined;
  if (isSignIn(request.path)) return recording.signIn(request);
  return /^\/+v1(?:\.0)?\//i.test(request.path) ? recording.answer(request) : undefined;
}

function breakOff(response: ServerResponse, encoded: Encoded, broken: NonNullable<Played["broken"]>): void {
  if (broken === "cut") response.destroy();
  else if (broken === "half") sendHalf(response, encoded);
  else if (broken === "headOnly") sendHead(response, encoded);
  // Else nothing is said until the client gives up.
}

/** Errors, and the answer of PATCH, had none where a success of the same service had one (recorded sessions; lengths of documented samples). */
function hasBom({ method, path }: IncomingRequest, { status }: Answer): boolean {
  return /^\/+v1(?:\.0)?\//i.test(path) && status < 300 && method !== "PATCH";
}

const longestLoggedAnswer = 4096;

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
  return /\/customers\/+([0-9a-f-]{36})(?:\/|$)/i.exec(path)?.[1]?.toLowerCase();
}
