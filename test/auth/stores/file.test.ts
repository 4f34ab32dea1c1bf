import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStore } from "../../../provider/auth/createCredential";
import type { Owner } from "../../../provider/auth/stores/store";
import { createRedactor } from "../../../provider/redact";
import { systemPorts } from "../../../provider/systemPorts";

const europe: Owner = { tenantId: "aaaaaaaa-0000-4000-8000-000000000001", clientId: "client-of-europe" };
const america: Owner = { tenantId: "bbbbbbbb-0000-4000-8000-000000000002", clientId: "client-of-america" };
const token = "0.AXkA-a-token-of-europe";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-store-"));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});
const path = (name = "token.json"): string => join(folder, name);
const open = (owner = europe, place = path()) =>
  createStore({ kind: "file", path: place }, owner, { ports: systemPorts, redactor: createRedactor(), authority: "https://x" });
const onDisk = (place = path()): Record<string, unknown> => JSON.parse(readFileSync(place, "utf8"));

test("what is saved is read again by its owner, for this user alone, and nothing else is left behind", async () => {
  expect(await open().load()).toEqual({ kind: "empty" });
  const now = Date.UTC(2026, 10, 20, 10);
  await open().save(token, now);
  expect(onDisk()).toEqual({ refreshToken: token, savedAt: "2026-11-20T10:00:00.000Z", ...europe });
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["token.json"]);
  expect(await open({ tenantId: europe.tenantId.toUpperCase(), clientId: europe.clientId.toUpperCase() }).load()).toEqual({
    kind: "token",
    refreshToken: token,
    savedAt: now,
    owned: true,
  });
});

test.each<[string, Owner]>([
  ["another tenant's", america],
  ["another client's of the same tenant", { ...europe, clientId: "other" }],
])("%s token is neither shown nor replaced", async (_name, other) => {
  await open().save(token, 0);
  const content = await open(other).load();
  expect(content).toMatchObject({
    kind: "foreign",
    problem: expect.stringMatching(/holds the token of tenant aaaaaaaa.*neither used nor replaced/),
  });
  expect(JSON.stringify(content)).not.toContain(token);
  await expect(open(other).save("america's", 0)).rejects.toMatchObject({
    kind: "configuration",
    message: expect.stringContaining("{tenantId}"),
  });
  expect(onDisk()["refreshToken"]).toBe(token);
});

test("{tenantId} gives each tenant a file of its own, and leads into no other folder", async () => {
  const place = path("{tenantId}.json");
  await open(europe, place).save("e", 0);
  await open(america, place).save("a", 0);
  expect(readdirSync(folder).sort()).toEqual([`${europe.tenantId}.json`, `${america.tenantId}.json`]);
  await open({ tenantId: "../up/Partner.onmicrosoft.com", clientId: "c" }, place).save("x", 0);
  expect(readdirSync(folder)).toContain("..-up-partner.onmicrosoft.com.json");
});

test("two tenants that start with one empty store at the same moment: one keeps its token there, the other is told", async () => {
  for (let round = 0; round < 20; round++) {
    const place = path(`round-${round}`);
    const ended = await Promise.allSettled([open(europe, place).save("e", 0), open(america, place).save("a", 0)]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const winner = ended[0]?.status === "fulfilled" ? europe : america;
    expect(onDisk(place)).toMatchObject({ ...winner });
  }
});

test("written by many runs of one owner at once it holds one whole token", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => open().save(`token-${i}`, 0)));
  expect(onDisk()["refreshToken"]).toMatch(/^token-\d+$/);
  expect(readdirSync(folder)).toEqual(["token.json"]);
});

test("the lock that 0.1.0 may have left behind is in nobody's way", async () => {
  writeFileSync(`${path()}.lock`, "");
  const started = performance.now();
  await open().save(token, 0);
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each<[string, (real: string) => void]>([
  ["that is there", (real) => writeFileSync(real, JSON.stringify({ refreshToken: "old" }))],
  ["that is not there yet", () => {}],
])("a symbolic link to a file %s is followed, and stays", async (_name, prepare) => {
  const real = path("real.json");
  prepare(real);
  symlinkSync("real.json", path("link"));
  symlinkSync(path("link"), path());
  await open().save(token, 0);
  expect(lstatSync(path()).isSymbolicLink()).toBe(true);
  expect(lstatSync(path("link")).isSymbolicLink()).toBe(true);
  expect(onDisk(real)["refreshToken"]).toBe(token);
  expect(readdirSync(folder).sort()).toEqual(["link", "real.json", "token.json"]);
});

const json = JSON.stringify({ refreshToken: token });
test.each<[string, string | Buffer]>([
  ["the token alone", token],
  ["the token alone with a line end of Windows", `${token}\r\n`],
  ["the token in quotes", JSON.stringify(token)],
  ["JSON with a byte order mark", `\ufeff${json}`],
  ["the token with a byte order mark", `\ufeff${token}`],
  ["UTF-16, as PowerShell's Out-File writes it", Buffer.from(`\ufeff${token}\r\n`, "utf16le")],
  ["JSON in UTF-16", Buffer.from(`\ufeff${json}`, "utf16le")],
  ["JSON of 0.1.0, without owner", json],
])("%s is read", async (_name, bytes) => {
  writeFileSync(path(), bytes);
  expect(await open().load()).toEqual({ kind: "token", refreshToken: token, owned: false });
});

test.each(["{", '{"refreshToken":7}', '{"token":"x"}', "[]", "two words of a person", "<html><body>Signin</body></html>", "short"])(
  "%j is refused with what the file should hold, and nobody is asked to delete it",
  async (text) => {
    writeFileSync(path(), text);
    const failed: Error = await open()
      .load()
      .then(
        () => new Error("read"),
        (error: Error) => error,
      );
    expect(failed.message).toMatch(
      /holds something else than a refresh token\. It should hold \{"refreshToken": "…"\}, or the token alone/,
    );
    expect(failed.message).not.toMatch(/delete/i);
  },
);

test("an empty file is an empty store", async () => {
  writeFileSync(path(), "\n");
  expect(await open().load()).toEqual({ kind: "empty" });
  await open().save(token, 0);
  expect(onDisk()["refreshToken"]).toBe(token);
});

test("what cannot be read or written is told by its code", async () => {
  await expect(open(europe, folder).load()).rejects.toThrow("cannot be read (EISDIR)");
  await expect(open(europe, path("no/such/folder")).save(token, 0)).rejects.toThrow("cannot be written (ENOENT)");
  expect(existsSync(path())).toBe(false);
});
