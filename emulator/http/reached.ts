import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import { InvalidInput } from "../state/input";

/** How a request reached the emulator: the client's view of it, which its proxies may have changed. */
export interface Reached {
  /** Without a trailing slash: what the client calls the emulator. */
  readonly url: string;
  /** Name or address and port, as in `url`. Undefined: the client named none, as HTTP/1.0 may. */
  readonly host: string | undefined;
}

/** From whom `X-Forwarded-Host` and `X-Forwarded-Proto` are believed: this machine, and the proxies that are named. */
export class TrustedProxies {
  readonly #list = new BlockList();

  /**
   * @param named Addresses, or ranges such as "10.0.0.0/8".
   * @throws InvalidInput for what is neither.
   */
  constructor(named: readonly string[]) {
    this.#list.addSubnet("127.0.0.0", 8, "ipv4");
    this.#list.addAddress("::1", "ipv6");
    for (const each of named) this.#add(each);
  }

  has(address: string | undefined): boolean {
    if (address === undefined) return false;
    // An IPv4 client of a server that listens at "::".
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
    return this.#list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
  }

  #add(named: string): void {
    const [address = "", bits] = named.split("/");
    const family = isIP(address);
    const width = family === 6 ? 128 : 32;
    if (family === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= width)))
      throw new InvalidInput(`A proxy must be an address, or a range such as 10.0.0.0/8, not "${named}".`);
    this.#list.addSubnet(address, bits === undefined ? width : Number(bits), family === 6 ? "ipv6" : "ipv4");
  }
}

/** What a text must look like to be a host: nothing that would break out of an address or a header. */
const hostForm = /^(?:\[[0-9a-f:.]+\]|[^\s:[\]/@?#\\"<>]+)(?::\d{1,5})?$/i;

/**
 * How a request reached the emulator: by the public URL that was said, else as a trusted proxy forwards it, else by its `Host`.
 *
 * @param fixed The URL that was said, if one was.
 * @param listening Where the emulator listens: for a request that names no host.
 */
export function reachedBy(message: IncomingMessage, proxies: TrustedProxies, fixed: string | undefined, listening: string): Reached {
  const { headers, socket } = message;
  const forwarded = proxies.has(socket.remoteAddress);
  const host = (forwarded ? first(headers["x-forwarded-host"]) : undefined) ?? headers.host;
  if (fixed !== undefined) return { url: fixed, host };
  if (host === undefined || host === "") return { url: listening, host: undefined };
  const said = forwarded ? first(headers["x-forwarded-proto"])?.toLowerCase() : undefined;
  const scheme = said === "https" || said === "http" ? said : "encrypted" in socket ? "https" : "http";
  return hostForm.test(host) ? { url: `${scheme}://${host.toLowerCase()}`, host } : { url: listening, host };
}

/** The first of a list: what is nearest to the client. */
function first(value: string | readonly string[] | undefined): string | undefined {
  const text = (typeof value === "string" ? value : value?.[0])?.split(",")[0]?.trim();
  return text === "" ? undefined : text;
}

/**
 * The public URL that somebody says, without a trailing slash.
 *
 * @throws InvalidInput for what is no URL of a server.
 */
export function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !["http:", "https:"].includes(url.protocol) ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== "" ||
    url.username !== ""
  )
    throw new InvalidInput(`The URL must be http or https with a host, and no path, such as https://partner.example:8917, not "${text}".`);
  return url.origin;
}
