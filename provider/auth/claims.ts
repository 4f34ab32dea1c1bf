import { parseObject } from "../json";

/** What we read of an access token. Decoded, never validated: only the service can do that. */
export interface Claims {
  readonly audience?: string;
  /** The scopes of a delegated token; absent in a token that stands for an application alone. */
  readonly scopes?: readonly string[];
  /** How the user proved who they are. */
  readonly methods?: readonly string[];
  readonly tenantId?: string;
  /** The name that the user signed in with. */
  readonly user?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  readonly issuedAt?: number;
  /** `1.0` or `2.0`. Partner Center's are 1.0. */
  readonly version?: string;
}

/** The claims of a JSON web token, or undefined where the text is none. */
export function decodeClaims(token: string): Claims | undefined {
  const parts = token.split(".");
  if (parts.length !== 3 || parts[1] === undefined) return undefined;
  const payload = parseObject(Buffer.from(parts[1], "base64url").toString("utf8"));
  if (payload === undefined) return undefined;
  const text = (name: string): string | undefined => {
    const value = payload[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const time = (name: string): number | undefined => {
    const value = Number(payload[name] ?? Number.NaN);
    return Number.isFinite(value) ? value * 1000 : undefined;
  };
  const methods = payload["amr"];
  return withoutAbsent({
    audience: text("aud"),
    scopes: text("scp")?.split(" ").filter(Boolean),
    methods: Array.isArray(methods) ? methods.filter((method) => typeof method === "string") : undefined,
    tenantId: text("tid"),
    user: text("upn") ?? text("preferred_username") ?? text("unique_name"),
    expiresAt: time("exp"),
    issuedAt: time("iat"),
    version: text("ver"),
  });
}

function withoutAbsent(claims: { readonly [K in keyof Claims]: Claims[K] | undefined }): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}
