import type { IncomingMessage } from "node:http";
import type { IncomingRequest } from "./message";

/** A body may have 1 MiB: far more than any request of this API, far less than what harms (judgement). */
export const largestBody = 1024 * 1024;

/** Reads a request whole; "tooLarge" if its body is longer than it may be. Rejects if the client goes away. */
export async function readRequest(message: IncomingMessage): Promise<IncomingRequest | "tooLarge"> {
  const body = await readBody(message);
  if (body === undefined) return "tooLarge";
  const [path = "/", query = ""] = splitOnce(message.url ?? "/", "?");
  return { method: message.method ?? "GET", path, query: new URLSearchParams(query), headers: flatHeaders(message), body };
}

async function readBody(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Kept open on an early return: the refusal goes out on the same connection.
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > largestBody) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

function flatHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
