import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCredential } from "../../provider/auth/createCredential";
import { readSettings } from "../../provider/config/settings";
import { createPacing } from "../../provider/http/pacing";
import { createTransport } from "../../provider/http/transport";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import { createRedactor } from "../../provider/redact";
import { type Entra, startEntra } from "../support/entra";
import { customerId, hastyPorts, recordingDiagnostics, requestId } from "../support/partnerCenter";
import { json } from "../support/server";

const scope = "https://api.partnercenter.microsoft.com/.default";
const europe = { tenantId: "aaaaaaaa-0000-4000-8000-000000000001", clientId: "client-e" };
const america = { tenantId: "bbbbbbbb-0000-4000-8000-000000000002", clientId: "client-a" };
const noMfa = { claims: { amr: ["pwd"] } };

let folder: string;
let entra: Entra;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-tokens-"));
  entra = await startEntra({
    "token-of-europe": europe,
    "token-of-america": america,
    "old-of-europe": { ...europe, refused: 700082 },
    "without-mfa-of-europe": { ...europe, ...noMfa },
  });
});
afterEach(async () => {
  await entra.close();
  rmSync(folder, { recursive: true });
});
const file = (): string => join(folder, "token.json");
const store = (): Record<string, unknown> => JSON.parse(readFileSync(file(), "utf8"));
const put = (content: object): void => writeFileSync(file(), JSON.stringify(content));
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** One process: its credential, what it said, and which tokens it redeemed. */
function run(config: Record<string, string>, env: NodeJS.ProcessEnv = {}, now = () => Date.now()) {
  const values: Record<string, string> = { endpoint: entra.url, authority: entra.url, clientSecret: "s", ...config };
  const settings = readSettings((key) => values[key], env);
  const diagnostics = recordingDiagnostics();
  const ports = { ...hastyPorts, now };
  const line = { ports, transport: createTransport(ports), pacing: createPacing() };
  const before = entra.asked.length;
  return {
    client: () => createPartnerCenter(settings, ports, diagnostics),
    credential: createCredential(settings, line, createRedactor(), diagnostics),
    redeemed: () => entra.asked.slice(before).map((form) => form["refresh_token"]),
    warnings: () => diagnostics.messages.filter(({ severity }) => severity === "warning").map(({ message }) => message),
  };
}
const kept = (): Record<string, string> => ({ tokenStore: `file:${file()}` });

describe("two tenants with one store", () => {
  const shared = { PARTNERCENTER_TOKEN_STORE: "" };
  beforeEach(() => {
    shared.PARTNERCENTER_TOKEN_STORE = `file:${file()}`;
  });

  test("named in the environment, the store of nobody they name is not theirs", async () => {
    for (const [owner, refreshToken] of [
      [europe, "token-of-europe"],
      [america, "token-of-america"],
    ] as const) {
      const { credential, redeemed } = run({ ...owner, refreshToken }, shared);
      await credential.getToken(scope);
      expect(redeemed()).toEqual([refreshToken]);
    }
  });

  test("named by both, the first one keeps it, and the other one signs in with its own and is told", async () => {
    await run({ ...europe, refreshToken: "token-of-europe", ...kept() }).credential.getToken(scope);
    const held = readFileSync(file(), "utf8");
    const second = run({ ...america, refreshToken: "token-of-america", ...kept() });
    expect(await second.credential.getToken(scope)).not.toBeNull();
    expect(second.redeemed()).toEqual(["token-of-america"]);
    expect(second.warnings()).toEqual([
      expect.stringMatching(/rotated one is not kept\. .*holds the token of tenant aaaaaaaa.*\{tenantId\}/),
    ]);
    expect(readFileSync(file(), "utf8")).toBe(held);
    expect(entra.asked.filter(({ tenant, refresh_token: token }) => tenant === america.tenantId && token?.includes("europe"))).toEqual([]);

    const third = run({ ...america, ...kept() });
    await expect(third.credential.getToken(scope)).rejects.toMatchObject({
      kind: "configuration",
      message: expect.stringContaining("neither used nor replaced"),
    });
    expect(third.redeemed()).toEqual([]);
  });

  test("with a place for each, each has its own, from the environment too", async () => {
    const env = { PARTNERCENTER_TOKEN_STORE: `file:${join(folder, "{tenantId}.json")}` };
    await run({ ...europe, refreshToken: "token-of-europe" }, env).credential.getToken(scope);
    await run({ ...america, refreshToken: "token-of-america" }, env).credential.getToken(scope);
    for (const owner of [europe, america]) {
      expect(JSON.parse(readFileSync(join(folder, `${owner.tenantId}.json`), "utf8"))).toMatchObject(owner);
    }
    const again = run({ ...america, refreshToken: "token-of-america" }, env);
    await again.credential.getToken(scope);
    expect(again.redeemed()).toEqual(["rotated-2-of-token-of-america"]);
  });
});

describe("a store without owner, as 0.1.0 left it", () => {
  test("is taken over by the first tenant that can redeem it", async () => {
    put({ refreshToken: "token-of-europe", savedAt: ago(0) });
    await run({ ...europe, ...kept() }).credential.getToken(scope);
    expect(store()).toMatchObject({ ...europe, refreshToken: "rotated-1-of-token-of-europe" });
  });

  test("is left alone by a tenant that cannot: it may be another one's only copy", async () => {
    put({ refreshToken: "token-of-europe", savedAt: ago(0) });
    const { credential, redeemed } = run({ ...america, refreshToken: "token-of-america", ...kept() });
    await credential.getToken(scope);
    expect(redeemed()).toEqual(["token-of-europe", "token-of-america"]);
    expect(store()).toEqual({ refreshToken: "token-of-europe", savedAt: expect.any(String) });
  });

  test("whose token has ended is replaced by what helped", async () => {
    put({ refreshToken: "old-of-europe" });
    const { credential, redeemed } = run({ ...europe, refreshToken: "token-of-europe", ...kept() });
    await credential.getToken(scope);
    expect(redeemed()).toEqual(["old-of-europe", "token-of-europe"]);
    expect(store()).toMatchObject({ ...europe, refreshToken: "rotated-1-of-token-of-europe" });
  });
});

describe("a new sign-in heals", () => {
  const config = { ...europe, refreshToken: "token-of-europe" };
  test.each(["old-of-europe", "without-mfa-of-europe", "unheard-of-but-long-enough"])(
    "where the stored token (%s) will not do, the configured one is tried, and kept",
    async (refreshToken) => {
      put({ refreshToken, savedAt: ago(0), ...europe });
      const { credential, redeemed } = run({ ...config, ...kept() });
      await credential.getToken(scope);
      expect(redeemed()).toEqual([refreshToken, "token-of-europe"]);
      expect(store()).toMatchObject({ ...europe, refreshToken: expect.stringMatching(/^rotated-\d-of-token-of-europe$/) });
      const next = run({ ...config, ...kept() });
      await next.credential.getToken(scope);
      expect(next.redeemed()).toEqual([store()["refreshToken"]]);
    },
  );

  test("where the API refuses the stored one's token, in words of MFA or without, the request goes through with the other", async () => {
    for (const body of ["Authentication failed. MFA required. (10001)", { code: 400, description: "denied" }]) {
      put({ refreshToken: "token-of-europe-2", savedAt: ago(0), ...europe });
      entra.grants.set("token-of-europe-2", europe);
      let answered = 0;
      entra.api = (_request, response) => (answered++ === 0 ? json(response, 401, body) : json(response, 200, []));
      const { client, redeemed } = run({ ...config, ...kept() });
      expect(await client().qualifications(customerId)).toEqual([]);
      expect(redeemed()).toEqual(["token-of-europe-2", "token-of-europe"]);
      expect(store()["refreshToken"]).toMatch(/of-token-of-europe$/);
    }
  });

  test("where none has MFA, reading goes on, two are asked for once, and the submission is told", async () => {
    put({ refreshToken: "without-mfa-of-europe", savedAt: ago(0), ...europe });
    entra.grants.set("another-without-mfa", { ...europe, ...noMfa });
    const { client, redeemed } = run({ ...europe, refreshToken: "another-without-mfa", ...kept() });
    const partnerCenter = client();
    await partnerCenter.qualifications(customerId);
    await partnerCenter.qualifications(customerId);
    expect(redeemed()).toEqual(["without-mfa-of-europe", "another-without-mfa"]);
  });

  test("what asks for a new sign-in says how it counts, where it stands in the configuration", async () => {
    entra.api = (_request, response) => json(response, 401, { code: 900421, description: "MFA" });
    const own = { ...europe, refreshToken: "token-of-europe" };
    const told = async (each: ReturnType<typeof run>): Promise<string> =>
      each
        .client()
        .qualifications(customerId)
        .then(String, (error: Error) => error.message);
    expect(await told(run(own))).toMatch(/Run `partnercenter login`.*A refresh uses the configuration.*pulumi up --run-program/);
    const env = {
      PARTNERCENTER_TENANT_ID: europe.tenantId,
      PARTNERCENTER_CLIENT_ID: europe.clientId,
      PARTNERCENTER_CLIENT_SECRET: "s",
      PARTNERCENTER_REFRESH_TOKEN: "token-of-europe",
    };
    const fromEnv = await told(run({ clientSecret: "" }, env));
    expect(fromEnv).toMatch(/Run `partnercenter login`/);
    expect(fromEnv).not.toContain("--run-program");

    entra.grants.set("without-mfa", { ...europe, ...noMfa });
    const submitted = run({ ...europe, refreshToken: "without-mfa" })
      .client()
      .submit({ customerId, kind: "Education", educationSegment: "K12", requestId }, { before: undefined });
    await expect(submitted).rejects.toThrow(/multi-factor authentication.*pulumi up --run-program/);
    await expect(run({ ...europe, refreshToken: "old-of-europe" }).credential.getToken(scope)).rejects.toThrow(
      /90 days \(AADSTS700082\).*partnercenter login.*pulumi up --run-program/,
    );
  });

  test("with a whole outage of the sign-in service, no other token is spent", async () => {
    put({ refreshToken: "token-of-europe", savedAt: ago(0), ...europe });
    await entra.close();
    const { credential } = run({ ...config, ...kept() });
    await expect(credential.getToken(scope)).rejects.toMatchObject({ kind: "unreachable" });
  });
});

describe("a stored token", () => {
  test("is written when it is older than a day, not in each run", async () => {
    const config = { ...europe, refreshToken: "token-of-europe", ...kept() };
    await run(config).credential.getToken(scope);
    const first = readFileSync(file(), "utf8");
    for (let i = 0; i < 3; i++) await run(config).credential.getToken(scope);
    expect(readFileSync(file(), "utf8")).toBe(first);
    const tomorrow = run(config, {}, () => Date.now() + 86_400_001);
    await tomorrow.credential.getToken(scope);
    expect(readFileSync(file(), "utf8")).not.toBe(first);
    const held = readFileSync(file(), "utf8");
    await tomorrow.credential.getToken(scope);
    expect(readFileSync(file(), "utf8")).toBe(held);
  });

  test("that another sign-in replaced is not written again by each renewal", async () => {
    put({ refreshToken: "old-of-europe", savedAt: ago(0), ...europe });
    const { credential } = run({ ...europe, refreshToken: "token-of-europe", ...kept() });
    await credential.getToken(scope);
    const held = readFileSync(file(), "utf8");
    await credential.getToken(scope);
    expect(readFileSync(file(), "utf8")).toBe(held);
  });

  test("that cannot be understood stays as it is, and the configured one serves", async () => {
    writeFileSync(file(), "{");
    const { credential, warnings } = run({ ...europe, refreshToken: "token-of-europe", ...kept() });
    await credential.getToken(scope);
    expect(readFileSync(file(), "utf8")).toBe("{");
    expect(warnings()).toEqual([expect.stringMatching(/instead of the stored one, and a rotated one is not kept\..*It should hold/)]);
  });

  test("that is about to end is told in time", async () => {
    put({ refreshToken: "token-of-europe", savedAt: ago(80), ...europe });
    const { credential, warnings } = run({ ...europe, ...kept() });
    await credential.getToken(scope);
    expect(warnings()).toEqual([expect.stringContaining("80 days old")]);
  });

  test("could not be stored: the run goes on with the youngest, and says so", async () => {
    const { credential, redeemed, warnings } = run({
      ...europe,
      refreshToken: "token-of-europe",
      tokenStore: `file:${join(folder, "no", "x")}`,
    });
    await credential.getToken(scope);
    await credential.getToken(scope);
    expect(redeemed()).toEqual(["token-of-europe", "rotated-1-of-token-of-europe"]);
    expect(warnings()[0]).toMatch(/could not be stored; this run goes on with it.*cannot be written \(ENOENT\)/);
    expect(warnings().join()).not.toContain("rotated-1");
  });

  test("empty, with nothing configured, is said", async () => {
    await expect(run({ ...europe, ...kept() }).credential.getToken(scope)).rejects.toMatchObject({
      kind: "authentication",
      message: expect.stringMatching(/is empty and partnercenter:refreshToken is not set.*partnercenter login.*--run-program/),
    });
  });
});
