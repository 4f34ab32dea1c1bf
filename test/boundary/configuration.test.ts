import { createServer } from "node:net";
import { startEmulator, wellKnown } from "../../emulator";
import { APPROVAL_STUB, startDynamicProvider } from "./support/dynamicProvider";
import { calls, contoso, education, government, inWorld, type WorldOptions, warnings } from "./support/world";

const id = `${contoso}/Education`;
const { tenantId, clientId, clientSecret, refreshToken } = wellKnown;

/** A configuration as for Microsoft's own service, but for the addresses. */
const configured = (more: Record<string, string> = {}): WorldOptions => ({
  provider: ({ url }) => ({
    config: Object.fromEntries(
      Object.entries({ endpoint: url, authority: url, tenantId, clientId, clientSecret, refreshToken, ...more }).map(([key, value]) => [
        `partnercenter:${key}`,
        value,
      ]),
    ),
  }),
});

test("all problems of the configuration are told at once, before anything else", async () => {
  const provider = await startDynamicProvider({
    config: { "partnercenter:cloud": "mars", "partnercenter:endpoint": "http://example.com" },
    env: { PARTNERCENTER_READ_ONLY: "perhaps" },
  });
  try {
    const failed = provider.check({}, education);
    await expect(failed).rejects.toThrow(
      /The configuration has 3 problems: .*cloud is "mars".*endpoint is "http:\/\/example\.com".*readOnly is "perhaps"/,
    );
    // Deleting needs none of it.
    await provider.delete(id, education);
  } finally {
    await provider.stop();
  }
});

test("a misspelt key or variable stops the run before anything is sent, in a preview too; a destroy goes on", async () => {
  const emulator = await startEmulator();
  const provider = await startDynamicProvider({
    config: { "partnercenter:emulator": emulator.url, "partnercenter:readonly": "true", "other:readonly": "true" },
    env: { PARTNERCENTER_UNREADABEL: "fail" },
  });
  try {
    const told =
      /partnercenter:readonly is no key of this provider; did you mean readOnly\?.*PARTNERCENTER_UNREADABEL is no environment variable of this provider; did you mean PARTNERCENTER_UNREADABLE\?/;
    await expect(provider.check({}, education)).rejects.toThrow(told);
    await expect(provider.create(education)).rejects.toThrow(told);
    await expect(provider.read(id, education)).rejects.toThrow(told);
    expect(emulator.control.requests()).toEqual([]);
    await provider.delete(id, education);
  } finally {
    await provider.stop();
    await emulator.close();
  }
});

test("the stack's configuration and the environment each serve alone", () =>
  inWorld(async ({ provider, restart, emulator, control }) => {
    expect((await provider.create(education)).outs).toMatchObject({ vettingStatus: "InReview" });
    const url = emulator.url;
    const environment = await restart({
      env: {
        PARTNERCENTER_ENDPOINT: url,
        PARTNERCENTER_AUTHORITY: url,
        PARTNERCENTER_TENANT_ID: tenantId,
        PARTNERCENTER_CLIENT_ID: clientId,
        PARTNERCENTER_CLIENT_SECRET: clientSecret,
        PARTNERCENTER_REFRESH_TOKEN: refreshToken,
      },
    });
    expect((await environment.read(id, {})).props).toMatchObject({ vettingStatus: "InReview" });
    const ready = await restart({
      config: { "partnercenter:endpoint": url, "partnercenter:authority": url, "partnercenter:accessToken": wellKnown.accessToken },
    });
    const tokens = control.tokenRequests().length;
    expect((await ready.read(id, {})).props).toMatchObject({ vettingStatus: "InReview" });
    expect(control.tokenRequests()).toHaveLength(tokens);
  }, configured()));

test("without any credentials the first request says what is missing", () =>
  inWorld(
    async ({ provider, control }) => {
      expect((await provider.check({}, education)).failures).toEqual([]);
      await expect(provider.create(education)).rejects.toThrow(/partnercenter:/);
      expect(calls(control)).toEqual([]);
    },
    { provider: ({ url }) => ({ env: { PARTNERCENTER_ENDPOINT: url, PARTNERCENTER_AUTHORITY: url } }) },
  ));

test("concurrent first calls of a process are all configured, and share one token", () =>
  inWorld(
    async ({ provider, control }) => {
      control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
      const known = { ...education, vettingStatus: "InReview", approved: false, __format: 1 };
      const reads = await Promise.all([
        provider.read(id, known),
        provider.read(id, known),
        provider.as(APPROVAL_STUB).read(id, { qualificationId: id, vettingStatus: "Approved", __format: 1 }),
        provider.read(id, known),
      ]);
      expect(reads.map(({ props }) => props["vettingStatus"])).toEqual(["Approved", "Approved", "Approved", "Approved"]);
      expect(control.tokenRequests()).toHaveLength(1);
    },
    { provider: ({ url }) => ({ config: { "partnercenter:emulator": url } }) },
  ));

test("an emulator that is not running is one clear message", async () => {
  const { url, close } = await startEmulator();
  await close();
  const provider = await startDynamicProvider({ env: { PARTNERCENTER_EMULATOR: url } });
  try {
    const failed = await provider.create(education).catch((error: Error) => error.message);
    expect(failed).toContain(new URL(url).host);
    expect(failed).toMatch(/emulator/);
  } finally {
    await provider.stop();
  }
});

test("an endpoint that never answers properly is told apart from Partner Center", async () => {
  const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  await inWorld(
    async ({ provider, emulator, control }) => {
      await expect(provider.read(id, {})).rejects.toThrow(new RegExp(`127\\.0\\.0\\.1:${port}`));
      expect(control.tokenRequests()).toHaveLength(1);
      expect(emulator.port).not.toBe(port);
    },
    configured({ endpoint: `http://127.0.0.1:${port}` }),
  );
  server.close();
});

test("a sign-in that is refused says why and how to go on, and nothing is asked for", () =>
  inWorld(async ({ provider, control }) => {
    control.revokeRefreshToken();
    await expect(provider.create(education)).rejects.toThrow(/the refresh token was revoked.*AADSTS50173.*Run `partnercenter login`/);
    expect(calls(control)).toEqual([]);
  }, configured()));

test("a wrong client secret is told without being shown", () =>
  inWorld(
    async ({ provider }) => {
      const failed = await provider.create(education).catch((error: Error) => error.message);
      expect(failed).toMatch(/the client secret is wrong.*AADSTS7000215/);
      expect(failed + provider.stderr() + JSON.stringify(provider.logs)).not.toContain("planted-client-secret");
    },
    configured({ clientSecret: "planted-client-secret" }),
  ));

test("a token without multi-factor authentication is stopped before it is sent", () =>
  inWorld(async ({ provider, control }) => {
    control.setTokenClaims({ amr: ["pwd"] });
    control.setAssumptions({ mfaRefusal: "off" });
    await expect(provider.create(education)).rejects.toThrow(/multi-factor authentication/);
    expect(control.submissions()).toEqual([]);
  }, configured()));

test("a service that refuses the token is asked once more with a fresh one, and then an error", () =>
  inWorld(async ({ provider, control }) => {
    const { outs } = await provider.create(education);
    control.fault({ kind: "status", status: 401, times: "always", match: { path: "/qualifications" } });
    await expect(provider.read(id, outs)).rejects.toThrow(/Partner Center does not accept the access token/);
    expect(control.tokenRequests()).toHaveLength(2);
  }, configured()));

test("readOnly turns every submission into an error that says what would have been sent", () =>
  inWorld(
    async ({ provider, control }) => {
      await expect(provider.create(education)).rejects.toThrow(
        /would have been asked for with educationSegment and website, but partnercenter:readOnly is set: nothing was sent\. Unset/,
      );
      await expect(provider.create(government)).rejects.toThrow(/would have been asked for with validationCode, but/);
      expect(calls(control).filter((call) => !call.startsWith("GET"))).toEqual([]);
      control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
      expect((await provider.create(education)).outs).toMatchObject({ approved: true });
    },
    configured({ readOnly: "true" }),
  ));

test("a state of a newer release says so", async () => {
  const provider = await startDynamicProvider({ stub: 'exports.handler=()=>require("pulumi-partnercenter/dynamic").handler(2);' });
  try {
    const message = /This state was written by a newer pulumi-partnercenter \(protocol 2; this release speaks 1\)\. Update the package/;
    await expect(provider.check({}, education)).rejects.toThrow(message);
    await expect(provider.read(id, education)).rejects.toThrow(message);
    await expect(provider.delete(id, education)).rejects.toThrow(message);
  } finally {
    await provider.stop();
  }
});

test("an old contract tells no vetting, and warns only at Microsoft's own hosts", () =>
  inWorld(
    async ({ provider, control }) => {
      const { outs } = await provider.create({ customerId: contoso, qualification: "Education" });
      expect(outs["vettingStatus"]).toBeNull();
      expect(outs["approved"]).toBeNull();
      expect(control.submissions()).toHaveLength(1);
      expect(warnings(provider)).toEqual([]);
    },
    configured({ apiContract: "2018-09" }),
  ));
