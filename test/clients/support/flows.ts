import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator, wellKnown } from "../../../emulator";
import { startProxy } from "./proxy";

/** Every flow that each client goes through, by the name by which its program knows it. */
export const flows = [
  "client credentials",
  "client assertion",
  "refresh token",
  "device code",
  "authorization code with PKCE",
  "silent renewal from the cache",
] as const;

/** What each client must be told as it is, with the number of Entra that belongs to it. */
export const errors = {
  "a wrong secret": "AADSTS7000215",
  "an unknown tenant": "AADSTS90002",
  "an unknown resource": "AADSTS500011",
  "a refresh token that is none": "AADSTS70000",
} as const;

/** What a client's program is told. */
export interface Settings {
  /** What the client is told. */
  readonly authority: string;
  /** Where the emulator really is: for the user's browser. */
  readonly own: string;
  readonly tenantId: string;
  readonly unknownTenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly scope: string;
  readonly unknownScope: string;
}

/** What a client's program says of a flow. */
export interface Outcome {
  readonly accessToken?: string;
  readonly error?: string;
  /** Where the token came from, where the client says so. */
  readonly fromCache?: boolean;
  readonly username?: string;
}

const microsoft = "https://login.microsoftonline.com";

/** A client's settings, and the environment in which its program runs. */
export interface Place {
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string>>;
}

export interface OverTls {
  /** The client is told the emulator's address. */
  readonly atItsOwnAddress: Place;
  /** The client believes to be at Microsoft: nothing of it is changed, and a proxy leads it to the emulator. */
  readonly asMicrosoft: Place;
  readonly stop: () => Promise<void>;
}

/** An emulator with TLS, its authority in a folder of its own. */
export async function startOverTls(): Promise<OverTls> {
  const folder = mkdtempSync(join(tmpdir(), "emulator-clients-"));
  const emulator = await startEmulator({ tls: { folder }, allowedHosts: [new URL(microsoft).host] });
  const proxy = await startProxy(emulator.port);
  const { tenantId, clientId, clientSecret, refreshToken, resource } = wellKnown;
  const settings = {
    authority: emulator.url,
    own: emulator.url,
    tenantId,
    unknownTenantId: randomUUID(),
    clientId,
    clientSecret,
    refreshToken,
    scope: `${resource}/.default`,
    unknownScope: "https://nobody.example/.default",
  };
  const trusted = emulator.ca?.file ?? "";
  const environment = { NODE_EXTRA_CA_CERTS: trusted, REQUESTS_CA_BUNDLE: trusted, SSL_CERT_FILE: trusted };
  const stop = async (): Promise<void> => {
    await proxy.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    atItsOwnAddress: { settings, environment },
    asMicrosoft: {
      settings: { ...settings, authority: microsoft },
      environment: { ...environment, HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1,localhost" },
    },
    stop,
  };
}

/** The claims of an access token. */
export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
}
