import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";

const root = path.resolve(__dirname, "../..");

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "host-")));
  mkdirSync(path.join(folder, "engine"));
  mkdirSync(path.join(folder, "project"));
  copyFileSync(path.join(root, "scripts/offline/language-host.cjs"), path.join(folder, "engine", "host.cjs"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the host in a project without an SDK, and lets go of its standard input, as an engine that dies does. */
async function host(): Promise<{ printed: string; complained: string; code: number }> {
  const child = spawn(process.execPath, [path.join(folder, "engine", "host.cjs")], { cwd: path.join(folder, "project"), stdio: "pipe" });
  child.stdout.once("data", () => child.stdin.end());
  const [printed, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { printed, complained, code: code as number };
}

test("in a project without an SDK the host speaks the protocol of the SDK beside itself", async () => {
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "engine", "node_modules"), "junction");
  expect(await host()).toEqual({ printed: expect.stringMatching(/^\d+\n$/), complained: "", code: 0 });
});

test("with no SDK anywhere it says where one is missing", async () => {
  const { complained, code } = await host();
  expect(complained).toBe(`@pulumi/pulumi is not installed in ${path.join(folder, "project")}: run "npm ci" there first.\n`);
  expect(code).toBe(1);
});
