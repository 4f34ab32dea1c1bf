import type { ServerResponse } from "node:http";
import type { Answer } from "./message";

/** An answer as bytes. */
export interface Encoded {
  readonly status: number;
  /** Of the status line. Default: the usual one of the status. */
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const byteOrderMark = "\uFEFF";

export function encodeAnswer(answer: Answer, bom: boolean): Encoded {
  const isJson = answer.json !== undefined;
  const text = isJson ? (bom ? byteOrderMark : "") + JSON.stringify(answer.json) : (answer.text ?? "");
  const type = isJson ? "application/json; charset=utf-8" : (answer.contentType ?? "text/html; charset=utf-8");
  const body = Buffer.from(text, "utf8");
  // A 204 has no body, so it may not name its length (RFC 9110, 8.6).
  const length = answer.status === 204 ? {} : { "Content-Length": String(body.length) };
  const headers = { ...(body.length === 0 ? {} : { "Content-Type": type }), ...answer.headers, ...length };
  return { status: answer.status, headers, body };
}

/** Sends an answer whole. */
export function send(response: ServerResponse, encoded: Encoded): void {
  writeHead(response, encoded);
  response.end(encoded.body);
}

function writeHead(response: ServerResponse, { status, reason, headers }: Encoded): void {
  if (reason === undefined) response.writeHead(status, headers);
  else response.writeHead(status, reason, headers);
}

/** Sends the head, which promises a body, and nothing more until the client goes away. */
export function sendHead(response: ServerResponse, encoded: Encoded): void {
  writeHead(response, encoded);
  response.flushHeaders();
}

/** Sends the head, which promises the whole body, and half of it; then cuts the connection. */
export function sendHalf(response: ServerResponse, encoded: Encoded): void {
  const { body } = encoded;
  writeHead(response, encoded);
  // A HEAD has no body, and nothing would be written for it: what is cut then is what comes after the head.
  response.flushHeaders();
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => setImmediate(() => response.destroy()));
}
