import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../../cli/configuration/connect";
import { fakePulumi, testIo } from "../support/io";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-connect-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A stack whose configuration cannot be read. */
function unreadable(env: Record<string, string>) {
  const pulumi = fakePulumi(folder, { fails: "config" });
  return testIo(pulumi.project, { ...pulumi.env, ...env });
}

test("a stack that cannot be read is not taken for one without configuration", async () => {
  const io = unreadable({});
  await expect(connect(io, "prod")).rejects.toThrow(
    /^The configuration of the Pulumi stack cannot be read: no stack selected; please use `pulumi stack select`\. Select a stack/,
  );
  expect(io.said.err).toBe("");
});

test("where the environment says where to go, it is used, and it is told that it is alone", async () => {
  const io = unreadable({ PARTNERCENTER_EMULATOR: "http://127.0.0.1:9" });
  await connect(io);
  expect(io.said.err).toMatch(
    /^The configuration of the Pulumi stack cannot be read: no stack selected.*The environment is used alone\.\n/,
  );
});

test("what the Pulumi CLI complains of is told without the secrets of the environment", async () => {
  const secret = "s3cret-of-ours";
  const pulumi = fakePulumi(folder, {
    fails: "config",
    complaint: `error: the key ${secret} and ${Buffer.from(secret).toString("base64")}`,
  });
  const io = testIo(pulumi.project, { ...pulumi.env, PARTNERCENTER_CLIENT_SECRET: secret, PARTNERCENTER_EMULATOR: "http://127.0.0.1:9" });
  await connect(io);
  expect(io.said.err).toContain("cannot be read: the key [secret] and [secret].");
});
