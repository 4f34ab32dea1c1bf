import { isLoopback } from "../loopback";

/** A proxy in the form that axios takes. */
export interface Proxy {
  readonly protocol: "http" | "https";
  readonly host: string;
  readonly port: number;
  readonly auth?: { readonly username: string; readonly password: string };
}

/** A proxy is named, but cannot be used: the variable, and why. Its value may hold a password, and is not told. */
export interface UnusableProxy {
  readonly variable: string;
  readonly problem: string;
}

/**
 * The proxy for a URL by the usual variables: `HTTPS_PROXY` or `HTTP_PROXY`, else `ALL_PROXY`, unless `NO_PROXY` names the host; lower case wins, as in
 * curl. Never for this machine itself. What cannot be used is never taken for no proxy: where one is demanded, a direct connection is a
 * leak or a riddle. Pure. Decided here, since axios sends credentials percent-encoded as they stand in the URL.
 */
export function proxyFor(url: string, env: NodeJS.ProcessEnv): Proxy | UnusableProxy | false {
  const { protocol, hostname, port } = new URL(url);
  if (isLoopback(url)) return false;
  const find = (name: string): string | undefined => [name.toLowerCase(), name].find((candidate) => env[candidate]?.trim());
  const variable = find(protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY") ?? find("ALL_PROXY");
  if (variable === undefined) return false;
  const target = { host: hostname.toLowerCase(), port: port || (protocol === "https:" ? "443" : "80") };
  const exempt = env[find("NO_PROXY") ?? ""] ?? "";
  if (exempt.split(/[\s,]+/).some((rule) => exempts(rule.toLowerCase(), target))) return false;
  const proxy = parse(env[variable]?.trim() ?? "");
  return typeof proxy === "string" ? { variable, problem: proxy } : proxy;
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

/**
 * Taken apart by hand, since people write passwords as they are: `#`, `/` and `\` end a host for a URL parser. What stands before the last `@` are the
 * credentials, and what before its first `:` the user.
 */
function parse(text: string): Proxy | string {
  const [, scheme = "http", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const protocol = scheme.toLowerCase();
  if (protocol !== "http" && protocol !== "https") {
    return `names a proxy of the kind ${protocol}, and only http and https proxies can be used`;
  }
  const at = rest.lastIndexOf("@");
  const place = rest.slice(at + 1).replace(/[/?#].*$/s, "");
  const [, name = "", digits] = /^(\[[\da-f:.]+\]|[^:[\]\s\\]+)(?::(\d{1,5}))?$/i.exec(place) ?? [];
  const port = Number(digits ?? (protocol === "https" ? 443 : 80));
  if (name === "" || !URL.canParse(`http://${name}/`))
    return "names no proxy: it must be http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with a number as port";
  if (port < 1 || port > 65_535) return "names a port that does not exist";
  const host = name.replace(/^\[|\]$/g, "");
  if (at < 0) return { protocol, host, port };
  const credentials = rest.slice(0, at);
  const colon = credentials.indexOf(":");
  const [username, password] = colon < 0 ? [credentials, ""] : [credentials.slice(0, colon), credentials.slice(colon + 1)];
  return { protocol, host, port, auth: { username: decoded(username), password: decoded(password) } };
}

/** Percent-encoded or not: what is no valid encoding is taken as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
