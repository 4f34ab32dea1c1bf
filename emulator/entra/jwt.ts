import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { signingKey, signingKeyId } from "./signingKey";

/** The claims of a token, as in its payload. */
export type Claims = Readonly<Record<string, unknown>>;

const header = encode({ typ: "JWT", alg: "RS256", x5t: signingKeyId, kid: signingKeyId });

// Reading the key costs a few milliseconds; an emulator that only answers health checks never pays them.
let privateKey: KeyObject | undefined;
let publicKey: KeyObject | undefined;

/** Signs claims as a JSON Web Token, RS256. The same claims give the same text. */
export function signToken(claims: Claims): string {
  privateKey ??= createPrivateKey({ key: { ...signingKey }, format: "jwk" });
  const signed = `${header}.${encode(claims)}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

/** Whether an emulator signed this token. Says nothing about its claims. */
export function signatureIsOurs(token: string): boolean {
  publicKey ??= createPublicKey({ key: { kty: signingKey.kty, n: signingKey.n, e: signingKey.e }, format: "jwk" });
  const end = token.lastIndexOf(".");
  return verify("RSA-SHA256", Buffer.from(token.slice(0, end)), publicKey, Buffer.from(token.slice(end + 1), "base64url"));
}

/** The claims of a token of three parts, unverified; undefined if it is not one. */
export function readClaims(token: string): Claims | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null && !Array.isArray(claims) ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
