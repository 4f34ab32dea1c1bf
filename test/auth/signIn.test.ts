import { execFileSync } from "node:child_process";
import { constants, createPublicKey, createVerify, X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TokenCredential as AzureCredential } from "@azure/identity";
import { chooseSignIn } from "../../provider/auth/chooseSignIn";
import { createCredential } from "../../provider/auth/createCredential";
import type { TokenCredential } from "../../provider/auth/credential";
import { readSettings, type Settings } from "../../provider/config/settings";
import { createPacing } from "../../provider/http/pacing";
import { createTransport } from "../../provider/http/transport";
import { createRedactor } from "../../provider/redact";
import { accessToken, giveToken, hastyPorts, recordingDiagnostics, settingsFor, startPartnerCenter } from "../support/partnerCenter";
import { json, type Received } from "../support/server";

const scope = "https://api.partnercenter.microsoft.com/.default";
const nothing = (_request: Received, response: ServerResponse): void => json(response, 500, "");
type Reply = (request: Received, response: ServerResponse, index: number) => void;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-auth-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

function credentialFor(settings: Settings) {
  const diagnostics = recordingDiagnostics();
  const channel = { ports: hastyPorts, transport: createTransport(hastyPorts), pacing: createPacing() };
  return { credential: createCredential(settings, channel, createRedactor(), diagnostics), messages: diagnostics.messages };
}

async function withTokens<T>(
  reply: Reply,
  config: Record<string, string>,
  work: (credential: TokenCredential, tokenRequests: Received[], messages: { severity: string; message: string }[]) => Promise<T>,
): Promise<T> {
  const server = await startPartnerCenter(nothing, reply);
  try {
    const { credential, messages } = credentialFor(settingsFor(server.url, config));
    return await work(credential, server.tokenRequests, messages);
  } finally {
    await server.close();
  }
}
const form = (request: Received | undefined): Record<string, string> => Object.fromEntries(new URLSearchParams(request?.body));
const refuse =
  (code: number, error = "invalid_grant"): Reply =>
  (_request, response) =>
    json(response, 400, {
      error,
      error_description: `AADSTS${code}: Said by Entra. Trace ID: x`,
      error_codes: [code],
      timestamp: "x",
      trace_id: "y",
      correlation_id: "z",
    });

describe("by refresh token", () => {
  test("the youngest token is used from then on", async () => {
    await withTokens(
      (_request, response, index) =>
        json(response, 200, { access_token: accessToken(), expires_in: "3599", refresh_token: `rotated-${index}` }),
      {},
      async (credential, tokenRequests) => {
        const before = Date.now();
        const token = await credential.getToken(scope);
        expect(token?.expiresOnTimestamp).toBeGreaterThanOrEqual(before + 3_599_000);
        await credential.getToken(scope);
        await credential.getToken(scope);
        expect(tokenRequests.map((request) => form(request)["refresh_token"])).toEqual(["the-refresh-token", "rotated-0", "rotated-1"]);
      },
    );
  });

  test("without a secret it is a public client", async () => {
    const server = await startPartnerCenter(nothing, giveToken);
    try {
      const values: Record<string, string> = {
        endpoint: server.url,
        authority: server.url,
        tenantId: "partner.onmicrosoft.com",
        clientId: "c",
        refreshToken: "r",
      };
      await credentialFor(readSettings((key) => values[key], {})).credential.getToken(scope);
      expect(server.tokenRequests[0]?.url).toBe("/partner.onmicrosoft.com/oauth2/v2.0/token");
      expect(form(server.tokenRequests[0])).toEqual({
        client_id: "c",
        grant_type: "refresh_token",
        refresh_token: "r",
        scope: `${scope} offline_access`,
      });
    } finally {
      await server.close();
    }
  });

  test("a certificate proves the application by a signed assertion", async () => {
    const [key, cert, pem] = ["key.pem", "cert.pem", "both.pem"].map((name) => join(folder, name)) as [string, string, string];
    execFileSync(
      "openssl",
      [..."req -x509 -newkey rsa:2048 -days 2 -subj /CN=app -passout pass:open-sesame -keyout".split(" "), key, "-out", cert],
      { stdio: "ignore" },
    );
    writeFileSync(pem, readFileSync(cert, "utf8") + readFileSync(key, "utf8"));
    const server = await startPartnerCenter(nothing, giveToken);
    const settings = (password: string) => {
      const values: Record<string, string> = {
        endpoint: server.url,
        authority: server.url,
        tenantId: "t",
        clientId: "c",
        refreshToken: "r",
        clientCertificatePath: pem,
        clientCertificatePassword: password,
      };
      return readSettings((name) => values[name], {});
    };
    try {
      await credentialFor(settings("open-sesame")).credential.getToken(scope);
      const { client_assertion: assertion = "", client_assertion_type: type, client_secret: secret } = form(server.tokenRequests[0]);
      expect(type).toBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
      expect(secret).toBeUndefined();
      const [header = "", payload = "", signature = ""] = assertion.split(".");
      const decode = (part: string): unknown => JSON.parse(Buffer.from(part, "base64url").toString());
      const certificate = new X509Certificate(readFileSync(cert));
      expect(decode(header)).toEqual({
        alg: "PS256",
        typ: "JWT",
        "x5t#S256": Buffer.from(certificate.fingerprint256.replaceAll(":", ""), "hex").toString("base64url"),
      });
      expect(decode(payload)).toMatchObject({ aud: `${server.url}/t/oauth2/v2.0/token`, iss: "c", sub: "c", jti: expect.any(String) });
      const verified = createVerify("sha256")
        .update(`${header}.${payload}`)
        .verify(
          {
            key: createPublicKey(certificate.publicKey.export({ type: "spki", format: "pem" })),
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: 32,
          },
          Buffer.from(signature, "base64url"),
        );
      expect(verified).toBe(true);

      await expect(credentialFor(settings("wrong")).credential.getToken(scope)).rejects.toMatchObject({
        kind: "configuration",
        message: expect.stringContaining("password is wrong"),
      });
      rmSync(pem);
      await expect(credentialFor(settings("x")).credential.getToken(scope)).rejects.toMatchObject({
        kind: "configuration",
        message: expect.stringContaining("cannot be read"),
      });
    } finally {
      await server.close();
    }
  });

  describe("a certificate's file", () => {
    const file = (name: string): string => join(folder, name);
    const read = (name: string): string => readFileSync(file(name), "utf8");
    beforeEach(() => {
      const openssl = (line: string, subject: string): Buffer =>
        execFileSync("openssl", [...line.split(" ").filter(Boolean), "-subj", subject], { stdio: "ignore", cwd: folder }) as Buffer;
      openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 2", "/CN=Example Issuing CA");
      openssl("req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr", "/CN=partner-automation");
      execFileSync("openssl", "x509 -req -in leaf.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out leaf.crt -days 2".split(" "), {
        stdio: "ignore",
        cwd: folder,
      });
    });
    const thumbprint = (): string => new X509Certificate(read("leaf.crt")).fingerprint256.replaceAll(":", "");
    const proofs = ["refreshToken", "none"] as const;

    test.each([
      ["leaf.key", "ca.crt", "leaf.crt"],
      ["ca.crt", "leaf.crt", "leaf.key"],
      ["leaf.crt", "ca.crt", "leaf.key"],
      ["leaf.crt", "leaf.key", "ca.crt"],
    ])("with %s, %s and %s in this order: the key's own certificate signs, in both ways", async (...order) => {
      writeFileSync(file("chain.pem"), `Bag Attributes\n${order.map(read).join("friendlyName: x\r\n")}`);
      for (const token of proofs) {
        const config = { clientSecret: "", clientCertificatePath: file("chain.pem"), refreshToken: token === "none" ? "" : "r" };
        await withTokens(giveToken, config, async (credential, tokenRequests) => {
          await credential.getToken(scope);
          const [header = ""] = form(tokenRequests[0])["client_assertion"]?.split(".") ?? [];
          const { "x5t#S256": x5t } = JSON.parse(Buffer.from(header, "base64url").toString()) as Record<string, string>;
          expect(
            Buffer.from(x5t ?? "", "base64url")
              .toString("hex")
              .toUpperCase(),
          ).toBe(thumbprint());
        });
      }
    });

    test.each<[string, readonly string[], RegExp]>([
      ["another key", ["ca.key", "leaf.crt"], /a private key that is not its certificate's/],
      ["a key that fits none of a chain", ["leaf.key", "ca.crt", "ca.crt"], /belongs to none of its 2 certificates/],
      ["no certificate", ["leaf.key"], /no usable certificate/],
      ["no key", ["leaf.crt"], /no usable private key, or its password is wrong/],
    ])("with %s is an error before any request", async (_name, parts, words) => {
      writeFileSync(file("bad.pem"), parts.map(read).join(""));
      for (const token of proofs) {
        const config = { clientSecret: "", clientCertificatePath: file("bad.pem"), refreshToken: token === "none" ? "" : "r" };
        await withTokens(giveToken, config, async (credential, tokenRequests) => {
          await expect(credential.getToken(scope)).rejects.toMatchObject({ kind: "configuration", message: expect.stringMatching(words) });
          expect(tokenRequests).toEqual([]);
        });
      }
    });

    test.each<[string, string | undefined, RegExp]>([
      ["missing", undefined, /cannot be read/],
      ["empty", "\n", /is empty/],
      ["several words", "not a token", /something else than one token/],
    ])("a federated token's file that is %s is an error before any request", async (_name, text, words) => {
      if (text !== undefined) writeFileSync(file("oidc"), text);
      await withTokens(giveToken, { clientSecret: "", oidcTokenFile: file("oidc") }, async (credential, tokenRequests) => {
        await expect(credential.getToken(scope)).rejects.toMatchObject({ kind: "configuration", message: expect.stringMatching(words) });
        expect(tokenRequests).toEqual([]);
      });
    });
  });

  test.each<[string, Reply, Record<string, unknown>, string]>([
    ["MFA wanted", refuse(50076), { kind: "mfa", code: "AADSTS50076", status: 400 }, "multi-factor authentication is required"],
    ["MFA expired", refuse(50078), { kind: "mfa", code: "AADSTS50078" }, "has expired"],
    ["90 days without use", refuse(700082), { kind: "authentication", code: "AADSTS700082" }, "not used for 90 days"],
    ["revoked", refuse(50173), { kind: "authentication" }, "revoked"],
    ["a wrong secret", refuse(7000215, "invalid_client"), { kind: "authentication", code: "AADSTS7000215" }, "client secret is wrong"],
    ["no consent", refuse(65001), { kind: "authentication" }, "consented"],
    [
      "an unknown code",
      refuse(99999999),
      { kind: "authentication", code: "AADSTS99999999" },
      "the refresh token is not accepted (AADSTS99999999)",
    ],
    [
      "an unknown error",
      refuse(99999999, "odd_error"),
      { kind: "authentication", code: "AADSTS99999999" },
      'The service said: "AADSTS99999999: Said by Entra.',
    ],
    ["a page", (_request, response) => json(response, 404, "<html>"), { kind: "notPartnerCenter", status: 404 }, "no sign-in service"],
    [
      "a page with 200",
      (_request, response) => json(response, 200, "<html>"),
      { kind: "notPartnerCenter", status: 200 },
      "no sign-in service",
    ],
    ["an outage", (_request, response) => json(response, 503, ""), { kind: "unavailable", status: 503 }, "failed (503)"],
    [
      "too many requests",
      (_request, response) => json(response, 429, "", { "Retry-After": "600" }),
      { kind: "throttled", status: 429 },
      "slow down",
    ],
    ["a dropped connection", (_request, response) => void response.destroy(), { kind: "unavailable" }, "dropped"],
  ])("%s is said plainly", async (_name, reply, facts, words) => {
    await withTokens(reply, {}, async (credential) => {
      const error = await credential.getToken(scope).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject(facts);
      expect((error as Error).message).toContain(words);
    });
  });

  test("what is missing is said when a token is needed, with the ways there are", async () => {
    await expect(credentialFor(readSettings(() => undefined, {})).credential.getToken(scope)).rejects.toMatchObject({
      kind: "configuration",
      message: expect.stringMatching(
        /nothing to sign in.*partnercenter:refreshToken.*PARTNERCENTER_REFRESH_TOKEN.*accessToken.*azureCli.*emulator/,
      ),
    });
  });
});

describe("choosing", () => {
  const choose = (config: Record<string, string>) => chooseSignIn(readSettings((key) => config[key], {}));
  const app = { tenantId: "t", clientId: "c" };
  test.each<[Record<string, string>, string]>([
    [{ ...app, clientSecret: "s", refreshToken: "r", accessToken: "a" }, "accessToken"],
    [{ ...app, clientSecret: "s", refreshToken: "r" }, "refreshToken"],
    [{ ...app, clientSecret: "s", tokenStore: "file:/x" }, "refreshToken"],
    [{ ...app, clientSecret: "s", clientCertificatePath: "p", oidcTokenFile: "f" }, "workloadIdentity"],
    [{ ...app, clientSecret: "s", clientCertificatePath: "p" }, "clientCertificate"],
    [{ ...app, clientSecret: "s" }, "clientSecret"],
    [{ ...app, clientSecret: "s", refreshToken: "r", auth: "clientSecret" }, "clientSecret"],
    [{ auth: "azureCli" }, "azureCli"],
    [{ auth: "managedIdentity" }, "managedIdentity"],
    [{ emulator: "http://localhost:7070" }, "refreshToken"],
  ])("%j signs in by %s", (config, way) => {
    expect(choose(config).way).toBe(way);
  });

  test.each<[Record<string, string>, string]>([
    [{ auth: "refreshToken" }, "partnercenter:refreshToken"],
    [{ refreshToken: "r" }, "partnercenter:tenantId"],
    [{ refreshToken: "r", tenantId: "t" }, "partnercenter:clientId"],
    [{ ...app, auth: "clientSecret" }, "partnercenter:clientSecret"],
    [{ ...app, auth: "clientCertificate" }, "partnercenter:clientCertificatePath"],
    [{ ...app, auth: "workloadIdentity" }, "partnercenter:oidcTokenFile"],
    [{ auth: "accessToken" }, "partnercenter:accessToken"],
    [app, "nothing to sign in"],
  ])("%j lacks %s", (config, words) => {
    expect(() => choose(config)).toThrow(words);
  });

  const missing = (config: Record<string, string>, env: Record<string, string>): string => {
    try {
      chooseSignIn(readSettings((key) => config[key], env));
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  test("a source that lacks a value is named, with what lies in another and why it was not used", () => {
    expect(missing({ ...app, auth: "clientSecret" }, { AZURE_CLIENT_SECRET: "s" })).toBe(
      "Signing in by clientSecret needs partnercenter:clientSecret, which is not set. The sign-in is taken from the configuration as a whole. AZURE_CLIENT_SECRET is set, but not used: nothing says whose it is: it counts with AZURE_TENANT_ID and AZURE_CLIENT_ID beside it, the same as in the configuration. Set it with `pulumi config set --secret partnercenter:clientSecret` or the environment variable PARTNERCENTER_CLIENT_SECRET. A refresh uses the configuration that the last `pulumi up` recorded: run `pulumi up --run-program` once, so that the new value counts.",
    );
  });

  test("what is to be set is asked for where the sign-in is taken from", () => {
    const said = missing({}, { PARTNERCENTER_REFRESH_TOKEN: "r", AZURE_TENANT_ID: "t", AZURE_CLIENT_ID: "c" });
    expect(said).toContain("The sign-in is taken from the PARTNERCENTER_* variables as a whole.");
    expect(said).toContain("AZURE_TENANT_ID is set, but not used: ");
    expect(said).toMatch(/Set it with the environment variable PARTNERCENTER_TENANT_ID\.$/);
  });
});

test("our credentials fit the Azure SDK", () => {
  const ours: TokenCredential = { getToken: async () => null };
  const azures: AzureCredential = ours;
  expect(azures).toBe(ours);
});
