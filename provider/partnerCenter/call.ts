import { PartnerCenterError } from "../errors";
import { connectionProblem } from "../http/connectionProblem";
import type { Ending } from "../http/exchange";
import { type HttpRequest, type Outcome, statusOf } from "../http/outcome";
import type { Call } from "./contracts/contract";
import { errorFromResponse, speaksOfMfa, type Tried } from "./errorFromResponse";
import { type Ids, requestHeaders, userAgent } from "./headers";
import type { Session } from "./session";

/** One call with the ids and the token of its latest sending. */
export class Sending {
  readonly #session: Session;
  readonly #call: Call;
  readonly what: string;
  readonly requestId: string;
  correlationId = "";
  #token = "";

  constructor(session: Session, call: Call, what: string, requestId: string) {
    this.#session = session;
    this.#call = call;
    this.what = what;
    this.requestId = requestId;
  }

  /** The request with a fresh correlation id, and a token that `inspect` has nothing against. */
  async prepare(signal: AbortSignal, inspect?: (token: string) => PartnerCenterError | undefined): Promise<HttpRequest> {
    const { settings, tokens, redactor, line } = this.#session;
    this.#token = await tokens.get(signal);
    redactor.add(this.#token);
    const objection = inspect?.(this.#token);
    if (objection !== undefined) throw rebuilt(objection, `${this.what} was not tried. ${sentence(objection)}`);
    this.correlationId = line.ports.uuid();
    const ids: Ids = { requestId: this.requestId, correlationId: this.correlationId };
    const { method, path, body, headers } = this.#call;
    return {
      method,
      url: `${settings.endpoint}${path}`,
      headers: { ...headers, ...requestHeaders(this.#token, ids, userAgent, body !== undefined) },
      ...(body === undefined ? {} : { body }),
    };
  }

  /** Whether a fresh token may cure this 401; a missing proof of MFA does not heal by itself. */
  renew(outcome: Outcome): boolean {
    if (!this.#session.renewable || outcome.kind !== "answered" || speaksOfMfa(outcome)) return false;
    this.#session.tokens.invalidate(this.#token);
    return true;
  }

  /** The error for an exchange that did not end in success. */
  error(ending: Exclude<Ending<unknown>, { kind: "found" }>): PartnerCenterError {
    const { host, redactor } = this.#session;
    const outcomeUnknown = ending.uncertain;
    const ids = { ...(this.correlationId === "" ? {} : { requestId: this.requestId, correlationId: this.correlationId }), outcomeUnknown };
    switch (ending.kind) {
      case "interrupted":
        return withDoubt(new PartnerCenterError(`${this.what} was interrupted.`, { kind: "interrupted", ...ids }));
      case "paused":
        return withDoubt(
          new PartnerCenterError(
            `${this.what} was not tried: the next request may leave in ${seconds(ending.ms)} only, since the service asked to slow down or partnercenter:requestsPerMinute is low.`,
            {
              kind: "throttled",
              remedy: `Run again in ${seconds(ending.ms)}.`,
              ...ids,
            },
          ),
        );
      case "notPrepared":
        return withDoubt(toProblem(ending.error, this.what, outcomeUnknown));
      case "outcome": {
        const { outcome, gaveUp } = ending;
        const tried: Tried = { what: this.what, host, requestId: this.requestId, correlationId: this.correlationId, outcomeUnknown };
        const error =
          outcome.kind === "answered"
            ? errorFromResponse(outcome, tried, redactor)
            : connectionProblem(outcome, { what: this.what, host, setting: "endpoint" }, { ...ids, status: statusOf(outcome) });
        const wait =
          gaveUp?.because === "deadline" && gaveUp.afterMs > 0
            ? ` The next try would have to wait ${seconds(gaveUp.afterMs)}, longer than the operation may take.`
            : "";
        return withDoubt(wait === "" ? error : rebuilt(error, `${sentence(error)}${wait}`));
      }
    }
  }
}

const doubt = "Whether the request was carried out is unknown.";
const lookFirst = "Run again: the next run looks before it acts.";

/** Where a request that changes something may have been carried out, the error says so, and what to do. */
function withDoubt(error: PartnerCenterError): PartnerCenterError {
  if (!error.outcomeUnknown) return error;
  return rebuilt(
    error,
    `${sentence(error)} ${doubt}`,
    [error.remedy?.replace(/Run again later\.$/, ""), lookFirst].filter(Boolean).join(" "),
  );
}

/** The message without its remedy. */
function sentence({ message, remedy }: PartnerCenterError): string {
  return remedy !== undefined && message.endsWith(` ${remedy}`) ? message.slice(0, -remedy.length - 1) : message;
}

function rebuilt(error: PartnerCenterError, problem: string, remedy = error.remedy): PartnerCenterError {
  const { kind, status, code, requestId, correlationId, outcomeUnknown } = error;
  return new PartnerCenterError(problem, { kind, remedy, status, code, requestId, correlationId, outcomeUnknown });
}

function toProblem(error: unknown, what: string, outcomeUnknown: boolean): PartnerCenterError {
  if (error instanceof PartnerCenterError) {
    if (!outcomeUnknown) return error;
    const { kind, remedy, status, code } = error;
    return new PartnerCenterError(sentence(error), { kind, remedy, status, code, outcomeUnknown });
  }
  return new PartnerCenterError(`${what} could not be prepared.`, { kind: "authentication", outcomeUnknown });
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
