import { isLoopback } from "../loopback";

/** The base URL without a slash at the end, or why it cannot be used: https everywhere, plain http to this machine only. */
export function checkedBaseUrl(text: string): { readonly url: string } | { readonly problem: string } {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { problem: "is not a URL" };
  }
  if (url.username || url.password || url.search || url.hash)
    return { problem: "may hold a scheme, a host, a port and a path, nothing else" };
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(text))) {
    return { url: url.href.replace(/\/+$/, "") };
  }
  return { problem: "must use https (plain http is for localhost, 127.0.0.1 and [::1] only)" };
}
