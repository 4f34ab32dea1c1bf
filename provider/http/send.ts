import { type Ports, sleep } from "../ports";
import { type Deadline, orAborted, startDeadline } from "./deadline";
import { limits } from "./limits";
import { type Answer, type HttpRequest, type Outcome, statusOf } from "./outcome";
import type { Pacing } from "./pacing";
import { decideRetry, type GaveUp } from "./retry";
import type { Transport } from "./transport";

/** What all requests of one client share. */
export interface Channel {
  readonly ports: Ports;
  readonly transport: Transport;
  readonly pacing: Pacing;
}

/** Makes the request for each sending: a fresh token, a fresh correlation id. */
export type Prepare = (signal: AbortSignal) => Promise<HttpRequest>;

/** A request that may be sent twice without harm. */
export interface RepeatableRequest {
  readonly prepare: Prepare;
  /** Called for a 401: whether a fresh token may cure it. After true, the next `prepare` must use one. Asked once. */
  readonly renew?: (answer: Answer) => boolean;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for everything but the queue of a ceiling. Default three minutes. */
  readonly limit?: number;
}

/** How it ended, and why it was not tried again where it might have been. */
export interface Sent {
  readonly outcome: Outcome;
  readonly gaveUp?: GaveUp;
}

/** Sends a request as often as the retry rule says. Never rejects. */
export async function sendWithRetry(channel: Channel, { prepare, renew, signal, limit }: RepeatableRequest): Promise<Sent> {
  const { ports } = channel;
  const deadline = startDeadline(ports, limit ?? limits.operation, signal);
  try {
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      const outcome = await sendOnce(channel, prepare, deadline, deadline.either);
      if (!renewed && outcome.kind === "answered" && outcome.status === 401 && renew?.(outcome)) {
        renewed = true;
        continue;
      }
      const retry = nextTry(channel, attempt, outcome, deadline);
      if (retry.do === "finish") return { outcome };
      if (retry.do === "giveUp") return { outcome, gaveUp: retry };
      if (!(await waited(ports, retry.afterMs, deadline))) return { outcome: signal?.aborted ? { kind: "aborted" } : outcome };
    }
  } finally {
    deadline.end();
  }
}

/** What the retry rule says to an outcome. A 429 holds everybody back. */
export function nextTry({ ports, pacing }: Channel, attempt: number, outcome: Outcome, deadline: Deadline) {
  const retry = decideRetry({
    attempt,
    outcome,
    now: ports.now(),
    random: ports.random(),
    left: deadline.left(),
  });
  if (retry.do !== "finish" && statusOf(outcome) === 429) pacing.pause(ports.now(), retry.afterMs);
  return retry;
}

/**
 * Waits for the turn, prepares and sends, once. Never rejects.
 *
 * @param inFlight Ends the request while it is in flight. What must be finished once it has left is given the limit alone.
 */
export async function sendOnce(
  { ports, pacing, transport }: Channel,
  prepare: Prepare,
  deadline: Deadline,
  inFlight: AbortSignal,
): Promise<Outcome> {
  const cutOff = (limit: Outcome): Outcome => (deadline.limit.aborted ? limit : { kind: "aborted" });
  const turn = pacing.turn(ports.now());
  for (;;) {
    const pause = turn.pause(ports.now());
    const queue = turn.queue(ports.now());
    if (pause > 0 && pause >= deadline.left()) return { kind: "notSent", why: "paused", ms: pause };
    if (pause === 0 && queue === 0) break;
    // The queue is of our own making: whoever stands at its end has as much time as the first.
    const wait = (): Promise<boolean> => waited(ports, pause || queue, deadline);
    if (!(await (pause > 0 ? wait() : deadline.suspended(wait)))) return cutOff({ kind: "notSent", why: "paused", ms: pause });
  }
  let request: HttpRequest;
  try {
    request = await orAborted(prepare(deadline.either), deadline.either);
  } catch (error) {
    if (deadline.either.aborted) return cutOff({ kind: "notSent", why: "preparing", limit: deadline.ms });
    return { kind: "notSent", why: "unprepared", error };
  }
  if (deadline.either.aborted) return cutOff({ kind: "notSent", why: "preparing", limit: deadline.ms });
  const outcome = await transport.send(request, inFlight);
  return outcome.kind === "aborted" ? cutOff({ kind: "timedOut", limit: deadline.ms }) : outcome;
}

/** Whether a wait was waited out. */
export async function waited(ports: Ports, ms: number, deadline: Deadline): Promise<boolean> {
  try {
    await sleep(ports, ms, deadline.either);
    return true;
  } catch {
    return false;
  }
}
