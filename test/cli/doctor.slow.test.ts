import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "../../cli/doctor/check";
import { verdict } from "../../cli/doctor/check";
import { checkClock } from "../../cli/doctor/clock";
import { sourcesOf } from "../../cli/doctor/configurationCheck";
import { type DoctorOptions, runDoctor } from "../../cli/doctor/doctor";
import { checkRecorded, type Recorded, readRecorded } from "../../cli/doctor/recordedCheck";
import { checkPackage, checkSdk, providerFolder } from "../../cli/doctor/resolvable";
import { checkNode, checkPulumi } from "../../cli/doctor/versions";
import { runProbe } from "../../cli/probe/probe";
import { atLeast } from "../../cli/version";
import { type Emulator, startEmulator, wellKnown } from "../../emulator";
import { systemPorts } from "../../provider/systemPorts";
import { appToken } from "../emulator/support";
import { accessToken } from "../support/partnerCenter";
import { jumpingClock } from "./probe/support";
import { fakePulumi, testIo } from "./support/io";

const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
let folder: string;
let emulator: Emulator;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-doctor-"));
  emulator = await startEmulator();
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** Puts packages into a project as npm would. */
function install(project: string, packages: Record<string, { version: string; files: string[]; exports?: unknown }>): void {
  for (const [name, { files, ...manifest }] of Object.entries(packages)) {
    const place = join(project, "node_modules", name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), JSON.stringify({ name, ...manifest }));
    for (const file of files) writeFileSync(join(place, file), "");
  }
}
const both = {
  "pulumi-partnercenter": { version: "0.1.0", files: ["dynamic.js"], exports: { "./dynamic": "./dynamic.js" } },
  "@pulumi/pulumi": { version: "3.248.0", files: ["index.js"] },
};

async function doctor(
  config: Record<string, string>,
  options: DoctorOptions = {},
  {
    env = {},
    packages = both as Parameters<typeof install>[1],
    fails,
  }: { env?: Record<string, string>; packages?: Parameters<typeof install>[1]; fails?: string } = {},
) {
  const pulumi = fakePulumi(folder, { config, export: { deployment: {} }, ...(fails === undefined ? {} : { fails }) });
  install(pulumi.project, packages);
  const io = testIo(pulumi.project, { ...pulumi.env, ...env });
  const code = await runDoctor({ json: true, ...options }, io);
  const { checks } = options.json === false ? { checks: [] } : (JSON.parse(io.said.out) as { checks: Result[] });
  const of = (check: string): Result[] => checks.filter((result) => result.check === check);
  return { code, checks, of, ...io.said };
}
const real = (): Record<string, string> => ({
  endpoint: emulator.url,
  authority: emulator.url,
  tenantId: wellKnown.tenantId,
  clientId: wellKnown.clientId,
  clientSecret: wellKnown.clientSecret,
});

test("everything in order, in the order in which a deployment needs it", async () => {
  emulator.control.addCustomer({ id: customerId, qualifications: [] });
  emulator.control.addValidationCode({ validationId: "123456", remainingCreates: 3 });
  const config = { ...real(), refreshToken: wellKnown.refreshToken, refreshTokenDate: new Date().toISOString().slice(0, 10) };
  const { code, checks, err, out } = await doctor(config, { customer: customerId });
  expect(checks.map(({ check, status }) => `${check} ${status}`)).toEqual([
    "node ok",
    "pulumi ok",
    "sdk ok",
    "package ok",
    "configuration ok",
    "signIn ok",
    "recorded ok",
    "tokenStore ok",
    "token ok",
    "claims ok",
    "service ok",
    "clock ok",
    "mfa ok",
    "validationCodes ok",
    "gdap note",
    "customer ok",
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ ok: true, exitCode: 0 });
  for (const secret of [wellKnown.clientSecret, wellKnown.refreshToken, "eyJ", "123456"]) expect(`${out}${err}`).not.toContain(secret);
  const sent = emulator.control.requests({ path: "/v1/" });
  expect(sent.map(({ method }) => method)).toEqual(["GET", "GET"]);
  expect(sent[0]?.headers["validatemfa"]).toBe("true");
});

test("a report of probe that contradicts a promise is named, by its place and by its default", async () => {
  emulator.control.addCustomer({ id: customerId, qualifications: [{ qualification: "StateOwnedEntity" }] });
  emulator.control.fault({ kind: "status", match: { path: `/v1/customers?size=200` }, status: 200, body: '{"customers":[]}' });
  const io = testIo(folder, { PARTNERCENTER_EMULATOR: emulator.url });
  const clock = jumpingClock();
  await runProbe({ yes: true, json: true, output: "mine.json" }, io, new AbortController().signal, { ports: systemPorts, clock });
  const named = await doctor({ emulator: emulator.url }, { probeReport: join(folder, "mine.json") });
  expect(named.of("probe")).toMatchObject([{ status: "warning", message: expect.stringMatching(/not known here \(page\)/) }]);
  expect(named.code).toBe(2);
  expect((await doctor({ emulator: emulator.url })).of("probe")).toEqual([]);
  writeFileSync(join(folder, "project", "partnercenter-probe.json"), readFileSync(join(folder, "mine.json")));
  expect((await doctor({ emulator: emulator.url })).of("probe")).toMatchObject([{ status: "warning" }]);
});

test("a recording that is under way is told of, and holds what doctor itself asks, its sign-in too", async () => {
  const file = join(folder, "recording.jsonl");
  const env = { PARTNERCENTER_RECORD: file };
  process.env["XDG_DATA_HOME"] = join(folder, "data");
  const { of } = await doctor({ ...real(), refreshToken: wellKnown.refreshToken }, {}, { env });
  delete process.env["XDG_DATA_HOME"];
  const [{ status, message } = {}] = of("recording");
  expect(status).toBe("note");
  expect(message).toContain(file);
  const requests = readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => /"path":"([^"]*)"/.exec(line)?.[1] ?? []);
  expect(requests).toEqual([expect.stringMatching(/\/oauth2\/v2\.0\/token$/), "/v1/customers/all/validations"]);
});

test("for a person it is one line each, with the remedy, and a verdict", async () => {
  const { code, out, err } = await doctor({ endpoint: emulator.url, accessToken: await appToken(emulator) }, { json: false });
  const lines = out.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^✓ node {12}Node \d+\.\d+\.\d+\.$/);
  expect(lines.find((line) => line.startsWith("! claims"))).toMatch(/an application alone.*Sign in with App\+User/);
  expect(lines.every((line) => /^[✓·!✗] [a-zA-Z]+ /.test(line))).toBe(true);
  expect(err).toBe("A deployment can read, but not everything can be submitted: see the lines marked !.\n");
  expect(code).toBe(2);
});

test("an emulator needs nothing else", async () => {
  const { code, of } = await doctor({ emulator: emulator.url });
  expect(code).toBe(0);
  expect(of("settings")).toMatchObject([{ status: "note", message: expect.stringContaining("emulator") }]);
  expect(of("tokenStore")).toEqual([]);
});

test("where each key comes from is said, and no value", async () => {
  const { of } = await doctor({ emulator: emulator.url, clientSecret: "hush" }, {}, { env: { PARTNERCENTER_READ_ONLY: "true" } });
  expect(of("configuration")[0]?.message).toBe(
    "Set are readOnly (PARTNERCENTER_READ_ONLY), emulator (stack configuration). Set, but not used: clientSecret (stack configuration): an emulator is configured, and it gets its own well-known credentials alone.",
  );
  const ids = new Map([
    ["tenantId", "t"],
    ["clientId", "c"],
  ]);
  const secret = { PARTNERCENTER_CLIENT_SECRET: "hush" };
  expect(sourcesOf(ids, { ...secret, PARTNERCENTER_TENANT_ID: "T", PARTNERCENTER_CLIENT_ID: "C" })).toContainEqual({
    key: "clientSecret",
    from: "PARTNERCENTER_CLIENT_SECRET",
  });
  expect(sourcesOf(ids, secret)).toContainEqual({
    key: "clientSecret",
    from: "PARTNERCENTER_CLIENT_SECRET",
    unused: expect.stringContaining("nothing says whose it is"),
  });
  expect(sourcesOf(new Map([["tenantId", " "]]), { AZURE_TENANT_ID: "t", PARTNERCENTER_CLIENT_ID: "", AZURE_CLIENT_ID: "c" })).toEqual([
    { key: "tenantId", from: "AZURE_TENANT_ID" },
    { key: "clientId", from: "AZURE_CLIENT_ID" },
  ]);
});

test.each<[string, Record<string, string>, string, RegExp]>([
  ["nothing to sign in with", { tenantId: "t" }, "signIn", /nothing to sign in.*partnercenter:refreshToken/],
  ["a wrong value", { cloud: "mars" }, "signIn", /must be one of global/],
  ["nothing at all", {}, "configuration", /Nothing is configured.*PARTNERCENTER_/],
])("%s ends in exit code 1", async (_name, config, check, words) => {
  const { code, of } = await doctor(config);
  expect(code).toBe(1);
  expect(of(check)[0]?.status).toBe("problem");
  expect(`${of(check)[0]?.message} ${of(check)[0]?.remedy}`).toMatch(words);
  expect(of("token")).toEqual([]);
});

test("a stack that cannot be read is told with the CLI's own words; what the environment says serves", async () => {
  const { code, of } = await doctor({}, {}, { fails: "config", env: { PARTNERCENTER_EMULATOR: emulator.url } });
  expect(of("configuration")[0]).toMatchObject({
    status: "note",
    message: expect.stringMatching(
      /^The configuration of the Pulumi stack cannot be read: no stack selected.*Set are emulator \(PARTNERCENTER_EMULATOR\)\.$/,
    ),
    remedy: expect.stringContaining("--stack"),
  });
  expect(code).toBe(0);
});

test("a refused sign-in, and what depends on it is not tried", async () => {
  emulator.control.revokeRefreshToken();
  const { code, of, checks } = await doctor({ ...real(), refreshToken: wellKnown.refreshToken });
  expect(of("token")[0]).toMatchObject({
    status: "problem",
    message: expect.stringContaining("AADSTS50173"),
    remedy: expect.stringContaining("partnercenter login"),
  });
  expect(checks.some(({ check }) => check === "service")).toBe(false);
  expect(code).toBe(1);
});

test("a sign-in without MFA is told by the token and by the service", async () => {
  emulator.control.setTokenClaims({ amr: ["pwd"] });
  emulator.control.setAssumptions({ mfaRefusal: "off" });
  const { code, of } = await doctor({ ...real(), refreshToken: wellKnown.refreshToken });
  expect(of("claims")[0]).toMatchObject({ status: "warning", message: expect.stringContaining("multi-factor") });
  expect(of("mfa")[0]).toMatchObject({ status: "warning", message: expect.stringContaining("not MFA-compliant") });
  expect(code).toBe(2);
});

test("the age of the token, as well as it can be known", async () => {
  const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  const config = { ...real(), refreshToken: wellKnown.refreshToken };
  const store = async (more: Record<string, string>): Promise<Result | undefined> =>
    (await doctor({ ...config, ...more })).of("tokenStore")[0];
  expect(await store({})).toMatchObject({
    status: "note",
    message: expect.stringContaining("age of the configured refresh token is not known"),
  });
  expect(await store({ refreshTokenDate: ago(80).slice(0, 10) })).toMatchObject({
    status: "warning",
    message: expect.stringContaining("80 days old"),
  });
  const file = join(folder, "token.json");
  expect(await store({ tokenStore: `file:${file}` })).toMatchObject({ status: "ok", message: expect.stringContaining("is empty") });
  writeFileSync(file, JSON.stringify({ refreshToken: wellKnown.refreshToken, savedAt: ago(3) }));
  expect(await store({ tokenStore: `file:${file}` })).toMatchObject({ status: "ok", message: expect.stringContaining("3 days old") });
  writeFileSync(file, "{");
  expect(await store({ tokenStore: `file:${file}` })).toMatchObject({
    status: "warning",
    message: expect.stringContaining("holds something else than a refresh token"),
  });
}, 30_000);

test("a service that is not there, one that is not Partner Center, and a customer that cannot be read", async () => {
  const token = { accessToken: accessToken({ tid: wellKnown.tenantId }) };
  const nobody = await doctor({ endpoint: "http://127.0.0.1:1", ...token });
  expect(nobody.of("service")[0]).toMatchObject({ status: "problem", message: expect.stringContaining("no connection to 127.0.0.1:1") });
  expect(nobody.of("clock")).toEqual([]);

  const page = createServer((_request, response) => response.writeHead(404, { "Content-Type": "text/html" }).end("<html>"));
  await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
  const other = await doctor({ endpoint: `http://127.0.0.1:${(page.address() as AddressInfo).port}`, ...token });
  expect(other.of("service")[0]?.status).toBe("problem");
  expect(other.of("clock")[0]?.status).toBe("ok");
  page.close();

  const config = { ...real(), refreshToken: wellKnown.refreshToken };
  expect((await doctor(config, { customer: customerId })).of("customer")[0]?.status).toBe("problem");
  expect((await doctor(config, { customer: "contoso.com" })).of("customer")[0]?.message).toBe('"contoso.com" is no customer id.');
});

const secretValue = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
const exported = (inputs: Record<string, unknown>, outputs: Record<string, unknown> = {}) => ({
  version: 3,
  deployment: {
    resources: [
      { urn: "urn:pulumi:s::p::pulumi:providers:pulumi-nodejs::default", type: "pulumi:providers:pulumi-nodejs", inputs },
      {
        urn: "urn:pulumi:s::p::pulumi:providers:pulumi-nodejs::europe",
        type: "pulumi:providers:pulumi-nodejs",
        inputs: { "partnercenter:readOnly": "true" },
      },
      { urn: "urn:x", type: "pulumi-nodejs:dynamic/partnercenter:CustomerQualification", outputs },
    ],
  },
});

test.each<[string, Record<string, unknown>, Record<string, string>, string, RegExp]>([
  [
    "the same",
    { "partnercenter:refreshToken": secretValue("hush-1"), other: "x" },
    { refreshToken: "hush-1" },
    "ok",
    /uses what is configured/,
  ],
  [
    "another token",
    { "partnercenter:refreshToken": secretValue("hush-1") },
    { refreshToken: "hush-2" },
    "warning",
    /another configuration than the stack has now: refreshToken\..*--run-program/,
  ],
  [
    "what was removed",
    { "partnercenter:unreadable": "warn" },
    {},
    "note",
    /unreadable \(recorded, no longer configured, and before PARTNERCENTER_UNREADABLE\)/,
  ],
  ["what is new", {}, { readOnly: "true" }, "note", /readOnly \(not recorded yet\)/],
])("what the last up recorded is compared with the configuration: %s", (_name, inputs, configured, status, words) => {
  const recorded = readRecorded(JSON.stringify(exported(inputs)));
  const finding = checkRecorded(recorded as Recorded, new Map(Object.entries(configured)), undefined);
  expect(finding.status).toBe(status);
  expect(`${finding.message} ${finding.remedy}`).toMatch(words);
  expect(JSON.stringify(finding)).not.toContain("hush");
});

test("a state that speaks of an emulator is told where Microsoft is configured", () => {
  const recorded = readRecorded(JSON.stringify(exported({}, { __service: "emulator" }))) as Recorded;
  expect(checkRecorded(recorded, new Map(), undefined)).toMatchObject({
    status: "warning",
    message: expect.stringContaining("another service (emulator)"),
  });
  expect(checkRecorded(recorded, new Map(), "emulator").status).toBe("ok");
  expect(readRecorded("nonsense")).toBeUndefined();
});

test("a misspelt key is told by doctor, too", async () => {
  const { code, of } = await doctor({ emulator: emulator.url, readonly: "true" });
  expect(code).toBe(1);
  expect(of("signIn")[0]?.message).toContain("partnercenter:readonly is no key of this provider; did you mean readOnly?");
});

test("packages are looked for where `main` leads", () => {
  const ops = join(folder, "ops");
  const code = join(folder, "code");
  for (const place of [ops, join(code, "src")]) mkdirSync(place, { recursive: true });
  for (const [main, place] of [
    ["../code", code],
    ["../code/src/index.js", join(code, "src")],
    ["'../code' # the program", code],
  ] as const) {
    writeFileSync(join(ops, "Pulumi.yaml"), `name: x\nruntime: nodejs\nmain: ${main}\n`);
    expect(providerFolder(ops)).toBe(place);
  }
  writeFileSync(join(ops, "Pulumi.yaml"), "name: x\nruntime: nodejs\n");
  expect(providerFolder(ops)).toBe(ops);
});

// An empty folder would find what lies in a folder above; these packages are found and let nobody in.
const shut = {
  "pulumi-partnercenter": { version: "0.1.0", files: [], exports: {} },
  "@pulumi/pulumi": { version: "3.248.0", files: [], exports: {} },
};

test("a package that the project does not reach would fail every operation", async () => {
  const { code, of } = await doctor({ emulator: emulator.url }, {}, { packages: shut });
  expect(code).toBe(1);
  expect(of("package")[0]).toMatchObject({ status: "problem", remedy: expect.stringContaining("npm install pulumi-partnercenter") });
  expect(of("sdk")[0]).toMatchObject({ status: "problem", remedy: expect.stringContaining("npm install @pulumi/pulumi") });
});

test("versions", () => {
  expect(checkNode("20.18.9")).toMatchObject({ status: "problem" });
  expect(checkNode("24.0.0")).toMatchObject({ status: "ok" });
  expect(checkPulumi("v3.215.9")).toMatchObject({ status: "problem" });
  expect(checkPulumi("v3.259.0-alpha.1\n")).toEqual({ status: "ok", message: "Pulumi 3.259.0." });
  expect(checkPulumi("dev")).toMatchObject({ status: "note" });
  expect(checkPulumi(undefined)).toMatchObject({ status: "problem" });
  expect(atLeast("3.216.0", "3.216.0")).toBe(true);
  expect(atLeast("10.0", "9.9.9")).toBe(true);
  const project = join(folder, "p");
  install(project, { "@pulumi/pulumi": { version: "4.0.0", files: ["index.js"] } });
  expect(checkSdk(project)).toMatchObject({ status: "problem", message: "@pulumi/pulumi 4.0.0 is not one that this package works with." });
  install(project, both);
  expect(checkPackage(project)).toEqual({ status: "ok", message: "pulumi-partnercenter 0.1.0 is found from the project." });
});

test.each<[number, string, string]>([
  [0, "ok", "agrees"],
  [4, "ok", "240 s apart".replace("240 s", "4 min")],
  [60, "warning", "60 min ahead of the service's: tokens look expired before they are"],
  [-60, "warning", "60 min behind the service's: tokens look valid after they have expired"],
])("a clock that is %i minutes off", (minutes, status, words) => {
  const now = Date.UTC(2026, 10, 20, 12);
  const finding = checkClock(new Date(now).toUTCString(), now + minutes * 60_000);
  expect(finding.status).toBe(status);
  expect(finding.message).toContain(words);
  expect(checkClock(undefined, now).status).toBe("note");
  expect(checkClock("nonsense", now).status).toBe("note");
});

test("the exit code says all", () => {
  const of = (...statuses: ("ok" | "note" | "warning" | "problem")[]) => verdict(statuses.map((status) => ({ status, message: "" })));
  expect([of(), of("ok", "note"), of("ok", "warning"), of("warning", "problem")]).toEqual([0, 0, 2, 1]);
});
