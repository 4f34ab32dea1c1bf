import { type Answer, type IncomingRequest, json } from "../http/message";
import { pageFiles } from "./files";

const folder = "/_emulator/page/";

/** `/` is the page; what it loads is beside the control interface. */
export function isPagePath(path: string): boolean {
  return path === "/" || path.startsWith(folder);
}

/**
 * Nothing but what the emulator serves itself may run or load; no other page may frame it or send its forms.
 */
const headers = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-cache",
};

/** The web page of the emulator, and its files. */
export function answerPage({ method, path }: IncomingRequest): Answer {
  const file = pageFiles.get(path === "/" ? "index.html" : path.slice(folder.length));
  if (file === undefined) return json(404, { error: `There is no ${path}. The page is at /.` });
  if (method !== "GET" && method !== "HEAD") return json(405, { error: `${path} takes GET.` }, { Allow: "GET, HEAD" });
  return { status: 200, text: file.text, contentType: file.contentType, headers };
}
