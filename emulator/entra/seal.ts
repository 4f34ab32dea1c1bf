import { createHmac } from "node:crypto";
import { signingKeyId } from "./signingKey";

/** Proves that an emulator wrote a text. Protects nothing: the key is as public as the rest. */
export function seal(content: string): string {
  return createHmac("sha256", signingKeyId).update(content).digest("base64url").slice(0, 22);
}

/** A value as a text that carries it, so that it needs no memory and outlives a restart. */
export function writeSealed(prefix: string, value: object): string {
  const content = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${prefix}${content}.${seal(content)}`;
}

/** Undefined if no emulator wrote it. */
export function readSealed<T extends object>(prefix: string, text: string): T | undefined {
  const [content, given] = text.startsWith(prefix) ? text.slice(prefix.length).split(".") : [];
  if (content === undefined || given !== seal(content)) return undefined;
  // The seal is ours, so the content is.
  return JSON.parse(Buffer.from(content, "base64url").toString()) as T;
}
