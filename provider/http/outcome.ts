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
  /** The request certainly never left. */
  | NotSent
  /** The caller's signal ended it; a request that may be repeated may have been in flight. */
  | { readonly kind: "aborted" };

export type NotSent =
  /** No connection. `code` is Node's. */
  | { readonly kind: "notSent"; readonly why: "name" | "tls" | "connection"; readonly code: string; readonly address?: string }
  /** A proxy is named that cannot be used: the variable, and why. */
  | { readonly kind: "notSent"; readonly why: "proxy"; readonly variable: string; readonly problem: string }
  /** The service asked everybody to wait, in milliseconds from now on, and that is longer than this request may take. */
  | { readonly kind: "notSent"; readonly why: "paused"; readonly ms: number }
  /** Its preparation had not ended when the limit passed, in milliseconds. */
  | { readonly kind: "notSent"; readonly why: "preparing"; readonly limit: number }
  /** Its preparation failed with this. */
  | { readonly kind: "notSent"; readonly why: "unprepared"; readonly error: unknown };

/** The status of an outcome, where a status line arrived. */
export function statusOf(outcome: Outcome): number | undefined {
  return "status" in outcome ? outcome.status : undefined;
}

export function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** What a failed sending tells us: allow-listed facts of Node's error, never the error itself. */
export interface Failure {
  readonly code: string;
  /** `connect` where the connection was never made. */
  readonly syscall?: string;
  readonly address?: string;
  /** The status, where the status line had arrived. */
  readonly status?: number;
}

const names = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME", "EAI_NOADDR"]);
const tls =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|EPROTO)/;

/**
 * Whether a failed request may have reached the service. Only a failure to look up, to connect or to agree on TLS proves that it
 * did not; everything else is a dropped connection.
 */
export function classify({ code, syscall, address, status }: Failure): Outcome {
  if (status === undefined) {
    if (names.has(code)) return { kind: "notSent", why: "name", code };
    if (tls.test(code)) return { kind: "notSent", why: "tls", code };
    if (code === "ECONNREFUSED" || syscall === "connect") {
      return { kind: "notSent", why: "connection", code, ...(address === undefined ? {} : { address }) };
    }
    return { kind: "dropped", code };
  }
  if (/^(Z_|ERR__|ERR_PADDING|ERR_BROTLI)/.test(code)) return { kind: "unreadable", why: "broken compression", status };
  return { kind: "dropped", status, code };
}

/** An answer's body: JSON, or why it is none. */
export type Body =
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "empty" }
  | { readonly kind: "html" }
  | { readonly kind: "text"; readonly text: string };

/** Reads a body, without a byte order mark: real answers carry one (Partner Center's Node sample strips it). */
export function readBody(bytes: Uint8Array): Body {
  const text = new TextDecoder("utf-8").decode(bytes).trim();
  if (text === "") return { kind: "empty" };
  try {
    return { kind: "json", json: JSON.parse(text) };
  } catch {
    return text.startsWith("<") ? { kind: "html" } : { kind: "text", text };
  }
}
