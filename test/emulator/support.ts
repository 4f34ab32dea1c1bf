import { request } from "node:http";
import { type Emulator, type EmulatorOptions, startEmulator, wellKnown } from "../../emulator";

/** A customer id that is in no seed. */
export const contosoId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";

/** An answer read whole. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined if it is none. */
  readonly json: unknown;
}

/** Runs `test` with an emulator of its own, and closes it. */
export async function withEmulator(options: EmulatorOptions, test: (emulator: Emulator) => Promise<void>): Promise<void> {
  const emulator = await startEmulator(options);
  try {
    await test(emulator);
  } finally {
    await emulator.close();
  }
}

interface Call {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is if it is a text, else as JSON. */
  readonly body?: unknown;
}

/** Sends one request as a client with a good App+User token. */
export async function call(
  emulator: Emulator,
  method: string,
  path: string,
  { token = wellKnown.accessToken, headers = {}, body }: Call = {},
): Promise<Answered> {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: {
      accept: "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return read(response);
}

/** Posts a qualification for Contoso. */
export function post(emulator: Emulator, body: unknown, headers: Readonly<Record<string, string>> = {}, query = ""): Promise<Answered> {
  return call(emulator, "POST", `/v1/customers/${contosoId}/qualifications${query}`, { body, headers });
}

/** Contoso's qualifications. */
export async function list(emulator: Emulator): Promise<unknown> {
  return (await call(emulator, "GET", `/v1/customers/${contosoId}/qualifications`)).json;
}

/** Asks for a token; what is given replaces or, with undefined, removes a field of a good request by refresh token. */
export async function askToken(
  emulator: Emulator,
  fields: Readonly<Record<string, string | undefined>> = {},
  path = `/${wellKnown.tenantId}/oauth2/token`,
): Promise<Answered> {
  const { clientId, clientSecret, refreshToken, resource } = wellKnown;
  const good = { grant_type: "refresh_token", client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken, resource };
  const form = Object.entries({ ...good, ...fields }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  return read(await fetch(`${emulator.url}${path}`, { method: "POST", body: new URLSearchParams(form) }));
}

/** A token issued by the token endpoint. */
export async function tokenFor(emulator: Emulator, fields: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
  const { json } = await askToken(emulator, fields);
  return (json as { access_token: string }).access_token;
}

/** An app-only token. */
export function appToken(emulator: Emulator): Promise<string> {
  return tokenFor(emulator, { grant_type: "client_credentials", refresh_token: undefined });
}

async function read(response: Response): Promise<Answered> {
  // Not response.text(): it takes a byte order mark away.
  const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}

/** Sends one request over a plain connection, with exactly these headers and nothing that a client adds or forbids. */
export function raw(
  emulator: Emulator,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): Promise<{ readonly status: number; readonly text: string; readonly location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const host = `127.0.0.1:${emulator.port}`;
    const sent = request({ host: "127.0.0.1", port: emulator.port, method, path, headers: { host, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString(), location: answer.headers.location }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
