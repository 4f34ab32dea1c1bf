import { type HttpsWorld, startHttpsWorld } from "../support/httpsWorld";
import { type FakeVault, fakeVault } from "../support/keyVault";
import { accessToken } from "../support/partnerCenter";
import { runInNode } from "../support/plainNode";
import { json } from "../support/server";

const host = "contoso.vault.azure.net";
const otherHost = "vault.example.com";
const url = `https://${host}/secrets/partner-center`;
const tenant = "11111111-2222-4333-8444-555555555555";
const azure = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: "99999999-2222-4333-8444-555555555555", AZURE_CLIENT_SECRET: "the-azure-secret" };
const planted = "0.AXkAplanted-refresh-token-value_1234567890.AgABAAEAAAD";

/** Small waits: what the SDK would wait for is its own business, and shortened by `Retry-After: 0`. */
let vault: FakeVault;
let imposter: FakeVault;
let world: HttpsWorld;
beforeEach(async () => {
  vault = fakeVault(host, `https://login.microsoftonline.com/${tenant}`);
  imposter = fakeVault(otherHost, `https://login.microsoftonline.com/${tenant}`);
  world = await startHttpsWorld({
    [host]: (request, response) => vault.reply(request, response),
    [otherHost]: (request, response) => imposter.reply(request, response),
    "login.microsoftonline.com": ({ body }, response) => {
      if (new URLSearchParams(body).get("grant_type") === "refresh_token") {
        json(response, 200, { token_type: "Bearer", expires_in: 3599, access_token: accessToken(), refresh_token: `${planted}-rotated` });
        return;
      }
      const good = new URLSearchParams(body).get("client_secret") === azure.AZURE_CLIENT_SECRET;
      if (good)
        json(response, 200, { token_type: "Bearer", expires_in: 3599, access_token: accessToken({ aud: "https://vault.azure.net" }) });
      else
        json(response, 401, {
          error: "invalid_client",
          error_description: "AADSTS7000215: Invalid client secret provided.",
          error_codes: [7000215],
        });
    },
  });
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
});

interface Ran {
  readonly loaded?: { kind: string; refreshToken?: string; savedAt?: number; owned?: boolean } | null;
  readonly error?: { kind: string; message: string; seen: string };
}

/** Runs one operation of the store in a process of its own. `speed` makes our own limit pass sooner. */
async function run(
  operation: "load" | { save: string },
  {
    env = azure,
    at = url,
    speed = 1,
    owner = { tenantId: tenant, clientId: "c" },
  }: { env?: Record<string, string>; at?: string; speed?: number; owner?: { tenantId: string; clientId: string } } = {},
): Promise<Ran> {
  const call = operation === "load" ? "load()" : `save(${JSON.stringify(operation.save)}, Date.now())`;
  const program = `
    const { inspect } = require("node:util");
    const { keyVaultStore } = require("./provider/auth/stores/keyVault");
    const { createRedactor } = require("./provider/redact");
    const { systemPorts } = require("./provider/systemPorts");
    const ports = { ...systemPorts, timer: (ms, fire) => systemPorts.timer(ms / ${speed}, fire) };
    const store = keyVaultStore(${JSON.stringify(at)}, ${JSON.stringify(owner)}, { ports, redactor: createRedactor(), authority: "https://login.microsoftonline.com" });
    store.${call}.then(
      (loaded) => ({ loaded: loaded ?? null }),
      (error) => ({ error: { kind: error.kind, message: error.message, seen: inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) } }),
    ).then((result) => { console.log(JSON.stringify(result)); process.exit(); });`;
  const none = Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(AZURE|IDENTITY)_/.test(name))
      .map((name) => [name, ""]),
  );
  return (await runInNode(program, { ...none, ...world.env, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential", ...env })) as Ran;
}

test("a token is kept in the vault: empty, written, read again with its age, in versions", async () => {
  expect(await run("load")).toEqual({ loaded: { kind: "empty" } });
  const before = Math.floor(Date.now() / 1000) * 1000;
  expect(await run({ save: planted })).toEqual({ loaded: null });
  await run({ save: `${planted}2` });
  const { loaded } = await run("load");
  expect(loaded).toMatchObject({ kind: "token", owned: true, refreshToken: `${planted}2` });
  expect(loaded?.savedAt).toBeGreaterThanOrEqual(before);
  const versions = vault.secrets.get("partner-center");
  expect(versions).toHaveLength(2);
  expect(versions?.[0]?.contentType).toBe("Microsoft Partner Center refresh token");
  expect((versions?.[0]?.exp ?? 0) * 1000 - before).toBeGreaterThanOrEqual(90 * 86_400_000);
  expect(vault.challenges).toBeGreaterThan(0);
  // The challenge is asked for without the token: a body goes out only to who has proved to be the vault.
  expect(
    world.received.filter(({ host: asked, headers }) => asked === host && headers.authorization === undefined).map(({ body }) => body),
  ).toEqual(["", "", "", ""]);
}, 60_000);

test("another tenant's token in the vault is neither shown nor replaced, and one that nobody owns is taken over", async () => {
  await run({ save: planted });
  const other = { owner: { tenantId: "99999999-2222-4333-8444-555555555555", clientId: "c" } };
  const { loaded } = await run("load", other);
  expect(loaded).toMatchObject({ kind: "foreign" });
  expect(JSON.stringify(loaded)).not.toContain(planted);
  expect((await run({ save: `${planted}3` }, other)).error?.message).toMatch(/neither used nor replaced.*\{tenantId\}/);
  expect(vault.secrets.get("partner-center")).toHaveLength(1);
  vault.secrets.set("partner-center", [{ value: planted, updated: 1_700_000_000 }]);
  expect(await run("load", other)).toMatchObject({ loaded: { kind: "token", owned: false } });
}, 60_000);

test.each<[number, string, string]>([
  [401, "does not accept this run's Azure identity (401)", "az login --tenant"],
  [403, "is not allowed to (403)", "Key Vault Secrets Officer"],
  [409, "is in the way of it (409, ObjectIsDeletedButRecoverable)", "az keyvault secret recover"],
  [429, "asked to slow down (429)", "Run again later"],
  [500, "the vault failed (500)", "Run again later"],
  [503, "the vault failed (503)", "Run again later"],
])(
  "a vault that answers %i is one clear sentence with the remedy, and nothing of the token",
  async (status, words, remedy) => {
    vault.fault = {
      status,
      ...(status === 409 ? { code: "ObjectIsDeletedButRecoverable" } : {}),
      headers: { "Retry-After": "0", "retry-after-ms": "1" },
    };
    const { error } = await run({ save: planted });
    expect(error?.kind).toBe("configuration");
    // Whose token it holds is looked at before it is replaced.
    expect(error?.message).toContain(`The token store ${url} cannot be read: `);
    expect(error?.message).toContain(words);
    expect(error?.message).toContain(remedy);
    for (const secret of [planted, "the-azure-secret", "eyJ"]) expect(error?.seen).not.toContain(secret);
    const wanted = status === 429 || status >= 500 ? 3 : 1;
    expect(vault.tokens).toHaveLength(wanted);
  },
  30_000,
);

test("a vault that says nothing does not hold a run up", async () => {
  vault.fault = { silent: true };
  const { error } = await run("load", { speed: 20 });
  expect(error?.message).toContain("cannot be read: the vault did not answer in time");
}, 30_000);

test("no Azure identity, and one that is refused", async () => {
  const none = await run("load", { env: {} });
  expect(none.error?.message).toMatch(/this run has no Azure identity that can sign in.*az login/);
  const wrong = await run("load", { env: { ...azure, AZURE_CLIENT_SECRET: "not-the-azure-secret" } });
  expect(wrong.error?.message).toContain("AADSTS7000215");
  expect(wrong.error?.seen).not.toContain("not-the-azure-secret");
});

test("a server that is no vault of Azure gets no token", async () => {
  const { error } = await run({ save: planted }, { at: `https://${otherHost}/secrets/x` });
  expect(error?.message).toContain("no Key Vault of Azure");
  expect(imposter.tokens).toEqual([]);
  expect(JSON.stringify(world.received)).not.toContain(planted);
});

test("no connection, and a certificate that nobody vouches for", async () => {
  const nobody = await run("load", { at: "https://nobody.vault.azure.net/secrets/x" });
  expect(nobody.error?.message).toMatch(/cannot be read: no connection to the vault \(\w+\)\. Check partnercenter:tokenStore/);
  const untrusted = await run("load", { env: { ...azure, NODE_EXTRA_CA_CERTS: "" } });
  expect(untrusted.error?.message).toContain("no trusted TLS connection to the vault (DEPTH_ZERO_SELF_SIGNED_CERT)");
}, 60_000);

test("without the package, it is told what to install", async () => {
  const program = `
    const Module = require("node:module");
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, ...rest) {
      if (request === "@azure/keyvault-secrets") throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
      return resolve.call(this, request, ...rest);
    };
    const { keyVaultStore } = require("./provider/auth/stores/keyVault");
    const { createRedactor } = require("./provider/redact");
    const { systemPorts } = require("./provider/systemPorts");
    keyVaultStore(${JSON.stringify(url)}, { tenantId: "t", clientId: "c" }, { ports: systemPorts, redactor: createRedactor(), authority: "https://login.microsoftonline.com" })
      .load().catch(({ message }) => { console.log(JSON.stringify(message)); });`;
  expect(await runInNode(program)).toBe(
    "A token store in Azure Key Vault needs the package @azure/keyvault-secrets, which is not installed. Run `npm install @azure/keyvault-secrets` in this project, or set partnercenter:tokenStore to file:PATH.",
  );
});

describe("a whole sign-in", () => {
  /** Signs in twice by refresh token, with the vault as its store. */
  const signIn = (refreshToken: string) =>
    runInNode(
      `
    const { readSettings } = require("./provider/config/settings");
    const { createCredential } = require("./provider/auth/createCredential");
    const { createTransport } = require("./provider/http/transport");
    const { createPacing } = require("./provider/http/pacing");
    const { createRedactor } = require("./provider/redact");
    const { systemPorts: ports } = require("./provider/systemPorts");
    const values = ${JSON.stringify({ tenantId: tenant, clientId: "c", clientSecret: "s", refreshToken, tokenStore: `keyvault:${url}` })};
    const messages = [];
    const channel = { ports, transport: createTransport(ports), pacing: createPacing() };
    const diagnostics = { report: (severity, message) => { if (severity === "warning") messages.push(message); }, async flush() {} };
    const credential = createCredential(readSettings((key) => values[key], {}), channel, createRedactor(), diagnostics);
    (async () => {
      await credential.getToken("https://api.partnercenter.microsoft.com/.default");
      await credential.getToken("https://api.partnercenter.microsoft.com/.default");
    })().then(() => ({ messages }), ({ message }) => ({ message, messages })).then((result) => { console.log(JSON.stringify(result)); process.exit(); });`,
      { ...world.env, ...azure, AZURE_TOKEN_CREDENTIALS: "EnvironmentCredential" },
    ) as Promise<{ message?: string; messages: string[] }>;
  const redeemed = (): (string | null)[] =>
    world.received
      .map(({ body }) => new URLSearchParams(body))
      .filter((form) => form.get("grant_type") === "refresh_token")
      .map((form) => form.get("refresh_token"));

  test("takes the token from the vault and hands the rotated one back", async () => {
    vault.secrets.set("partner-center", [{ value: planted, updated: Math.floor(Date.now() / 1000) - 80 * 86_400 }]);
    expect(await signIn("")).toEqual({ messages: [expect.stringMatching(/is 80 days old, and one that is not used for 90 days ends/)] });
    expect(redeemed()).toEqual([planted, `${planted}-rotated`]);
    expect(vault.secrets.get("partner-center")?.at(-1)?.value).toBe(`${planted}-rotated`);
  });

  test("goes on with the configured token where the vault is shut, and says what to do: nothing is lost", async () => {
    vault.fault = { status: 403 };
    const { messages, message } = await signIn("the-configured-token");
    expect(message).toBeUndefined();
    expect(messages).toEqual([
      expect.stringMatching(
        /^The configured refresh token is used instead of the stored one, and a rotated one is not kept\..*\(403\).*Key Vault Secrets Officer/,
      ),
    ]);
    expect(redeemed()).toEqual(["the-configured-token", `${planted}-rotated`]);
    expect(JSON.stringify(messages)).not.toContain("planted");
  });

  test("fails plainly where the vault is shut and nothing is configured", async () => {
    vault.fault = { status: 403 };
    expect((await signIn("")).message).toContain(`The token store ${url} cannot be read`);
  });
});
