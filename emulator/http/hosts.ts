import { isIP } from "node:net";

/** Endings that no public name has: RFC 6761 (localhost, test), RFC 6762 (local), ICANN's resolution 2024.07.29.06 (internal). */
const privateEndings = [".localhost", ".test", ".local", ".internal"];

/**
 * Whether a request's `Host` may be a name of this emulator. A page on the internet that has its own name point to this machine
 * (DNS rebinding) would have the browser's same-origin rule on its side; it cannot choose the name that the browser sends, though.
 */
export function isOwnHost(host: string | undefined, allowed: readonly string[]): boolean {
  const name = nameOf(host ?? "");
  if (name === undefined) return false;
  // A name without a dot is one of this machine or of its network, such as a container's.
  return isIP(name) !== 0 || !name.includes(".") || privateEndings.some((end) => name.endsWith(end)) || allowed.includes(name);
}

function nameOf(host: string): string | undefined {
  const [, six, other] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@]+))(?::\d+)?$/i.exec(host) ?? [];
  return (six ?? other)?.toLowerCase().replace(/\.$/, "");
}
