/**
 * What went wrong, as far as a decision depends on it. The catalogue in `partnerCenter/` maps the service's
 * codes to these; everything above it branches on the kind and never on a code.
 */
export type ProblemKind =
  /** Partner Center says that the customer does not exist. The only kind that lets a resource leave the state. */
  | "customerUnknown"
  /** This one customer cannot be read or written (no relationship, access denied); others can. */
  | "customerUnreadable"
  /** The service failed or did not answer in time, after all retries. */
  | "unavailable"
  /** The service asked to slow down, after all retries. */
  | "throttled"
  /** No token could be had, or the service does not accept it. */
  | "authentication"
  /** The token does not prove multi-factor authentication. */
  | "mfa"
  /** The token stands for an application alone; this call needs a user. */
  | "appOnly"
  /** The service understood the request and said no. */
  | "refused"
  /** The answer is not Partner Center's: a proxy, a wrong endpoint, a login page. */
  | "notPartnerCenter"
  /** No connection: DNS name, TLS, refused. */
  | "unreachable"
  /** The configuration is incomplete or contradicts itself. */
  | "configuration"
  /** The operation was interrupted before it was finished. */
  | "interrupted"
  /** Our own rules said no, before any request. */
  | "rule";

export interface ProblemDetails {
  readonly kind: ProblemKind;
  /** What a person can do about it: a whole sentence, or absent where nothing sensible can be said. */
  readonly remedy?: string | undefined;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** The service's own error code as text (`"900421"`, `"AADSTS50076"`). */
  readonly code?: string | undefined;
  /** `MS-RequestId` of the request: with the correlation id, what Microsoft's support asks for. */
  readonly requestId?: string | undefined;
  readonly correlationId?: string | undefined;
  /**
   * True where a request that may have changed something was sent and its outcome is unknown: the next run must look
   * before it acts. Default false.
   */
  readonly outcomeUnknown?: boolean | undefined;
}

/**
 * The one error class of the provider. Its message is a clear sentence and its remedy, its `stack` holds nothing but the
 * ids for support, since Pulumi prints the stack of whatever `check`, `diff`, `read` and `delete` throw
 * (facts: pulumi §1.4). It never carries a cause, a header, a body or a token.
 */
export class PartnerCenterError extends Error {
  override readonly name = "PartnerCenterError";
  readonly kind: ProblemKind;
  /** The message without the remedy. */
  readonly problem: string;
  readonly remedy: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly correlationId: string | undefined;
  readonly outcomeUnknown: boolean;

  constructor(problem: string, details: ProblemDetails) {
    super([problem, details.remedy].filter(Boolean).join(" "));
    this.kind = details.kind;
    this.problem = problem;
    this.remedy = details.remedy;
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.correlationId = details.correlationId;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
    const ids = [this.requestId && `MS-RequestId ${this.requestId}`, this.correlationId && `MS-CorrelationId ${this.correlationId}`].filter(
      Boolean,
    );
    this.stack = ids.length > 0 ? ids.join(", ") : "the resource's error says why";
  }

  /** Pulumi prints `${error}: ${error.stack}` beside the message: short, so that nothing is said twice. */
  override toString(): string {
    return "pulumi-partnercenter";
  }
}
