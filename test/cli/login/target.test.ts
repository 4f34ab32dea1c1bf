import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTarget, type Target } from "../../../cli/login/target";
import { fakePulumi, testIo } from "../support/io";
import { applicationAt, tenantId } from "./support";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-target-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function target(place: string, io = testIo(folder), stack?: string): Target {
  const application = applicationAt("https://login.example");
  const { signal } = new AbortController();
  return readTarget(place, {
    io,
    from: folder,
    session: application.session,
    application,
    ids: {},
    signal,
    ...(stack === undefined ? {} : { stack }),
  });
}

test.each(["", "none", "pulum", "file:", "keyvault:http://x", "ftp://x"])("%j is no place", (place) => {
  expect(() => target(place)).toThrow("is no place for a refresh token. Use pulumi, file:PATH or keyvault:");
});

test("a file is named by its whole path, whose folder has to be there", async () => {
  const kept = target("file:token.json");
  await kept.check();
  await kept.save("the-token", 1_800_000_000_000);
  expect(JSON.parse(readFileSync(join(folder, "token.json"), "utf8"))).toMatchObject({
    refreshToken: "the-token",
    savedAt: "2027-01-15T08:00:00.000Z",
  });
  expect(kept.hint).toContain(`partnercenter:tokenStore file:${join(folder, "token.json")}\``);
  await expect(target("file:nowhere/token.json").check()).rejects.toThrow(
    /^There is no folder ".*nowhere"\. Make that possible, or name another/,
  );
  await expect(target("file:.").check()).rejects.toThrow("is a folder. Make that possible");
});

test("a folder for each tenant is tried as the tenant's own", async () => {
  mkdirSync(join(folder, tenantId));
  await target("file:{tenantId}/token.json").check();
  rmSync(join(folder, tenantId), { recursive: true });
  await expect(target("file:{tenantId}/token.json").check()).rejects.toThrow("There is no folder");
});

describe("the stack", () => {
  const args = (pulumi: ReturnType<typeof fakePulumi>): string[] =>
    pulumi.calls().map((call) => call.args.replace(/ --config-file \S+/, " COPY"));

  test("is tried in a copy of its configuration, which is gone afterwards", async () => {
    const pulumi = fakePulumi(folder);
    const file = join(pulumi.project, "Pulumi.prod.yaml");
    writeFileSync(file, "encryptionsalt: x\n");
    await target("pulumi", testIo(pulumi.project, pulumi.env), "prod").check();
    expect(args(pulumi)).toEqual([
      "stack --show-name --stack prod --non-interactive",
      "config set --secret partnercenter:refreshToken COPY --stack prod --non-interactive",
    ]);
    const copy = /--config-file (\S+)/.exec(pulumi.calls()[1]?.args ?? "")?.[1] ?? "";
    expect(copy).not.toBe(file);
    expect(() => readFileSync(copy)).toThrow("ENOENT");
    expect(readFileSync(file, "utf8")).toBe("encryptionsalt: x\n");
  });

  test("whose passphrase is wrong is told before anybody signs in", async () => {
    const pulumi = fakePulumi(folder, { fails: "config set", complaint: "error: incorrect passphrase" });
    await expect(target("pulumi", testIo(pulumi.project, pulumi.env)).check()).rejects.toThrow(
      /^The Pulumi CLI refused \(`pulumi config set --secret`\): incorrect passphrase\. .*give its passphrase\.$/,
    );
  });

  test("whose configuration is a folder cannot be written", async () => {
    const pulumi = fakePulumi(folder);
    mkdirSync(join(pulumi.project, "Pulumi.prod.yaml"));
    await expect(target("pulumi", testIo(pulumi.project, pulumi.env)).check()).rejects.toThrow(
      /^The configuration of the stack cannot be written: ".*Pulumi\.prod\.yaml" is a folder\./,
    );
  });

  test("whose configuration is elsewhere is tried in an empty copy", async () => {
    const pulumi = fakePulumi(folder);
    writeFileSync(join(pulumi.project, "Pulumi.yaml"), "name: test\nruntime: nodejs\nstackConfigDir: stacks\n");
    await target("pulumi", testIo(pulumi.project, pulumi.env)).check();
    expect(args(pulumi)).toHaveLength(2);
  });

  test("gets the token by standard input, and the date of the sign-in", async () => {
    const pulumi = fakePulumi(folder);
    await target("pulumi", testIo(pulumi.project, pulumi.env)).save("the-token", Date.parse("2026-11-20T23:30:00Z"));
    expect(pulumi.calls()).toEqual([
      { args: "config set --secret partnercenter:refreshToken --non-interactive", input: "the-token" },
      { args: "config set partnercenter:refreshTokenDate 2026-11-20 --non-interactive", input: "" },
    ]);
  });

  test("needs a project, and a Pulumi CLI", async () => {
    await expect(target("pulumi").check()).rejects.toThrow("There is no Pulumi project here. Run in the folder of a Pulumi project");
    const { project } = fakePulumi(folder);
    await expect(target("pulumi", testIo(project, { PATH: folder })).check()).rejects.toThrow(
      "There is no Pulumi CLI on the PATH. Install it",
    );
  });
});
