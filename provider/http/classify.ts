import type { Outcome } from "./outcome";

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
