import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { problemOf, runPulumi } from "../../../cli/configuration/pulumi";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-pulumi-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A `pulumi` that is this shell script. */
function withPulumi(script: string, mode = 0o755): NodeJS.ProcessEnv {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, "pulumi"), mode);
  return { PATH: `${bin}${delimiter}/usr/bin${delimiter}/bin` };
}

test("what it prints, and how it ended", async () => {
  const env = withPulumi('cat; echo "$@"; echo trouble >&2; exit 3');
  expect(await runPulumi(["stack", "export"], { cwd: folder, env, input: "in\n" })).toEqual({
    kind: "ended",
    code: 3,
    stdout: "in\nstack export --non-interactive\n",
    stderr: "trouble\n",
  });
});

test("no Pulumi CLI is told apart from no folder, and from one that may not be started", async () => {
  const nobody = { PATH: join(folder, "none") };
  expect(await runPulumi(["version"], { cwd: folder, env: nobody })).toEqual({ kind: "missing" });
  for (const env of [nobody, withPulumi("exit 0")]) {
    const cwd = join(folder, "none");
    expect(await runPulumi(["version"], { cwd, env })).toEqual({ kind: "failed", why: `there is no folder ${JSON.stringify(cwd)}` });
  }
  const closed = withPulumi("exit 0", 0o644);
  expect(await runPulumi(["version"], { cwd: folder, env: { PATH: closed["PATH"]?.split(delimiter)[0] } })).toEqual({
    kind: "failed",
    why: "the Pulumi CLI cannot be started (EACCES)",
  });
});

test.each([
  ["pays attention to SIGTERM", "exec sleep 30"],
  ["ignores it", 'trap "" TERM; sleep 30'],
  ["leaves somebody with its output", "sleep 30 & exec sleep 30"],
])("a limit is a limit: one that %s is not waited for", async (_, script) => {
  const began = Date.now();
  const result = await runPulumi(["version"], { cwd: folder, env: withPulumi(script), limit: 200 });
  expect(result).toEqual({ kind: "failed", why: "the Pulumi CLI did not answer within 0.2 s" });
  expect(Date.now() - began).toBeLessThan(4_000);
});

test("a call that nobody wants any more ends, or is not begun", async () => {
  const controller = new AbortController();
  const call = { cwd: folder, env: withPulumi("exec sleep 30"), signal: controller.signal };
  const running = runPulumi(["version"], call);
  setTimeout(() => controller.abort(), 50);
  const interrupted = { kind: "failed", why: "the call of the Pulumi CLI was interrupted" };
  expect(await running).toEqual(interrupted);
  expect(await runPulumi(["version"], call)).toEqual(interrupted);
});

test("an argument that no process can be given is a failure, not a crash", async () => {
  const result = await runPulumi(["stack\0"], { cwd: folder, env: withPulumi("exit 0") });
  expect(result).toMatchObject({ kind: "failed", why: expect.stringContaining("cannot be started") });
});

test("why a call failed: what it complained of first, without the secrets of the environment and what looks like one", () => {
  const ended = (code: number | null, stderr: string) => ({ kind: "ended", code, stdout: "", stderr }) as const;
  const env = { PULUMI_CONFIG_PASSPHRASE: "correct horse", PARTNERCENTER_CLIENT_SECRET: "of-ours", HOME: "/home/somebody" };
  expect(problemOf(ended(0, "a warning"), env)).toBeUndefined();
  expect(problemOf(ended(255, "a warning\nerror: no stack selected.\n"), env)).toBe("no stack selected");
  expect(problemOf(ended(255, "error: passphrase correct horse of-ours in /home/somebody"), env)).toBe(
    "passphrase [secret] [secret] in /home/somebody",
  );
  expect(problemOf(ended(255, "error: token eyJhbGciOi.eyJhdWQi.sig"), {})).toBe("token [secret]");
  expect(problemOf(ended(null, ""), env)).toBe("it said nothing");
  expect(problemOf({ kind: "missing" }, env)).toBe("there is no Pulumi CLI on the PATH");
});
