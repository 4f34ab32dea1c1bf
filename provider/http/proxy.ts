import { isLoopback } from "../loopback";

/** A proxy in the form that axios takes. */
export interface Proxy {
  readonly protocol: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly username: string; readonly password: string };
}

/**
 * The proxy for a URL by the usual variables: `HTTPS_PROXY` or `HTTP_PROXY`, else `ALL_PROXY`, unless `NO_PROXY` names the host; lower case wins, as in
 * curl. Never for this machine itself. Pure. Decided here, since axios sends credentials percent-encoded as they stand in the URL.
 */
export function proxyFor(url: string, env: NodeJS.ProcessEnv): Proxy | false {
  const { protocol, hostname, port } = new URL(url);
  if (isLoopback(url)) return false;
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const text = read(protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY") ?? read("ALL_PROXY");
  if (text === undefined) return false;
  const target = { host: hostname.toLowerCase(), port: port || (protocol === "https:" ? "443" : "80") };
  if ((read("NO_PROXY") ?? "").split(/[\s,]+/).some((rule) => exempts(rule.toLowerCase(), target))) return false;
  return parse(text);
}

/** `*`, `example.com` and `.example.com` (the host and those below it), each with or without a port. */
function exempts(rule: string, { host, port }: { host: string; port: string }): boolean {
  if (rule === "") return false;
  if (rule === "*") return true;
  const [, name = rule, only] = /^(.*?)(?::(\d+))?$/.exec(rule) ?? [];
  if (only !== undefined && only !== port) return false;
  const suffix = name.replace(/^\*?\.?/, "");
  return host === suffix || host.endsWith(`.${suffix}`);
}

function parse(text: string): Proxy | false {
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    return false;
  }
  const secure = url.protocol === "https:";
  if (!secure && url.protocol !== "http:") return false;
  const auth = url.username === "" ? {} : { auth: { username: decoded(url.username), password: decoded(url.password) } };
  return { protocol: secure ? "https" : "http", host: url.hostname, port: Number(url.port || (secure ? 443 : 80)), ...auth };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
