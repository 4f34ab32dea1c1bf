import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server as HttpServer, type ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type HttpsWorld, startHttpsWorld } from "../support/httpsWorld";
import { accessToken } from "../support/partnerCenter";
import { runInNode } from "../support/plainNode";
import { json, startServer } from "../support/server";

/** Every way to sign in against every fault of the way there: what is told is the cause, never the credentials, never Partner Center. */
let folder: string;
let proofs: Readonly<Record<string, Record<string, string>>>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-causes-"));
  const [key, cert, pem, token] = ["key.pem", "cert.pem", "app.pem", "oidc"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  execFileSync("openssl", [..."req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=app -keyout".split(" "), key, "-out", cert], {
    stdio: "ignore",
  });
  writeFileSync(pem, readFileSync(key, "utf8") + readFileSync(cert, "utf8"));
  writeFileSync(token, accessToken({ iss: "https://token.actions.githubusercontent.com" }));
  proofs = {
    "refreshToken, clientSecret": { refreshToken: "r", clientSecret: "the-client-secret" },
    "refreshToken, certificate": { refreshToken: "r", clientCertificatePath: pem },
    "refreshToken, federated": { refreshToken: "r", oidcTokenFile: token },
    clientSecret: { clientSecret: "the-client-secret" },
    clientCertificate: { clientCertificatePath: pem },
    workloadIdentity: { oidcTokenFile: token },
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly kind?: string;
  readonly message?: string;
  readonly token?: boolean;
}

const clean = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(AZURE|PARTNERCENTER|IDENTITY|MSI|IMDS)_|_proxy$/i.test(name))
    .map((name) => [name, ""]),
);

/** Signs in by each of the ways, in one process. `speed` makes the limits pass sooner. */
async function signIn(
  ways: Readonly<Record<string, Record<string, string>>>,
  config: Record<string, string>,
  env: Record<string, string> = {},
  speed = 1,
): Promise<Record<string, Told>> {
  const program = `
    const { readSettings } = require("./provider/config/settings");
    const { createCredential } = require("./provider/auth/createCredential");
    const { createTokenCache } = require("./provider/auth/tokenCache");
    const { createTransport } = require("./provider/http/transport");
    const { createPacing } = require("./provider/http/pacing");
    const { createRedactor } = require("./provider/redact");
    const { systemPorts } = require("./provider/systemPorts");
    const ports = { ...systemPorts, random: () => 0, timer: (ms, fire) => systemPorts.timer(ms / ${speed}, fire) };
    const one = async (values) => {
      const settings = readSettings((key) => values[key], {});
      const channel = { ports, transport: createTransport(ports), pacing: createPacing() };
      const credential = createCredential(settings, channel, createRedactor(), { report() {}, async flush() {} });
      try {
        await createTokenCache(credential, settings.audience + "/.default", ports).get();
        return { token: true };
      } catch ({ kind, message }) {
        return { kind, message };
      }
    };
    const ways = ${JSON.stringify(ways)};
    const config = ${JSON.stringify({ tenantId: "11111111-2222-4333-8444-555555555555", clientId: "c", ...config })};
    Promise.all(Object.entries(ways).map(async ([way, more]) => [way, await one({ ...config, ...more })]))
      .then((all) => { console.log(JSON.stringify(Object.fromEntries(all))); process.exit(); });`;
  return (await runInNode(program, { ...clean, ...env })) as Record<string, Told>;
}

async function withWorld<T>(reply: ((response: ServerResponse) => void) | undefined, work: (world: HttpsWorld) => Promise<T>): Promise<T> {
  const world = await startHttpsWorld({
    "login.microsoftonline.com": (_request, response) => (reply === undefined ? response.destroy() : reply(response)),
  });
  try {
    return await work(world);
  } finally {
    await world[Symbol.asyncDispose]();
  }
}

async function withServer<T>(server: Server | HttpServer, work: (port: number) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => void sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  try {
    return await work((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** A proxy that answers each CONNECT with this status. */
function refusingProxy(status: number, headers = ""): HttpServer {
  return createHttpServer().on("connect", (_request, socket) =>
    socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Type: text/html\r\n${headers}Content-Length: 12\r\n\r\n<html></html`),
  );
}
const html = (status: number) => (response: ServerResponse) => {
  response.writeHead(status, { "Content-Type": "text/html" }).end("<html><body>Service Unavailable</body></html>");
};
const through = (port: number): Record<string, string> => ({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
const home = { authority: "https://login.microsoftonline.com" };

const faults: Readonly<Record<string, readonly [run: () => Promise<Record<string, Told>>, kind: string, words: RegExp]>> = {
  "no such name": [
    () => signIn(proofs, { authority: "https://login.nowhere.invalid" }),
    "unreachable",
    /the name login\.nowhere\.invalid cannot be looked up \(E\w+\)\. Check the network, the DNS/,
  ],
  "nobody listens at the sign-in service's address": [
    () => signIn(proofs, { authority: "http://127.0.0.1:9" }),
    "unreachable",
    /no connection to 127\.0\.0\.1:9 \(ECONNREFUSED/,
  ],
  "nobody listens at the proxy's address": [
    () => signIn(proofs, home, through(9)),
    "unreachable",
    /no connection to login\.microsoftonline\.com \(ECONNREFUSED, 127\.0\.0\.1:9\)\. Check the network, the proxy/,
  ],
  "a proxy that asks for credentials": [
    () => withServer(refusingProxy(407, 'Proxy-Authenticate: Basic realm="corp"\r\n'), (port) => signIn(proofs, home, through(port))),
    "unreachable",
    /the proxy on the way to login\.microsoftonline\.com asks for credentials \(407\)\. Put them into HTTPS_PROXY/,
  ],
  "a proxy that forbids the host": [
    () => withServer(refusingProxy(403), (port) => signIn(proofs, home, through(port))),
    "notPartnerCenter",
    /answered the sign-in with status 403.*whether a proxy answers in its place/,
  ],
  "a proxy that cannot reach the host": [
    () => withServer(refusingProxy(503), (port) => signIn(proofs, home, through(port))),
    "unavailable",
    /The sign-in service login\.microsoftonline\.com, or a proxy on the way, failed \(503\)/,
  ],
  "a proxy of a kind that cannot be used": [
    () => signIn(proofs, home, { HTTPS_PROXY: "socks5://user:planted@127.0.0.1:9" }),
    "configuration",
    /The sign-in was not tried: HTTPS_PROXY names a proxy of the kind socks5.*Correct HTTPS_PROXY/,
  ],
  "Entra is down (503, HTML)": [
    () => withWorld(html(503), (world) => signIn(proofs, home, world.env)),
    "unavailable",
    /The sign-in service login\.microsoftonline\.com, or a proxy on the way, failed \(503\)\. Run again later/,
  ],
  "a page in its place (400, HTML)": [
    () => withWorld(html(400), (world) => signIn(proofs, home, world.env)),
    "notPartnerCenter",
    /login\.microsoftonline\.com answered the sign-in with status 400 and something that no sign-in service says/,
  ],
  "a connection that breaks": [
    () => withWorld(undefined, (world) => signIn(proofs, home, world.env)),
    "unavailable",
    /The sign-in failed: login\.microsoftonline\.com dropped the connection/,
  ],
  "a certificate that nobody vouches for": [
    () => withWorld(html(503), (world) => signIn(proofs, home, { ...world.env, NODE_EXTRA_CA_CERTS: "" })),
    "unreachable",
    /no trusted TLS connection to login\.microsoftonline\.com \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS/,
  ],
  "a black hole": [
    () =>
      withServer(
        createServer(() => {}),
        (port) => signIn(proofs, { authority: `http://127.0.0.1:${port}` }, {}, 40),
      ),
    "unavailable",
    /The sign-in failed: 127\.0\.0\.1:\d+ did not answer within \d+ s/,
  ],
};

test.each(Object.keys(faults))(
  "%s: told as such in every way, with every proof",
  async (name) => {
    const [run, kind, words] = faults[name] ?? [];
    const told = (await run?.()) ?? {};
    expect(Object.keys(told).sort()).toEqual(Object.keys(proofs).sort());
    for (const [way, { kind: found, message = "" }] of Object.entries(told)) {
      expect({ way, kind: found, message }).toEqual({ way, kind, message: expect.stringMatching(words as RegExp) });
      expect(message).not.toMatch(/Partner Center|clientSecret|credentials are not|the-client-secret|planted/);
    }
  },
  60_000,
);

test.each<[number, string, string, RegExp]>([
  [50076, "invalid_grant", "mfa", /multi-factor authentication is required \(AADSTS50076\).*partnercenter login/],
  [700025, "invalid_client", "authentication", /public client, which may send no secret and no certificate \(AADSTS700025\)/],
  [650052, "invalid_client", "authentication", /no service principal of Partner Center \(AADSTS650052\).*az ad sp create/],
  [9002327, "invalid_request", "authentication", /registered for a single-page application \(AADSTS9002327\).*platform Web/],
  [700213, "invalid_client", "authentication", /no federated credential.*subject.*oidcTokenFile/],
  [7000222, "invalid_client", "authentication", /client secret has expired \(AADSTS7000222\)/],
  [700027, "invalid_client", "authentication", /the certificate is not one of the app registration's/],
  [90033, "server_error", "unavailable", /passing problem \(AADSTS90033\)/],
  [
    87654321,
    "invalid_client",
    "authentication",
    /^The sign-in was refused \(AADSTS87654321\)\. The service said: "AADSTS87654321: Said\."\. Look it up: https:\/\/login\.microsoftonline\.com\/error\?code=87654321\.$/,
  ],
])(
  "AADSTS%i (%s) means the same in every way",
  async (code, error, kind, words) => {
    const entra = await startServer((_request, response) =>
      json(response, error === "server_error" ? 503 : 400, { error, error_description: `AADSTS${code}: Said.`, error_codes: [code] }),
    );
    try {
      const told = await signIn(proofs, { authority: entra.url });
      for (const [way, { kind: found, message }] of Object.entries(told)) {
        expect({ way, kind: found, message }).toEqual({ way, kind, message: expect.stringMatching(words) });
      }
    } finally {
      await entra.close();
    }
  },
  60_000,
);

test("each way sends its own proof, and a refresh token goes with each of them", async () => {
  const entra = await startServer((_request, response) =>
    json(response, 200, { token_type: "Bearer", expires_in: 3599, access_token: accessToken() }),
  );
  try {
    const told = await signIn(proofs, { authority: entra.url });
    expect(Object.values(told)).toEqual(Object.values(proofs).map(() => ({ token: true })));
    const forms = entra.received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    const shape = forms.map(({ grant_type: grant, client_secret: secret, client_assertion: assertion = "" }) => {
      const header: unknown = assertion === "" ? {} : JSON.parse(Buffer.from(assertion.split(".")[0] ?? "", "base64url").toString());
      const proof = secret !== undefined ? "secret" : (header as { alg?: string }).alg === "PS256" ? "certificate" : "federated";
      return `${grant} ${proof}`;
    });
    expect(shape.sort()).toEqual(
      ["client_credentials", "refresh_token"].flatMap((grant) =>
        ["certificate", "federated", "secret"].map((proof) => `${grant} ${proof}`),
      ),
    );
  } finally {
    await entra.close();
  }
}, 60_000);

test.each<[string, string, string, RegExp]>([
  [
    "is not signed in",
    "echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1",
    "authentication",
    /Run `az login` with the partner's user/,
  ],
  [
    "has no network",
    "echo \"HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max retries exceeded with url: / (Caused by NewConnectionError('Failed to establish a new connection: [Errno -2] Name or service not known'))\" >&2; exit 1",
    "unreachable",
    /^Signing in by azureCli: The sign-in failed: the sign-in service cannot be reached/,
  ],
  [
    "has lost its MFA",
    'echo "ERROR: AADSTS50076: Due to a configuration change you must use multi-factor authentication." >&2; exit 1',
    "mfa",
    /multi-factor authentication is required \(AADSTS50076\)/,
  ],
  ["hangs", "sleep 30", "authentication", /^Signing in by azureCli did not end within 60 s\. Run `az login`/],
])(
  "the Azure CLI %s: told as such",
  async (name, script, kind, words) => {
    const bin = join(folder, name.replaceAll(" ", "-"));
    mkdirSync(bin);
    writeFileSync(join(bin, "az"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, "az"), 0o755);
    const ways = { azureCli: { auth: "azureCli" } };
    const { azureCli } = await signIn(ways, {}, { PATH: `${bin}${delimiter}${process.env["PATH"]}` }, name === "hangs" ? 30 : 1);
    expect(azureCli).toEqual({ kind, message: expect.stringMatching(words) });
  },
  60_000,
);

test("no managed identity, and one whose address is a black hole, are told as such", async () => {
  await withServer(
    createServer(() => {}),
    async (port) => {
      const env = { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/token`, IDENTITY_HEADER: "x" };
      const { managedIdentity } = await signIn({ managedIdentity: { auth: "managedIdentity" } }, {}, env, 30);
      expect(managedIdentity).toEqual({
        kind: "authentication",
        message: expect.stringMatching(/^Signing in by managedIdentity did not end within 60 s/),
      });
    },
  );
  const env = { IDENTITY_ENDPOINT: "http://127.0.0.1:9/token", IDENTITY_HEADER: "x" };
  const { managedIdentity } = await signIn({ managedIdentity: { auth: "managedIdentity" } }, {}, env);
  expect(managedIdentity?.message).toMatch(/^Signing in by managedIdentity/);
}, 60_000);
