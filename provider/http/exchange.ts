import { type Ports, sleep } from "../ports";
import { type Deadline, orAborted, startDeadline } from "./deadline";
import { limits } from "./limits";
import { type HttpRequest, isSuccess, type Outcome, statusOf } from "./outcome";
import type { Pacing } from "./pacing";
import { decideRetry, isAmbiguous } from "./retry";
import type { RetryBudget } from "./retryBudget";
import type { Transport } from "./transport";

/** What all requests of one client share. */
export interface Line {
  readonly ports: Ports;
  readonly transport: Transport;
  readonly pacing: Pacing;
  readonly budget: RetryBudget;
}

/** One request with everything it takes to see it through. */
export interface Exchange<Found> {
  readonly method: "GET" | "POST" | "PUT";
  /** Whether it may be sent twice without harm. Default: only a GET. */
  readonly repeatable?: boolean;
  /** Makes the request for each sending: fresh token, fresh correlation id. What it throws goes to the caller as `notPrepared`. */
  prepare(signal: AbortSignal): Promise<HttpRequest>;
  /** Called for a 401: whether a fresh token may cure it. After true, the next `prepare` must use one. Asked once. */
  renew?(outcome: Outcome): boolean;
  /** Looks whether a write took effect. Required for what is not repeatable. */
  landed?(): Promise<Found | undefined>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for everything, default three minutes. */
  readonly limit?: number;
}

/** How it ended. `uncertain`: an earlier sending of a write may have been carried out, and nothing proves the contrary. */
export type Ending<Found> =
  | {
      readonly kind: "outcome";
      readonly outcome: Outcome;
      readonly uncertain: boolean;
      readonly sendings: number;
      /** Why it was not tried again, where it might have been; `afterMs` is the wait that would have been needed. */
      readonly gaveUp?: { readonly because: "attempts" | "deadline" | "budget"; readonly afterMs: number };
    }
  /** The write's outcome was unknown, and this was found when looking. */
  | { readonly kind: "found"; readonly found: Found }
  /** The caller's signal ended it. */
  | { readonly kind: "interrupted"; readonly uncertain: boolean }
  /** Nothing was sent, since the service asked everybody to wait for longer than this operation may take. */
  | { readonly kind: "paused"; readonly ms: number; readonly uncertain: boolean }
  /** No token, or another problem before a sending. */
  | { readonly kind: "notPrepared"; readonly error: unknown; readonly uncertain: boolean };

/** Sends a request as often as the retry rule says, and looks before it sends a write again. Never rejects. */
export async function see<Found>(line: Line, exchange: Exchange<Found>): Promise<Ending<Found>> {
  const deadline = startDeadline(line.ports, exchange.limit ?? limits.operation, exchange.signal);
  try {
    return await new Run(line, exchange, deadline).loop();
  } finally {
    deadline.end();
  }
}

class Run<Found> {
  readonly #line: Line;
  readonly #exchange: Exchange<Found>;
  readonly #deadline: Deadline;
  readonly #repeatable: boolean;
  #sendings = 0;
  #renewed = false;
  /** An earlier sending may have been carried out. */
  #uncertain = false;

  constructor(line: Line, exchange: Exchange<Found>, deadline: Deadline) {
    this.#line = line;
    this.#exchange = exchange;
    this.#deadline = deadline;
    this.#repeatable = exchange.repeatable ?? exchange.method === "GET";
  }

  async loop(): Promise<Ending<Found>> {
    for (;;) {
      const sent = await this.#sendOnce();
      if ("kind" in sent) return this.#uncertain ? this.#lookOnceMore(sent) : sent;
      const { outcome } = sent;
      const decision = decideRetry({
        attempt: this.#sendings,
        method: this.#exchange.method,
        repeatable: this.#repeatable,
        outcome,
        renewable: outcome.kind === "answered" && outcome.status === 401 && !this.#renewed && (this.#exchange.renew?.(outcome) ?? false),
        budget: this.#line.budget.allows(outcome),
        now: this.#line.ports.now(),
        random: this.#line.ports.random(),
        deadline: this.#deadline.at,
      });
      if ("afterMs" in decision && statusOf(outcome) === 429) this.#line.pacing.pause(this.#line.ports.now(), decision.afterMs);

      switch (decision.do) {
        case "renewToken":
          this.#renewed = true;
          break;
        case "finish":
          if (isSuccess(statusOf(outcome))) this.#line.budget.succeeded();
          return this.#finish(outcome);
        case "giveUp":
          this.#uncertain ||= !this.#repeatable && isAmbiguous(outcome);
          return this.#finish(outcome, { because: decision.because, afterMs: decision.afterMs });
        case "resend":
          this.#line.budget.take(outcome);
          if (!(await this.#wait(decision.afterMs))) return this.#stopped(outcome);
          break;
        case "readBack": {
          this.#line.budget.take(outcome);
          this.#uncertain = true;
          const waited = await this.#wait(decision.afterMs);
          const found = await this.#look();
          if (found.kind === "found") return found;
          if (found.kind === "unknown" || !waited) return this.#stopped(outcome);
        }
      }
    }
  }

  /** Waits for the turn, prepares and sends; or says why it was not sent. */
  async #sendOnce(): Promise<{ readonly outcome: Outcome } | Ending<Found>> {
    const { ports, pacing, transport } = this.#line;
    for (let ms = pacing.turn(ports.now()); ms > 0; ms = pacing.turn(ports.now())) {
      if (ports.now() + ms >= this.#deadline.at) return { kind: "paused", ms, uncertain: this.#uncertain };
      if (!(await this.#wait(ms))) return this.#ended();
    }
    let request: HttpRequest;
    try {
      request = await orAborted(this.#exchange.prepare(this.#deadline.either), this.#deadline.either);
    } catch (error) {
      if (this.#deadline.either.aborted) return this.#ended();
      return { kind: "notPrepared", error, uncertain: this.#uncertain };
    }
    if (this.#exchange.signal?.aborted) return this.#ended();
    this.#sendings++;
    // A write in flight is finished and recorded, whatever the caller's signal says; only the limit cuts it.
    const outcome = await transport.send(request, this.#repeatable ? this.#deadline.either : this.#deadline.limit);
    if (outcome.kind !== "aborted") return { outcome };
    if (this.#exchange.signal?.aborted && this.#repeatable) return this.#ended();
    return { outcome: { kind: "timedOut", limit: this.#exchange.limit ?? limits.operation } };
  }

  /** What to say when a wait or a preparation was cut off. */
  #ended(): Ending<Found> {
    if (this.#exchange.signal?.aborted) return { kind: "interrupted", uncertain: this.#uncertain };
    const limit = this.#exchange.limit ?? limits.operation;
    return { kind: "outcome", outcome: { kind: "timedOut", limit }, uncertain: this.#uncertain, sendings: this.#sendings };
  }

  #stopped(outcome: Outcome): Ending<Found> {
    if (this.#exchange.signal?.aborted) return { kind: "interrupted", uncertain: this.#uncertain };
    return { kind: "outcome", outcome, uncertain: this.#uncertain, sendings: this.#sendings };
  }

  async #finish(outcome: Outcome, gaveUp?: { because: "attempts" | "deadline" | "budget"; afterMs: number }): Promise<Ending<Found>> {
    const accepted = isSuccess(statusOf(outcome));
    const ending: Ending<Found> = {
      kind: "outcome",
      outcome,
      uncertain: this.#uncertain && !accepted,
      sendings: this.#sendings,
      ...(gaveUp === undefined ? {} : { gaveUp }),
    };
    return ending.uncertain ? this.#lookOnceMore(ending) : ending;
  }

  /** A refusal of a second sending may mean that the first one was carried out, so the last word is what is there. */
  async #lookOnceMore(ending: Ending<Found>): Promise<Ending<Found>> {
    const found = await this.#look();
    return found.kind === "found" ? found : ending;
  }

  async #look(): Promise<{ kind: "found"; found: Found } | { kind: "nothing" } | { kind: "unknown" }> {
    if (this.#exchange.landed === undefined) return { kind: "unknown" };
    const { ports } = this.#line;
    const patience = startDeadline(ports, Math.max(limits.readBack, this.#deadline.at - ports.now()));
    try {
      const found = await orAborted(this.#exchange.landed(), patience.limit);
      return found === undefined ? { kind: "nothing" } : { kind: "found", found };
    } catch {
      return { kind: "unknown" };
    } finally {
      patience.end();
    }
  }

  /** Whether the wait was waited out. */
  async #wait(ms: number): Promise<boolean> {
    try {
      await sleep(this.#line.ports, ms, this.#deadline.either);
      return true;
    } catch {
      return false;
    }
  }
}
