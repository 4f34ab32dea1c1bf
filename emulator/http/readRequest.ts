import type { IncomingMessage } from "node:http";
import type { IncomingRequest } from "./message";
import type { Reached } from "./reached";

/** A body may have 1 MiB: far more than any request of this API, far less than what harms (judgement). */
export const largestBody = 1024 * 1024;

/** What all bodies together may take while they are read: a client may open many connections and finish none. */
const mostAtOnce = 64 * largestBody;

/** How many bytes of bodies are being read. */
export class BodyBudget {
  bytes = 0;
}

/** Reads a request whole. A text is why it is not read: its body is longer than it may be, or too many come at once. Rejects if the client goes away. */
export async function readRequest(
  message: IncomingMessage,
  reached: Reached,
  budget: BodyBudget,
): Promise<IncomingRequest | "tooLarge" | "tooMany"> {
  const body = await readBody(message, budget);
  if (typeof body !== "string") return body.refused;
  const [path = "/", query = ""] = splitOnce(withoutOrigin(message.url ?? "/"), "?");
  return { method: message.method ?? "GET", path, query: new URLSearchParams(query), headers: flatHeaders(message), body, ...reached };
}

async function readBody(message: IncomingMessage, budget: BodyBudget): Promise<string | { readonly refused: "tooLarge" | "tooMany" }> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Kept open on an early return: the refusal goes out on the same connection.
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      const bytes = chunk as Buffer;
      length += bytes.length;
      budget.bytes += bytes.length;
      if (length > largestBody) return { refused: "tooLarge" };
      if (budget.bytes > mostAtOnce) return { refused: "tooMany" };
      chunks.push(bytes);
    }
    return Buffer.concat(chunks)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  } finally {
    budget.bytes -= length;
  }
}

/** A client that takes the emulator for a proxy sends the whole address (RFC 9112, 3.2.2: a server must take it). */
function withoutOrigin(target: string): string {
  const path = /^https?:\/\/[^/?#]*(.*)$/i.exec(target)?.[1];
  return path === undefined ? target : path.startsWith("/") ? path : `/${path}`;
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
