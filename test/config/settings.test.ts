import { inspect } from "node:util";
import { emulatorCredentials } from "../../provider/config/clouds";
import { readSettings, type Settings } from "../../provider/config/settings";
import { PartnerCenterError } from "../../provider/errors";

const read = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Settings => readSettings((key) => config[key], env);
const problem = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}): PartnerCenterError => {
  try {
    read(config, env);
  } catch (error) {
    if (error instanceof PartnerCenterError) return error;
  }
  throw new Error("no problem");
};

test("nothing configured is the global cloud and today's contract", () => {
  expect(read({})).toEqual({
    cloud: "global",
    endpoint: "https://api.partnercenter.microsoft.com",
    authority: "https://login.microsoftonline.com",
    audience: "https://api.partnercenter.microsoft.com",
    apiContract: "2023-05",
    auth: "auto",
    app: {},
    tokenStore: { kind: "none" },
    sources: { used: [], unused: [], namesService: false },
    readOnly: false,
    unreadable: "warn",
    refreshBeforeUpdate: false,
    notices: [],
  });
});

test.each<[Record<string, string>, NodeJS.ProcessEnv, Partial<Settings>]>([
  [{ apiContract: "2021-02" }, { PARTNERCENTER_API_CONTRACT: "2018-09" }, { apiContract: "2021-02" }],
  [{}, { PARTNERCENTER_API_CONTRACT: "2018-09" }, { apiContract: "2018-09" }],
  [{}, { PARTNERCENTER_API_CONTRACT: "" }, { apiContract: "2023-05" }],
  [{}, { PARTNERCENTER_API_CONTRACT: "  " }, { apiContract: "2023-05" }],
  [{ apiContract: "" }, { PARTNERCENTER_API_CONTRACT: "2018-09" }, { apiContract: "2018-09" }],
  [{ readOnly: "true" }, {}, { readOnly: true }],
  [{}, { PARTNERCENTER_DEBUG: "1" }, { debug: true }],
  [{ refreshToken: "r", refreshTokenDate: "2026-11-20" }, {}, { refreshTokenDate: Date.UTC(2026, 10, 20) }],
  [{}, { PARTNERCENTER_READ_ONLY: "TRUE" }, { readOnly: true }],
  [{ readOnly: "false" }, { PARTNERCENTER_READ_ONLY: "true" }, { readOnly: false }],
  [{ unreadable: "fail" }, {}, { unreadable: "fail" }],
  [{ auth: "azurecli" }, {}, { auth: "azureCli" }],
  [{ requestsPerMinute: "300" }, {}, { requestsPerMinute: 300 }],
  [{ tokenStore: "none" }, {}, { tokenStore: { kind: "none" } }],
  [{ tokenStore: "file:/a b/c" }, {}, { tokenStore: { kind: "file", path: "/a b/c" } }],
  [
    { tokenStore: "keyvault:https://v.vault.azure.net/secrets/pc" },
    {},
    { tokenStore: { kind: "keyvault", url: "https://v.vault.azure.net/secrets/pc" } },
  ],
  [{ cloud: "china" }, {}, { apiContract: "2018-09", endpoint: "https://partner.partnercenterapi.microsoftonline.cn" }],
  [{ cloud: "china", apiContract: "2023-05" }, {}, { apiContract: "2023-05" }],
  [{ cloud: "usGovernment" }, {}, { endpoint: "https://api.partnercenter.microsoft.com", authority: "https://login.microsoftonline.us" }],
  [{ endpoint: "http://127.0.0.1:7070/" }, {}, { endpoint: "http://127.0.0.1:7070" }],
  [{ endpoint: "https://proxy.example/partner/" }, {}, { endpoint: "https://proxy.example/partner" }],
  [{ authority: "http://[::1]:1" }, {}, { authority: "http://[::1]:1" }],
])("%j with %j", (config, env, expected) => {
  expect(read(config, env)).toMatchObject(expected);
});

describe("the app registration", () => {
  const secrets = (settings: Settings) => ({
    ...settings.app,
    ...(settings.app.clientSecret === undefined ? {} : { clientSecret: settings.app.clientSecret.reveal() }),
    ...(settings.app.clientCertificatePassword === undefined
      ? {}
      : { clientCertificatePassword: settings.app.clientCertificatePassword.reveal() }),
  });
  const azure = { AZURE_TENANT_ID: "at", AZURE_CLIENT_ID: "ac", AZURE_CLIENT_SECRET: "as", AZURE_FEDERATED_TOKEN_FILE: "af" };
  const own = {
    PARTNERCENTER_TENANT_ID: "pt",
    PARTNERCENTER_CLIENT_ID: "pc",
    PARTNERCENTER_CLIENT_CERTIFICATE_PATH: "pp",
    PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD: "pw",
  };

  test("is taken from the stack, then our variables, then Azure's, and never mixed", () => {
    expect(secrets(read({ tenantId: "t" }, { ...azure, ...own }))).toEqual({ tenantId: "t" });
    expect(secrets(read({}, { ...azure, ...own }))).toEqual({
      tenantId: "pt",
      clientId: "pc",
      clientCertificatePath: "pp",
      clientCertificatePassword: "pw",
    });
    expect(secrets(read({}, azure))).toEqual({
      tenantId: "at",
      clientId: "ac",
      clientSecret: "as",
      oidcTokenFile: "af",
    });
    expect(read({}, { ...azure, PARTNERCENTER_TENANT_ID: "" }).sources.taken).toBe("AZURE_* variables");
  });

  test("of an emulator is the well-known one, and nothing else is sent there", () => {
    const settings = read(
      { emulator: "http://localhost:7070", clientSecret: "real", refreshToken: "real", accessToken: "real", tokenStore: "file:/x" },
      { ...azure, PARTNERCENTER_REFRESH_TOKEN: "real" },
    );
    expect(secrets(settings)).toEqual({
      tenantId: emulatorCredentials.tenantId,
      clientId: emulatorCredentials.clientId,
      clientSecret: emulatorCredentials.clientSecret,
    });
    expect(settings).toMatchObject({
      endpoint: "http://localhost:7070",
      authority: "http://localhost:7070",
      emulator: "http://localhost:7070",
      tokenStore: { kind: "none" },
    });
    expect(settings.refreshToken?.reveal()).toBe(emulatorCredentials.refreshToken);
    expect(settings.accessToken).toBeUndefined();
  });
});

describe("what is wrong", () => {
  test("is told all at once, with both ways to set it", () => {
    const error = problem(
      { cloud: "mars", apiContract: "2022-01", endpoint: "http://example.com", tokenStore: "s3:x", requestsPerMinute: "0" },
      {
        PARTNERCENTER_READ_ONLY: "yes",
        PARTNERCENTER_UNREADABLE: "ignore",
        PARTNERCENTER_AUTH: "password",
        PARTNERCENTER_AUTHORITY: "nonsense",
      },
    );
    expect(error.kind).toBe("configuration");
    expect(error.message).toMatch(/^The configuration has 9 problems: \(1\) /);
    for (const key of [
      "cloud",
      "apiContract",
      "endpoint",
      "tokenStore",
      "requestsPerMinute",
      "readOnly",
      "unreadable",
      "auth",
      "authority",
    ]) {
      expect(error.message).toContain(`partnercenter:${key} is `);
      expect(error.message).toContain(`pulumi config set partnercenter:${key} `);
    }
    expect(error.message).toContain("PARTNERCENTER_API_CONTRACT");
  });

  test("in the environment counts at once", () => {
    expect(problem({}, { PARTNERCENTER_CLOUD: "mars" }).message).not.toContain("--run-program");
  });

  test("alone reads as one sentence", () => {
    expect(problem({ cloud: "mars" }).message).toBe(
      'partnercenter:cloud is "mars", but must be one of global, usGovernment, china: set it with `pulumi config set partnercenter:cloud global` or the environment variable PARTNERCENTER_CLOUD. A refresh uses the configuration that the last `pulumi up` recorded: run `pulumi up --run-program` once, so that the new value counts.',
    );
  });

  test.each(["deviceCode", "devicecode"])("auth: %s is no way for a deployment, and the way is named", (auth) => {
    expect(problem({ auth }).message).toMatch(/a deployment cannot use.*`partnercenter login --device-code`.*remove partnercenter:auth/);
  });

  test.each([
    "http://example.com",
    "http://127.0.0.1.example.com",
    "ftp://localhost",
    "https://user:pw@example.com",
    "https://example.com/?a=b",
    "localhost:7070",
    "file:///x",
  ])("%s is no endpoint", (endpoint) => {
    expect(problem({ endpoint }).message).toContain("partnercenter:endpoint");
    expect(problem({ emulator: endpoint }).message).toContain("partnercenter:emulator");
  });

  test.each(["yesterday", "2026-13-45", "20.11.2026"])("%s is no date of a token", (refreshTokenDate) => {
    expect(problem({ refreshTokenDate }).message).toContain("must be a date such as 2026-11-20");
  });

  test("a token under a wrong key is not shown", () => {
    const token = "0.AXkAplanted-refresh-token-value_1234567890.AgABAAEAAAD";
    for (const key of ["auth", "tokenStore", "endpoint", "refreshTokenDate"])
      expect(problem({ [key]: token }).message).not.toContain("planted");
  });

  test("an emulator and an endpoint contradict each other", () => {
    expect(problem({ emulator: "http://localhost:1", endpoint: "http://localhost:2" }).message).toContain("already sets the endpoint");
  });
});

describe("notices", () => {
  test.each<[Record<string, string>, RegExp | undefined]>([
    [{}, undefined],
    [{ emulator: "http://localhost:7070" }, /emulator at http:\/\/localhost:7070/],
    [{ cloud: "usGovernment" }, /no qualification API/],
    [{ apiContract: "2021-02" }, /replaced it on 17 May 2023/],
    [{ apiContract: "2018-09" }, /February 2021/],
    [{ cloud: "china" }, undefined],
    [{ apiContract: "2018-09", endpoint: "http://localhost:7070" }, undefined],
    [
      { endpoint: "https://gateway.example/partner" },
      /Access tokens are sent to https:\/\/gateway\.example\/partner .*none of Microsoft's/,
    ],
    [{ authority: "https://sts.example" }, /Client secrets and refresh tokens are sent to https:\/\/sts\.example .*none of Microsoft's/],
    [{ authority: "https://login.microsoftonline.us" }, undefined],
    [{ authority: "https://login.chinacloudapi.cn" }, undefined],
    [{ authority: "https://login.windows.net" }, undefined],
  ])("%j", (config, expected) => {
    const { notices } = read(config);
    if (expected === undefined) expect(notices).toEqual([]);
    else expect(notices).toEqual([expect.stringMatching(expected)]);
  });
});

test("printing settings shows no secret", () => {
  const settings = read({ clientSecret: "hush-1", clientCertificatePassword: "hush-2", refreshToken: "hush-3", accessToken: "hush-4" });
  const printed = [
    inspect(settings, { depth: 9, showHidden: true }),
    JSON.stringify(settings),
    String(settings.refreshToken),
    `${settings.accessToken}`,
  ].join();
  expect(printed).not.toContain("hush");
  expect(settings.accessToken?.reveal()).toBe("hush-4");
});
