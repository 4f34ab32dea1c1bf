/**
 * What went wrong, as far as a decision depends on it. The catalogue in `partnerCenter/` maps the service's
 * codes to these; everything above it branches on the kind and never on a code.
 */
export type ProblemKind =
  /** Partner Center says that this very customer does not exist (60003). The only kind that lets a resource leave the state. */
  | "customerUnknown"
  /** This one customer cannot be read or written (no relationship, access denied, an answer that makes no sense); others can. */
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
  /** Nothing shows that Partner Center answered: a proxy, a wrong endpoint, a login page. */
  | "notPartnerCenter"
  /** No connection: DNS name, TLS, refused. */
  | "unreachable"
  /** The configuration is incomplete or contradicts itself. */
  | "configuration"
  /** The operation was interrupted before it was finished. */
  | "interrupted"
  /** Our own rules said no, before any request. */
  | "rule";

/**
 * What became of a request that changes something, as far as it is known. Decided once, from what came back
 * (`partnerCenter/submit.ts`), and carried by the error to whoever asks.
 */
export type Fate =
  /** Certainly not carried out: it never left, or the service said that it did not look at it. The same request may be sent again. */
  | "untouched"
  /** It may have been carried out: whoever acts next looks first. */
  | "unknown"
  /** The service understood it and said no: certainly not carried out, and the same request would get the same answer. */
  | "refused"
  /** The service carried it out. */
  | "accepted";

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
  /** What became of the request, where it was one that changes something. Default `untouched`. */
  readonly fate?: Exclude<Fate, "accepted"> | undefined;
}

/** What is wrong for everybody: asking for the next customer would not help. */
const forEverybody: readonly ProblemKind[] = [
  "authentication",
  "mfa",
  "appOnly",
  "unreachable",
  "configuration",
  "interrupted",
  "notPartnerCenter",
];

/**
 * Whether what went wrong while one customer was read concerns that customer or the moment alone, so that it must not stop the others: a
 * refresh keeps what is known, `status` and `adopt` go on with the next one.
 */
export function concernsOneCustomer({ kind }: PartnerCenterError): boolean {
  return !forEverybody.includes(kind);
}

/** One code of a service, as data: what it means and what a person can do. The documentation is printed from these. */
export interface KnownProblem {
  /** The code as text: `900421`, `AADSTS50076`. */
  readonly code: string;
  /** The HTTP status that comes with it, where the same code has other meanings elsewhere. */
  readonly status?: number;
  readonly kind: ProblemKind;
  /** What it means: the end of a sentence, in lower case, without a full stop. */
  readonly meaning: string;
  /** What to do: whole sentences. */
  readonly remedy?: string;
  /** Where it is documented, or was seen. */
  readonly source: string;
  /** A page that helps. */
  readonly link?: string;
}

/**
 * The one error class of the provider. Its message is a clear sentence and its remedy, its `stack` holds nothing but the
 * ids for support, since Pulumi prints the stack of whatever `check`, `diff`, `read` and `delete` throw
 * (facts: pulumi §1.4). It never carries a cause, a header, a body or a token. It is its own details: `{ ...error, remedy }` makes another one
 * that differs in its remedy.
 */
export class PartnerCenterError extends Error implements ProblemDetails {
  override readonly name = "PartnerCenterError";
  readonly kind: ProblemKind;
  /** The message without the remedy. */
  readonly problem: string;
  readonly remedy: string | undefined;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly correlationId: string | undefined;
  readonly fate: Exclude<Fate, "accepted">;

  constructor(problem: string, details: ProblemDetails) {
    super([problem, details.remedy].filter(Boolean).join(" "));
    this.kind = details.kind;
    this.problem = problem;
    this.remedy = details.remedy;
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.correlationId = details.correlationId;
    this.fate = details.fate ?? "untouched";
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
