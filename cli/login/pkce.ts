import { createHash, randomBytes } from "node:crypto";

/** Proof Key for Code Exchange (RFC 7636): who redeems the code is who asked for it. */
export interface Pkce {
  /** 43 characters; sent with the code alone. */
  readonly verifier: string;
  /** Its SHA-256; sent in the URL of the browser. */
  readonly challenge: string;
}

export function createPkce(): Pkce {
  const verifier = randomText();
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** 256 random bits that fit a URL. */
export function randomText(): string {
  return randomBytes(32).toString("base64url");
}
