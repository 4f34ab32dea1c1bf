import { retryAfterMs } from "../../provider/http/retryAfter";
import { type Clock, sleep } from "../../provider/ports";
import { type Exchange, isSilent } from "./exchange";
import type { Observation } from "./observation";
import { observe } from "./observe";
import type { Question } from "./questions";
import { ofRate, type Sending } from "./settle";

/** Limits of a probe. Times in milliseconds. Judgement: what a service does not notice, and what a person waits for. */
export const probeLimits = {
  /** Requests in all, those of the sandbox included. */
  requests: 60,
  /** From the start of one request to the start of the next. */
  gap: 1_000,
  /** A longer `Retry-After` ends the probe. */
  patience: 60_000,
  /** So many 429 end it. */
  throttles: 3,
  /** So many answers in a row that show nothing of Partner Center end it. */
  silences: 3,
  /** All of it. */
  whole: 10 * 60_000,
} as const;

export const ends = ["complete", "limit", "timeLimit", "throttled", "noAnswer", "signInRefused"] as const;
/** Why no more was asked: all was; the limit of requests or time; the service asked to slow down, did not answer, or refused the sign-in. */
export type End = (typeof ends)[number];

export interface Asking {
  /** Sends one question, once. Never rejects for what the service does. */
  readonly send: (question: Question) => Promise<Exchange>;
  readonly clock: Clock;
  /** Milliseconds from the start of one request to the start of the next, where it is more than the usual. */
  readonly gap?: number | undefined;
  /** Requests in all. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Is told before each request. */
  readonly progress?: (asked: number) => void;
}

export interface Asked {
  readonly observations: readonly Observation[];
  readonly requests: number;
  readonly ended: End;
  /** The last answer that ended it; absent where all was asked. */
  readonly last?: Exchange;
}

/**
 * Asks one question after the other, at most one a second. Of each answer only what it shows is kept. A 429 is obeyed, and the question asked again;
 * what the service makes too long ends it.
 *
 * @throws the signal's reason where it is aborted.
 */
export async function askAll(questions: Generator<Question, void, Exchange>, asking: Asking): Promise<Asked> {
  const { clock, signal } = asking;
  const start = clock.now();
  const gap = Math.max(probeLimits.gap, asking.gap ?? 0);
  const observations: Observation[] = [];
  const sendings: Sending[] = [];
  const end = (ended: End, last?: Exchange): Asked => ({
    observations: [...observations, ...ofRate(sendings)],
    requests: sendings.length,
    ended,
    ...(last === undefined ? {} : { last }),
  });
  let silences = 0;
  let throttles = 0;
  let free = start;
  for (let step = questions.next(); !step.done; ) {
    if (sendings.length >= asking.most) return end("limit");
    if (Math.max(free, clock.now()) - start >= probeLimits.whole) return end("timeLimit");
    await sleep(clock, Math.max(0, free - clock.now()), signal);
    asking.progress?.(sendings.length + 1);
    const at = clock.now();
    free = at + gap;
    const exchange = await asking.send(step.value);
    signal.throwIfAborted();
    const { outcome } = exchange;
    const throttled = outcome.kind === "answered" && outcome.status === 429;
    sendings.push({ at, throttled });
    observations.push(...observe(exchange));
    if (throttled) {
      const wait = retryAfterMs(outcome.headers["retry-after"], clock.now()) ?? probeLimits.patience;
      if (++throttles >= probeLimits.throttles || wait > probeLimits.patience) return end("throttled", exchange);
      free = clock.now() + Math.max(wait, gap);
      continue;
    }
    silences = isSilent(outcome) && !isExpectedSilence(step.value, exchange) ? silences + 1 : 0;
    if (silences >= probeLimits.silences) return end("noAnswer", exchange);
    if (outcome.kind === "answered" && outcome.status === 401 && step.value.name !== "withoutMfa") return end("signInRefused", exchange);
    step = questions.next(exchange);
  }
  return end("complete");
}

/** A service that does not serve the retired endpoint any more may do so in any way. */
function isExpectedSilence({ name }: Question, { outcome }: Exchange): boolean {
  return name === "legacy" && outcome.kind === "answered";
}
