import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const product = "pulumi-partnercenter";

/** The ids of one sending. Source: `developer/headers` (6/7/2022). */
export interface Ids {
  /** The idempotency key: the same for every sending of one intent. */
  readonly requestId: string;
  /** For tracing: fresh for every sending. */
  readonly correlationId: string;
}

/** Their headers. */
export const idHeaders = ["MS-RequestId", "MS-CorrelationId"] as const;

/** How we name ourselves. */
export const userAgent = `${product}/${packageVersion()} node/${process.versions.node}`;

export function requestHeaders(token: string, { requestId, correlationId }: Ids, agent: string, hasBody: boolean): Record<string, string> {
  return {
    Authorization: `Bearer ${token}`,
    Accept: "application/json",
    ...(hasBody ? { "Content-Type": "application/json" } : {}),
    "MS-RequestId": requestId,
    "MS-CorrelationId": correlationId,
    "User-Agent": agent,
    "MS-PartnerCenter-Application": product,
  };
}

/** The version in our own package.json, which lies above this file in the sources and in the package alike. */
export function packageVersion(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file)) {
      const { name, version } = JSON.parse(readFileSync(file, "utf8")) as { name?: unknown; version?: unknown };
      if (name === product && typeof version === "string") return version;
    }
    if (dirname(folder) === folder) return "unknown";
  }
}
