import { randomUUID, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { homedir, hostname, networkInterfaces } from "node:os";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { errorText } from "../errorText";
import { isOwnHost } from "../http/hosts";
import { InvalidInput } from "../state/input";
import { type KeyAndCertificate, makeAuthority, makeServerCertificate } from "./certificates";

/** A certificate authority that a client may trust. */
export interface Authority {
  /** Its certificate, PEM. */
  readonly pem: string;
  /** Where that is: for `NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE`, `curl --cacert`. */
  readonly file: string;
}

/** What a server with TLS needs. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
  /** Undefined where the certificate was given. */
  readonly ca?: Authority;
  /** The certificate for a name that a client asks for, where it is another one; undefined: the usual one. */
  contextFor(name: string): SecureContext | undefined;
  /** The same, made anew if it ends soon; undefined: it does not. */
  renewed(): TlsIdentity | undefined;
}

const day = 86_400_000;
/** Renewed so long before they end; the authority so long before that what it signs never outlives it. */
const margins = { authority: 400 * day, server: 30 * day };
/** Names for which a certificate is made when they are asked for. */
const mostNames = 100;

/**
 * The folder of the user's that keeps certificates: `pulumi-partnercenter/tls` in `$XDG_DATA_HOME` (default `~/.local/share`), in
 * `~/Library/Application Support` on macOS, in `%LOCALAPPDATA%` on Windows.
 */
export function defaultTlsFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  const { XDG_DATA_HOME: data, LOCALAPPDATA: local } = env;
  const folder =
    data ||
    (platform === "win32"
      ? local || join(home, "AppData", "Local")
      : platform === "darwin"
        ? join(home, "Library", "Application Support")
        : join(home, ".local", "share"));
  return join(folder, "pulumi-partnercenter", "tls");
}

/** The names by which this machine may be called, when the emulator listens at `host`. */
export function namesOf(host: string, more: readonly string[]): readonly string[] {
  const everywhere = host === "0.0.0.0" || host === "::";
  const addresses = everywhere
    ? Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address.replace(/%.*$/, "")))
    : [host];
  const names = ["localhost", "127.0.0.1", "::1", hostname().toLowerCase(), "host.docker.internal", ...addresses, ...more];
  const plain = names.map((name) => name.replace(/^\[|\]$/g, "").toLowerCase());
  return [...new Set(plain)].filter((name) => !["", "0.0.0.0", "::"].includes(name));
}

/**
 * A certificate of the folder's authority for these names: what is there, or made now. Other names of the emulator get one when they are asked for.
 *
 * @throws InvalidInput if the folder cannot be used.
 */
export function ownIdentity(folder: string, names: readonly string[], allowedHosts: readonly string[], now = Date.now()): TlsIdentity {
  try {
    const authority = readPair(folder, "ca", (cert) => lasts(cert, margins.authority, now)) ?? keepPair(folder, "ca", makeAuthority(now));
    const issuer = new X509Certificate(authority.cert);
    const good = (cert: X509Certificate): boolean =>
      lasts(cert, margins.server, now) && cert.verify(issuer.publicKey) && names.every((name) => covers(cert, name));
    const kept = readPair(folder, "server", good);
    const server = kept ?? keepPair(folder, "server", makeServerCertificate(authority, names, now));
    const cert = new X509Certificate(server.cert);
    const made = new Map<string, SecureContext>();
    return {
      ...server,
      ca: { pem: authority.cert, file: join(folder, "ca", "cert.pem") },
      contextFor: (name) => {
        const wanted = name.toLowerCase();
        if (covers(cert, wanted) || !isOwnHost(wanted, allowedHosts)) return undefined;
        if (!made.has(wanted)) {
          if (made.size >= mostNames) made.clear();
          made.set(wanted, createSecureContext(makeServerCertificate(authority, [wanted], Date.now())));
        }
        return made.get(wanted);
      },
      renewed: () => {
        const later = Date.now();
        if (lasts(cert, margins.server, later) && lasts(issuer, margins.authority, later)) return undefined;
        return ownIdentity(folder, names, allowedHosts, later);
      },
    };
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    throw new InvalidInput(`The folder ${folder} cannot keep the certificates: ${errorText(error)}`);
  }
}

/**
 * A certificate that was given, as PEM.
 *
 * @throws InvalidInput if they are none, or do not belong together.
 */
export function givenIdentity(given: KeyAndCertificate): TlsIdentity {
  try {
    createSecureContext(given);
  } catch (error) {
    throw new InvalidInput(`The certificate and key cannot be used: ${errorText(error)}`);
  }
  return { ...given, contextFor: () => undefined, renewed: () => undefined };
}

function lasts(cert: X509Certificate, margin: number, now: number): boolean {
  return Date.parse(cert.validFrom) <= now && Date.parse(cert.validTo) - now > margin;
}

function covers(cert: X509Certificate, name: string): boolean {
  return (isIP(name) === 0 ? cert.checkHost(name) : cert.checkIP(name)) !== undefined;
}

/** What is kept in a folder of the folder, if it is good; undefined if it is not, or not whole. */
function readPair(folder: string, name: string, good: (cert: X509Certificate) => boolean): KeyAndCertificate | undefined {
  try {
    const pair = { key: readFileSync(join(folder, name, "key.pem"), "utf8"), cert: readFileSync(join(folder, name, "cert.pem"), "utf8") };
    // Throws if they do not belong together.
    createSecureContext(pair);
    return good(new X509Certificate(pair.cert)) ? pair : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a pair, both files or none; where another process was faster with one, that one is taken. */
function keepPair(folder: string, name: string, pair: KeyAndCertificate): KeyAndCertificate {
  const place = join(folder, name);
  const beside = join(folder, `.${name}-${randomUUID()}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(beside, { mode: 0o700 });
  writeFileSync(join(beside, "key.pem"), pair.key, { mode: 0o600 });
  writeFileSync(join(beside, "cert.pem"), pair.cert, { mode: 0o644 });
  const old = existsSync(place) ? join(folder, `.old-${randomUUID()}`) : undefined;
  try {
    if (old !== undefined) renameSync(place, old);
    renameSync(beside, place);
    return pair;
  } catch (error) {
    const other = readPair(folder, name, () => true);
    if (other === undefined) throw error;
    return other;
  } finally {
    rmSync(beside, { recursive: true, force: true });
    if (old !== undefined) rmSync(old, { recursive: true, force: true });
  }
}
