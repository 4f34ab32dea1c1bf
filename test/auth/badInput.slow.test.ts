import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator, wellKnown } from "../../emulator";
import { readSettings } from "../../provider/config/settings";
import type { PartnerCenterError } from "../../provider/errors";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { Ports } from "../../provider/ports";
import { tokenFor } from "../emulator/support";
import { accessToken, customerId, hastyPorts, recordingDiagnostics, requestId } from "../support/partnerCenter";
import { runInNode } from "../support/plainNode";

/** The bad-input list: each case is one clear sentence with its remedy, and nothing is lost. */
let emulator: Emulator;
let folder: string;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.control.addCustomer({ id: customerId });
  folder = mkdtempSync(join(tmpdir(), "partnercenter-bad-"));
});
afterEach(async () => {
  await emulator.close();
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const { tenantId, clientId, clientSecret, refreshToken } = wellKnown;
const withRefreshToken = { tenantId, clientId, clientSecret, refreshToken };

function connect(config: Record<string, string>, ports: Ports = hastyPorts) {
  const values: Record<string, string> = { endpoint: emulator.url, authority: emulator.url, ...config };
  const diagnostics = recordingDiagnostics();
  const client = createPartnerCenter(
    readSettings((key) => values[key], {}),
    ports,
    diagnostics,
  );
  const submit = () => client.submit({ customerId, kind: "Education", educationSegment: "K12", requestId }, { before: undefined });
  const failure = async (): Promise<PartnerCenterError> =>
    submit().then(
      () => {
        throw new Error("it was accepted");
      },
      (error: PartnerCenterError) => error,
    );
  return {
    client,
    submit,
    failure,
    warnings: () => diagnostics.messages.filter(({ severity }) => severity === "warning").map((each) => each.message),
  };
}
const posts = (): number => emulator.control.requests({ method: "POST", path: "/v1/" }).length;

/** Sentences, the last one what to do; nothing of what a library threw. */
function expectClear({ message, remedy }: { message: string; remedy?: string | undefined }): void {
  expect(message).toMatch(/^[A-Z0-9].*[.]$/s);
  expect(message).not.toMatch(/undefined|\[object|Error:|\n|eyJ/);
  expect(remedy).toMatch(/^[A-Z].*\.$/s);
}

describe("a token", () => {
  const seconds = (ms: number): number => Math.floor(ms / 1000);
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ["that expired", { exp: seconds(Date.now()) - 60 }, "authentication", /access token in partnercenter:accessToken has expired/],
    [
      "for another service",
      { aud: "https://graph.microsoft.com" },
      "authentication",
      /meant for "https:\/\/graph\.microsoft\.com", not for Partner Center/,
    ],
    [
      "of another tenant",
      { tid: "99999999-0000-4000-8000-000000000000" },
      "authentication",
      /of the tenant "99999999-.*partnercenter:tenantId is/,
    ],
    ["without MFA", { amr: ["pwd"] }, "mfa", /did not sign in with multi-factor authentication.*partnercenter login/],
    ["of an application alone", { scp: undefined, amr: undefined }, "appOnly", /stands for an application alone.*refresh token/],
  ])("%s is refused before anything is sent", async (_name, claims, kind, words) => {
    const error = await connect({ tenantId, accessToken: accessToken({ tid: tenantId, ...claims }) }).failure();
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(words);
    expectClear(error);
    expect(emulator.control.requests()).toEqual([]);
  });

  test.each(["garbage", "a.b.c", "x".repeat(10_000)])("that is garbage (%#) is refused by the service, in clear words", async (token) => {
    const error = await connect({ accessToken: token }).failure();
    expect(error).toMatchObject({ kind: "authentication", status: 401 });
    expect(error.message).toMatch(/^Submitting Education for customer/);
    expect(error.message).not.toContain(token);
  });

  test.each(["two words", "line\nfeed", "nul\u0000", "t\u00f6k\u00e9n", "Bearer abc"])(
    "that can be none (%j) is never sent",
    async (token) => {
      const error = await connect({ accessToken: token }).failure();
      expect(error.kind).toBe("configuration");
      expectClear(error);
      expect(error.message).not.toContain(token);
      expect(emulator.control.requests()).toEqual([]);
    },
  );

  test("that was good and is revoked ends the run with what to do", async () => {
    emulator.control.revokeRefreshToken();
    const error = await connect(withRefreshToken).failure();
    expect(error).toMatchObject({ kind: "authentication", code: "AADSTS50173" });
    expect(error.message).toContain("partnercenter login");
    expectClear(error);
    expect(posts()).toBe(0);
  });

  test("a refresh token that is garbage, expired or somebody else's", async () => {
    const garbage = await connect({ ...withRefreshToken, refreshToken: "garbage" }).failure();
    expect(garbage).toMatchObject({ code: "AADSTS70000" });
    expectClear(garbage);
    const other = await connect({ ...withRefreshToken, tenantId: "99999999-0000-4000-8000-000000000000" }).failure();
    expect(other).toMatchObject({ code: "AADSTS90002", message: expect.stringContaining("the tenant does not exist") });
    expectClear(other);
  });
});

describe("a store", () => {
  const file = (): string => join(folder, "token.json");
  const readOnly = (): string => {
    // Root may write everywhere but there.
    if (process.getuid?.() === 0 && existsSync("/sys/kernel")) return "/sys/kernel/token.json";
    mkdirSync(join(folder, "closed"), { mode: 0o500 });
    return join(folder, "closed", "token.json");
  };

  test.each<[string, () => string, RegExp]>([
    ["that is read-only", readOnly, /could not be stored; this run goes on with it.*cannot be written \(E[A-Z]+\).*Let this process write/],
    [
      "whose folder is missing",
      () => join(folder, "no", "token.json"),
      /could not be stored.*cannot be written \(ENOENT\).*Let this process write/,
    ],
  ])(
    "%s: the submission goes through, and the user is told how to keep the token",
    async (_name, place, words) => {
      const { submit, warnings } = connect({ ...withRefreshToken, tokenStore: `file:${place()}` });
      await submit();
      expect(posts()).toBe(1);
      expect(warnings()).toEqual([expect.stringMatching(words)]);
      expect(warnings().join()).not.toMatch(/emulator-refresh-token/);
    },
    20_000,
  );

  test("that is corrupt: the configured token serves, and the file stays as it is", async () => {
    writeFileSync(file(), "{");
    const { submit, warnings } = connect({ ...withRefreshToken, tokenStore: `file:${file()}` });
    await submit();
    expect(warnings()).toEqual([
      expect.stringMatching(/configured refresh token is used instead.*holds something else than a refresh token\. It should hold/),
    ]);
    expect(readFileSync(file(), "utf8")).toBe("{");
  });

  test("that is empty or a folder, with nothing configured", async () => {
    const { refreshToken: _none, ...app } = withRefreshToken;
    const empty = await connect({ ...app, tokenStore: `file:${file()}` }).failure();
    expect(empty.message).toMatch(/There is no refresh token: .* is empty.*partnercenter login/);
    expectClear(empty);
    const directory = await connect({ ...app, tokenStore: `file:${folder}` }).failure();
    expect(directory.message).toContain("cannot be read (EISDIR)");
    expectClear(directory);
  });
});

describe("a token's age where no store is used", () => {
  test.each<[number, boolean]>([
    [10, false],
    [74, false],
    [76, true],
  ])("%i days after the sign-in", async (days, told) => {
    const refreshTokenDate = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const { submit, warnings } = connect({ ...withRefreshToken, refreshTokenDate });
    await submit();
    expect(warnings()).toEqual(
      told ? [expect.stringMatching(/is 7\d days old.*ends on \d{4}-\d{2}-\d{2}: run `partnercenter login` again/)] : [],
    );
  });
});

describe("a clock", () => {
  const hour = 3_600_000;
  const shifted = (ms: number): Ports => ({ ...hastyPorts, now: () => Date.now() + ms });

  test("an hour behind does not stop who signs in by refresh token", async () => {
    await connect(withRefreshToken, shifted(-hour * 1.01)).submit();
    expect(posts()).toBe(1);
  });

  test("an hour ahead makes a fresh token look expired, and the clock is named; reading goes on", async () => {
    const { client, failure } = connect(withRefreshToken, shifted(hour * 1.01));
    expect(await client.qualifications(customerId)).toEqual([]);
    const error = await failure();
    expect(error.message).toMatch(/The access token expired at .*by this machine's clock it is .*correct the clock/);
    expectClear(error);
    expect(posts()).toBe(0);
  });

  test("an hour ahead is told for a token got elsewhere", async () => {
    const error = await connect({ accessToken: await tokenFor(emulator) }, shifted(hour * 1.01)).failure();
    expect(error.message).toContain("has expired, by this machine's clock");
    expectClear(error);
  });
});

describe("a proxy that refuses", () => {
  async function through(
    listener: (port: number) => string,
    env: Record<string, string> = {},
  ): Promise<{ kind: string; message: string; remedy?: string }> {
    const proxy = createServer();
    proxy.on("connect", (_request, socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"));
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = listener((proxy.address() as AddressInfo).port);
    const program = `
      const { readSettings } = require("./provider/config/settings");
      const { createPartnerCenter } = require("./provider/partnerCenter/client");
      const { systemPorts } = require("./provider/systemPorts");
      const ports = { ...systemPorts, random: () => 0 };
      const values = { accessToken: "x" };
      createPartnerCenter(readSettings((key) => values[key], {}), ports, { report() {}, async flush() {} })
        .qualifications(${JSON.stringify(customerId)})
        .then(() => ({}), ({ kind, message, remedy }) => ({ kind, message, remedy }))
        .then((result) => { console.log(JSON.stringify(result)); process.exit(); });`;
    try {
      return (await runInNode(program, { NO_PROXY: "", no_proxy: "", HTTPS_PROXY: address, https_proxy: address, ...env })) as {
        kind: string;
        message: string;
      };
    } finally {
      proxy.close();
      proxy.closeAllConnections();
    }
  }

  test("without credentials (407)", async () => {
    const error = await through((port) => `http://user:planted-password@127.0.0.1:${port}`);
    expect(error.message).toMatch(/407/);
    expect(error.message).toMatch(/proxy/i);
    expect(JSON.stringify(error)).not.toContain("planted-password");
    expectClear(error);
  }, 30_000);

  test("that is not there", async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await through(() => `http://127.0.0.1:${port}`);
    expect(error).toMatchObject({
      kind: "unreachable",
      message: expect.stringMatching(/no connection to api\.partnercenter.*ECONNREFUSED.*HTTPS_PROXY/),
    });
    expectClear(error);
  }, 30_000);
});
