import { isOwnHost } from "./hosts";
import { type Answer, type IncomingRequest, json } from "./message";

/**
 * Refuses what may come from a page on the internet: a request by a name that is none of the emulator's (DNS rebinding), and one that a browser
 * sends across origins, whatever it carries. Undefined: it may pass. Following a link to the emulator passes, since it changes nothing and
 * the page it came from sees none of it.
 */
export function refuseForeign(request: IncomingRequest, allowedHosts: readonly string[]): Answer | undefined {
  const { host } = request;
  if (host !== undefined && !isOwnHost(host, allowedHosts))
    return json(403, { error: `"${host}" is not a name of this emulator. If it is, say so with --allow-host or allowedHosts.` });
  if (isSameOrigin(request) || isNavigation(request)) return undefined;
  return json(403, {
    error: "A page of another origin may not use the emulator. Call it from a server, or from a page of its own origin.",
  });
}

/** Browsers tell it by `Sec-Fetch-Site`; where that is missing, by `Origin`. Who sends neither is no browser. */
function isSameOrigin({ headers, url }: IncomingRequest): boolean {
  const site = headers["sec-fetch-site"]?.toLowerCase();
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = headers;
  return origin === undefined || origin.toLowerCase() === url;
}

/** A link or a redirect that leads a whole window here. In a frame it is none. */
function isNavigation({ method, headers }: IncomingRequest): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  return headers["sec-fetch-mode"]?.toLowerCase() === "navigate" && headers["sec-fetch-dest"]?.toLowerCase() === "document";
}
