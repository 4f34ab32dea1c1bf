import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { type Emulator, startEmulator, wellKnown } from "../../emulator";
import { forwardTo, type HttpsWorld, startHttpsWorld } from "../support/httpsWorld";
import { accessToken } from "../support/partnerCenter";
import { runInNode } from "../support/plainNode";

/** The ways without a user, and those of the Azure SDK, to their end: the sign-in service stands at Microsoft's own name, behind a proxy, with a certificate authority of ours. */
let emulator: Emulator;
let world: HttpsWorld;
beforeAll(async () => {
  emulator = await startEmulator();
  world = await startHttpsWorld({ "login.microsoftonline.com": forwardTo(emulator.url) });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await emulator?.close();
});

const app = { tenantId: wellKnown.tenantId, clientId: wellKnown.clientId };
const noAzure = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(AZURE|PARTNERCENTER|IDENTITY|MSI|IMDS)_/.test(name))
    .map((name) => [name, ""]),
);

interface SignedIn {
  readonly claims?: Record<string, unknown>;
  readonly kind?: string;
  readonly message?: string;
  readonly messages: readonly string[];
}

/** Signs in as the settings say, in a process of its own, and answers the token's claims or the error. */
async function signIn(config: Record<string, string>, env: Record<string, string> = {}): Promise<SignedIn> {
  const program = `
    const { readSettings } = require("./provider/config/settings");
    const { createCredential } = require("./provider/auth/createCredential");
    const { decodeClaims } = require("./provider/auth/claims");
    const { preflight } = require("./provider/auth/preflight");
    const { createRedactor } = require("./provider/redact");
    const { systemPorts } = require("./provider/systemPorts");
    const { createTransport } = require("./provider/http/transport");
    const { createPacing } = require("./provider/http/pacing");
    const line = { ports: systemPorts, transport: createTransport(systemPorts), pacing: createPacing() };
    const values = ${JSON.stringify(config)};
    const messages = [];
    const report = (_severity, message) => messages.push(message);
    const settings = readSettings((key) => values[key], {});
    const credential = createCredential(settings, line, createRedactor(), { report, async flush() {} });
    credential.getToken(settings.audience + "/.default").then(
      ({ token }) => ({ claims: JSON.parse(Buffer.from(token.split(".")[1], "base64url")), kind: preflight(token, { audience: settings.audience, now: Date.now() })?.kind, messages }),
      ({ kind, message }) => ({ kind, message, messages }),
    ).then((result) => { console.log(JSON.stringify(result)); process.exit(); });`;
  return (await runInNode(program, { ...noAzure, ...world.env, ...env })) as SignedIn;
}

test("a client secret signs the application in, for reading alone", async () => {
  const { claims, kind, messages } = await signIn({ ...app, clientSecret: wellKnown.clientSecret });
  expect(claims).toMatchObject({ aud: wellKnown.resource, tid: wellKnown.tenantId, idtyp: "app" });
  expect(kind).toBe("appOnly");
  expect(messages).toEqual(["Signing in by clientSecret (partnercenter:auth is auto)."]);
});

test("a wrong client secret is told by its code and remedy, without the secret", async () => {
  const { kind, message } = await signIn({ ...app, clientSecret: "a-wrong-and-long-secret" });
  expect(kind).toBe("authentication");
  expect(message).toMatch(
    /^The sign-in was refused: the client secret is wrong \(AADSTS7000215\)\..*the value of a secret of the app registration/,
  );
  expect(message).not.toContain("a-wrong-and-long-secret");
});

test("a certificate does too", async () => {
  const [key, cert, pem] = ["app-key.pem", "app-cert.pem", "app.pem"].map((name) => join(world.folder, name)) as [string, string, string];
  execFileSync("openssl", [..."req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=app -keyout".split(" "), key, "-out", cert], {
    stdio: "ignore",
  });
  writeFileSync(pem, readFileSync(cert, "utf8") + readFileSync(key, "utf8"));
  const { claims, message } = await signIn({ ...app, clientCertificatePath: pem });
  expect(message).toBeUndefined();
  expect(claims).toMatchObject({ aud: wellKnown.resource, idtyp: "app" });
});

test("a token of another issuer does too: GitHub, Kubernetes", async () => {
  const file = join(world.folder, "oidc-token");
  writeFileSync(
    file,
    accessToken({ iss: "https://token.actions.githubusercontent.com", sub: "repo:contoso/onboarding:ref:refs/heads/main" }),
  );
  const { claims, messages } = await signIn({ ...app, oidcTokenFile: file });
  expect(claims).toMatchObject({ aud: wellKnown.resource, idtyp: "app" });
  expect(messages).toEqual(["Signing in by workloadIdentity (partnercenter:auth is auto)."]);
});

test("the Azure CLI's user is taken over", async () => {
  const bin = join(world.folder, "bin");
  execFileSync("mkdir", ["-p", bin]);
  const token = accessToken({ tid: wellKnown.tenantId });
  const answer = JSON.stringify({ accessToken: token, expires_on: Math.floor(Date.now() / 1000) + 3600, tokenType: "Bearer" });
  writeFileSync(join(bin, "az"), `#!/bin/sh\necho "$@" >> ${JSON.stringify(join(bin, "asked"))}\ncat <<'EOF'\n${answer}\nEOF\n`);
  chmodSync(join(bin, "az"), 0o755);
  const path = { PATH: `${bin}${delimiter}${process.env["PATH"]}` };
  expect((await signIn({ auth: "azureCli", tenantId: wellKnown.tenantId }, path)).claims).toMatchObject({ tid: wellKnown.tenantId });
  const asked = readFileSync(join(bin, "asked"), "utf8");
  expect(asked).toContain(`--resource ${wellKnown.resource}`);
  expect(asked).toContain(`--tenant ${wellKnown.tenantId}`);

  writeFileSync(join(bin, "az"), "#!/bin/sh\necho \"ERROR: Please run 'az login' to setup account.\" >&2\nexit 1\n");
  const { kind, message } = await signIn({ auth: "azureCli" }, path);
  expect(kind).toBe("authentication");
  expect(message).toMatch(/^Signing in by azureCli failed.*Run `az login` with the partner's user/);
});

test("a managed identity is asked at the machine's own address", async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.headers["x-identity-header"]} ${request.url}`);
    response.setHeader("Content-Type", "application/json");
    response.end(
      JSON.stringify({
        access_token: accessToken({ scp: undefined, amr: undefined, idtyp: "app" }),
        expires_on: String(Math.floor(Date.now() / 1000) + 3600),
        resource: wellKnown.resource,
        token_type: "Bearer",
        client_id: wellKnown.clientId,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const env = {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`,
      IDENTITY_HEADER: "the-header",
    };
    const { claims, kind } = await signIn({ auth: "managedIdentity" }, env);
    expect(claims).toMatchObject({ idtyp: "app" });
    expect(kind).toBe("appOnly");
    expect(seen[0]).toMatch(/^the-header \/msi\/token\?.*resource=/);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test("nothing but the sign-in service was asked for", () => {
  expect([...new Set(world.asked)]).toEqual(["login.microsoftonline.com"]);
});
