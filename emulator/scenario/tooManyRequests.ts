import { throttled } from "../api/errors";
import type { Fault } from "../http/faults";

/** What belongs to a status: 429 has the documented body and always says when to come back (api-throttling-guidance, 7/18/2022). */
export function tooManyRequests(status: number | undefined, retryAfterMs: number | undefined): Pick<Fault, "headers" | "body"> {
  const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 0) / 1000));
  if (status !== 429) return retryAfterMs === undefined ? {} : { headers: { "Retry-After": String(seconds) } };
  const { headers, json } = throttled(seconds);
  return { headers: { ...headers }, body: JSON.stringify(json) };
}
