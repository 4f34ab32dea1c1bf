export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer that arrived whole. */
export interface Answer {
  readonly kind: "answered";
  readonly status: number;
  /** The reason phrase of the status line, which once carried "MFA required". */
  readonly reason: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What became of one sending. `status` where the status line arrived and the rest did not. */
export type Outcome =
  | Answer
  /** A limit passed, in milliseconds. */
  | { readonly kind: "timedOut"; readonly limit: number; readonly status?: number }
  /** The connection broke when the request may have been sent. */
  | { readonly kind: "dropped"; readonly status?: number; readonly code?: string }
  /** The answer is larger than allowed, or its compression is broken. */
  | { readonly kind: "unreadable"; readonly why: "too large" | "broken compression"; readonly status: number }
  /** The request certainly never left: no connection. `code` is Node's. */
  | { readonly kind: "notSent"; readonly why: "name" | "tls" | "connection"; readonly code: string; readonly address?: string }
  /** The caller's signal ended it. */
  | { readonly kind: "aborted" };

/** The status of an outcome, where a status line arrived. */
export function statusOf(outcome: Outcome): number | undefined {
  return "status" in outcome ? outcome.status : undefined;
}

export function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
