import { readSettings, type Settings } from "../../provider/config/settings";
import { explainSources, howItCounts, type SourceName } from "../../provider/config/signInSources";

const A = "aaaaaaaa-0000-4000-8000-000000000001";
const B = "bbbbbbbb-0000-4000-8000-000000000002";
const read = (config: Record<string, string>, env: NodeJS.ProcessEnv = {}): Settings => readSettings((key) => config[key], env);
const plain = ({ app, refreshToken, accessToken, tokenStore, refreshTokenDate }: Settings): Record<string, unknown> => ({
  ...app,
  ...(app.clientSecret === undefined ? {} : { clientSecret: app.clientSecret.reveal() }),
  ...(app.clientCertificatePassword === undefined ? {} : { clientCertificatePassword: app.clientCertificatePassword.reveal() }),
  ...(refreshToken === undefined ? {} : { refreshToken: refreshToken.reveal() }),
  ...(accessToken === undefined ? {} : { accessToken: accessToken.reveal() }),
  ...(tokenStore.kind === "none" ? {} : { tokenStore }),
  ...(refreshTokenDate === undefined ? {} : { refreshTokenDate }),
});
const ids = { tenantId: A, clientId: "c" };
const ours = { PARTNERCENTER_TENANT_ID: A.toUpperCase(), PARTNERCENTER_CLIENT_ID: "C" };
const azures = { AZURE_TENANT_ID: A, AZURE_CLIENT_ID: "c" };
const file = (path: string) => ({ kind: "file", path });

test.each<[string, Record<string, string>, NodeJS.ProcessEnv, Record<string, unknown>, SourceName | undefined]>([
  ["nothing", {}, {}, {}, undefined],
  [
    "ids in the repository, ids and secret in the pipeline",
    ids,
    { ...ours, PARTNERCENTER_CLIENT_SECRET: "s" },
    { ...ids, clientSecret: "s" },
    "configuration",
  ],
  [
    "the same with everything that a pipeline has",
    ids,
    {
      ...ours,
      PARTNERCENTER_CLIENT_SECRET: "s",
      PARTNERCENTER_REFRESH_TOKEN: "r",
      PARTNERCENTER_REFRESH_TOKEN_DATE: "2026-11-20",
      PARTNERCENTER_TOKEN_STORE: "file:x",
    },
    { ...ids, clientSecret: "s", refreshToken: "r", refreshTokenDate: Date.UTC(2026, 10, 20), tokenStore: file("x") },
    "configuration",
  ],
  ["the secret alone in the pipeline, which may be anybody's", ids, { PARTNERCENTER_CLIENT_SECRET: "s" }, ids, "configuration"],
  ["the secret with one id of two", ids, { PARTNERCENTER_TENANT_ID: A, PARTNERCENTER_CLIENT_SECRET: "s" }, ids, "configuration"],
  [
    "another tenant in the environment",
    { ...ids, clientSecret: "s" },
    { PARTNERCENTER_TENANT_ID: B, PARTNERCENTER_CLIENT_ID: "c", PARTNERCENTER_REFRESH_TOKEN: "r", PARTNERCENTER_TOKEN_STORE: "file:x" },
    { ...ids, clientSecret: "s" },
    "configuration",
  ],
  [
    "another client in the environment",
    ids,
    { ...ours, PARTNERCENTER_CLIENT_ID: "other", PARTNERCENTER_CLIENT_SECRET: "s" },
    ids,
    "configuration",
  ],
  [
    "an access token of the environment beside a whole registration",
    { ...ids, clientSecret: "s", refreshToken: "r" },
    { PARTNERCENTER_ACCESS_TOKEN: "a" },
    { ...ids, clientSecret: "s", refreshToken: "r" },
    "configuration",
  ],
  [
    "the same of the same tenant and client: the nearer token stays",
    { ...ids, refreshToken: "r" },
    { ...ours, PARTNERCENTER_ACCESS_TOKEN: "a" },
    { ...ids, refreshToken: "r" },
    "configuration",
  ],
  [
    "an access token with the pipeline's own Azure identity beside it",
    {},
    { PARTNERCENTER_ACCESS_TOKEN: "a", ...azures, AZURE_CLIENT_SECRET: "s" },
    { accessToken: "a" },
    "PARTNERCENTER_* variables",
  ],
  [
    "a refresh token alone with the pipeline's own Azure identity beside it",
    { refreshToken: "r" },
    { ...azures, AZURE_CLIENT_SECRET: "s" },
    { refreshToken: "r" },
    "configuration",
  ],
  [
    "our variables before Azure's",
    {},
    { ...ours, PARTNERCENTER_CLIENT_SECRET: "s", ...azures, AZURE_TENANT_ID: B, AZURE_CLIENT_SECRET: "t" },
    { tenantId: A.toUpperCase(), clientId: "C", clientSecret: "s" },
    "PARTNERCENTER_* variables",
  ],
  [
    "our ids, completed by Azure's of the same app",
    {},
    { ...ours, PARTNERCENTER_REFRESH_TOKEN: "r", ...azures, AZURE_FEDERATED_TOKEN_FILE: "f" },
    { tenantId: A.toUpperCase(), clientId: "C", refreshToken: "r", oidcTokenFile: "f" },
    "PARTNERCENTER_* variables",
  ],
  [
    "through all three",
    { tenantId: A },
    { ...ours, PARTNERCENTER_REFRESH_TOKEN: "r", ...azures, AZURE_CLIENT_SECRET: "s" },
    { tenantId: A, clientId: "C", refreshToken: "r", clientSecret: "s" },
    "configuration",
  ],
  [
    "one proof of the application is enough",
    { ...ids, clientCertificatePath: "p" },
    { ...ours, PARTNERCENTER_CLIENT_SECRET: "s", PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD: "w" },
    { ...ids, clientCertificatePath: "p", clientCertificatePassword: "w" },
    "configuration",
  ],
  [
    "a store in the stack, all else in the environment",
    { tokenStore: "file:near" },
    { ...ours, PARTNERCENTER_REFRESH_TOKEN: "r", PARTNERCENTER_TOKEN_STORE: "file:far" },
    { tenantId: A.toUpperCase(), clientId: "C", refreshToken: "r", tokenStore: file("near") },
    "PARTNERCENTER_* variables",
  ],
  [
    "a store of the environment with a place for each tenant",
    { ...ids, refreshToken: "r" },
    { PARTNERCENTER_TOKEN_STORE: "file:/{tenantId}.json" },
    { ...ids, refreshToken: "r", tokenStore: file("/{tenantId}.json") },
    "configuration",
  ],
  [
    "which makes no reader a user",
    { ...ids, clientSecret: "s" },
    { PARTNERCENTER_TOKEN_STORE: "file:/{tenantId}.json" },
    { ...ids, clientSecret: "s" },
    "configuration",
  ],
  [
    "a date belongs to the token beside it",
    { ...ids, refreshToken: "r" },
    { ...ours, PARTNERCENTER_REFRESH_TOKEN: "q", PARTNERCENTER_REFRESH_TOKEN_DATE: "2026-11-20" },
    { ...ids, refreshToken: "r" },
    "configuration",
  ],
  [
    "a stray date hides none",
    { ...ids, refreshTokenDate: "2020-01-01" },
    { ...ours, PARTNERCENTER_REFRESH_TOKEN: "q", PARTNERCENTER_REFRESH_TOKEN_DATE: "2026-11-20" },
    { ...ids, refreshToken: "q", refreshTokenDate: Date.UTC(2026, 10, 20) },
    "configuration",
  ],
])("%s", (_name, config, env, values, taken) => {
  const settings = read(config, env);
  expect(plain(settings)).toEqual(values);
  expect(settings.sources.taken).toBe(taken);
});

test("a variable of ours that was surely meant, and cannot be used, is told in each run; another tenant's or Azure's is not", () => {
  const nearer = { ...ids, clientSecret: "s" };
  expect(read(nearer, { PARTNERCENTER_REFRESH_TOKEN: "hush", PARTNERCENTER_TOKEN_STORE: "file:x" }).notices).toEqual([
    "PARTNERCENTER_REFRESH_TOKEN is set, but not used: nothing says whose it is: it counts with PARTNERCENTER_TENANT_ID and PARTNERCENTER_CLIENT_ID beside it, the same as in the configuration.",
    expect.stringMatching(/^PARTNERCENTER_TOKEN_STORE is set, but not used: .*; or with \{tenantId\} in its name\.$/),
  ]);
  expect(read(nearer, { ...ours, PARTNERCENTER_TENANT_ID: B, PARTNERCENTER_REFRESH_TOKEN: "r" }).notices).toEqual([]);
  expect(read(nearer, { ...azures, AZURE_TENANT_ID: B, AZURE_CLIENT_SECRET: "t" }).notices).toEqual([]);
  expect(read(nearer, { AZURE_CLIENT_SECRET: "t" }).notices).toEqual([]);
  expect(read(nearer, { ...ours, PARTNERCENTER_REFRESH_TOKEN: "r" }).notices).toEqual([]);
});

test("each value that is used has its place, and each that is not a reason", () => {
  const { sources } = read(ids, { ...ours, PARTNERCENTER_CLIENT_SECRET: "s", AZURE_TENANT_ID: B, AZURE_CLIENT_SECRET: "t" });
  expect(sources.used.map(({ name }) => name)).toEqual(["partnercenter:tenantId", "partnercenter:clientId", "PARTNERCENTER_CLIENT_SECRET"]);
  expect(sources.unused.map(({ name, because }) => `${name}: ${because}`)).toEqual([
    "PARTNERCENTER_TENANT_ID: partnercenter:tenantId is nearer",
    "PARTNERCENTER_CLIENT_ID: partnercenter:clientId is nearer",
    "AZURE_TENANT_ID: partnercenter:tenantId is nearer",
    "AZURE_CLIENT_SECRET: PARTNERCENTER_CLIENT_SECRET is nearer",
  ]);
});

test.each<[Record<string, string>, NodeJS.ProcessEnv, string]>([
  [
    ids,
    { PARTNERCENTER_CLIENT_SECRET: "s" },
    "PARTNERCENTER_CLIENT_SECRET is set, but not used: nothing says whose it is: it counts with PARTNERCENTER_TENANT_ID and PARTNERCENTER_CLIENT_ID beside it, the same as in the configuration.",
  ],
  [
    ids,
    { PARTNERCENTER_TENANT_ID: B, PARTNERCENTER_CLIENT_ID: "d", PARTNERCENTER_CLIENT_SECRET: "s" },
    "PARTNERCENTER_CLIENT_SECRET is set, but not used: the PARTNERCENTER_* variables name another tenant and another client than the configuration.",
  ],
  [
    { refreshToken: "r" },
    { ...ours },
    "PARTNERCENTER_TENANT_ID is set, but not used: the sign-in is taken from the configuration, which names no tenant to compare with.",
  ],
])("%j with %j is explained", (config, env, words) => {
  expect(explainSources(read(config, env).sources)).toContain(words);
});

test("a new value counts at once where the environment gives it, and has to be recorded where the configuration does", () => {
  const hint = /pulumi up --run-program/;
  expect(howItCounts(read({ ...ids, refreshToken: "r" }).sources, ["refreshToken"])).toMatch(hint);
  expect(howItCounts(read({}).sources, ["refreshToken"])).toMatch(hint);
  expect(howItCounts(read(ids, { ...ours, PARTNERCENTER_REFRESH_TOKEN: "r" }).sources, ["refreshToken"])).toBeUndefined();
  expect(howItCounts(read({}, ours).sources, ["refreshToken"])).toBeUndefined();
});
