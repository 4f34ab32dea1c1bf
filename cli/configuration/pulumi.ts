import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRedactor } from "../../provider/redact";
import { isFolder } from "../io";

/** Milliseconds that one call of the CLI may take: reading a stack of Pulumi Cloud takes some seconds. */
const limit = 60_000;

/** Milliseconds from asking a call to end until it is ended by force. */
const grace = 2_000;

/** How a call of the Pulumi CLI ended. */
export type PulumiResult =
  /** `code` is null where somebody else killed it. */
  | { readonly kind: "ended"; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  /** There is no `pulumi` on the PATH. */
  | { readonly kind: "missing" }
  /** It could not be started, did not end in time, or was no longer wanted. `why` is a phrase. */
  | { readonly kind: "failed"; readonly why: string };

export interface PulumiCall {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Its standard input. Default: nothing. */
  readonly input?: string;
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that it may take. Default 60,000. */
  readonly limit?: number;
}

/**
 * Calls the Pulumi CLI. A secret goes in by `input`, never by an argument, which every user of the machine can see. Never rejects, and always ends:
 * who pays no attention to SIGTERM gets SIGKILL, and nobody waits for what it has started.
 */
export function runPulumi(args: readonly string[], call: PulumiCall): Promise<PulumiResult> {
  const { cwd, env, input = "", signal } = call;
  if (signal?.aborted) return Promise.resolve(interrupted);
  return new Promise((resolve) => {
    let child: ChildProcessWithoutNullStreams;
    try {
      child = spawn("pulumi", [...args, "--non-interactive"], { cwd, env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" } });
    } catch (error) {
      resolve(notStarted(error, cwd));
      return;
    }
    const printed = { stdout: "", stderr: "" };
    let ending: PulumiResult | undefined;
    let force: NodeJS.Timeout | undefined;
    const settle = (result: PulumiResult): void => {
      clearTimeout(timer);
      clearTimeout(force);
      signal?.removeEventListener("abort", abort);
      // Whoever it has started may still hold its pipes.
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
      resolve(result);
    };
    const end = (result: PulumiResult): void => {
      if (ending !== undefined) return;
      ending = result;
      child.kill();
      force = setTimeout(() => {
        child.kill("SIGKILL");
        settle(result);
      }, grace);
    };
    const most = call.limit ?? limit;
    const timer = setTimeout(() => end({ kind: "failed", why: `the Pulumi CLI did not answer within ${most / 1000} s` }), most);
    const abort = (): void => end(interrupted);
    signal?.addEventListener("abort", abort, { once: true });
    child.on("error", (error) => settle(notStarted(error, cwd)));
    child.on("exit", () => {
      if (ending !== undefined) settle(ending);
    });
    child.on("close", (code) => settle(ending ?? { kind: "ended", code, ...printed }));
    // A process that could not be started for want of file descriptors has no streams.
    for (const name of ["stdout", "stderr"] as const) {
      (child[name] as typeof child.stdout | undefined)?.setEncoding("utf8").on("data", (text: string) => {
        printed[name] += text;
      });
    }
    const stdin = child.stdin as typeof child.stdin | undefined;
    stdin?.on("error", () => {});
    stdin?.end(input);
  });
}

const interrupted: PulumiResult = { kind: "failed", why: "the call of the Pulumi CLI was interrupted" };

/** ENOENT is told of the program and of the folder alike. */
function notStarted(error: unknown, cwd: string): PulumiResult {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "unknown";
  if (!isFolder(cwd)) return { kind: "failed", why: `there is no folder ${JSON.stringify(cwd)}` };
  if (code === "ENOENT") return { kind: "missing" };
  return { kind: "failed", why: `the Pulumi CLI cannot be started (${code})` };
}

/** The folder of the Pulumi project that a folder belongs to: the nearest one with a `Pulumi.yaml`. */
export function findProject(folder: string): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    if (["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((file) => existsSync(join(place, file)))) return place;
    if (dirname(place) === place) return undefined;
  }
}

/** What the CLI complained of, in one line. */
export function complaint({ stderr, stdout }: { readonly stderr: string; readonly stdout: string }): string {
  const lines = `${stderr}\n${stdout}`.split("\n").map((line) => line.trim());
  return (lines.find((line) => line.startsWith("error:")) ?? lines.find((line) => line !== "") ?? "it said nothing").replace(
    /^error:\s*/,
    "",
  );
}

/** Names of variables whose values are secrets: ours, and those that Pulumi's backends and secrets providers read. */
const secretName = /secret|token|password|passphrase|access_?key|refresh/i;

/**
 * Why a call came to nothing: a phrase without a full stop, free of the environment's secrets and of what looks like one. Undefined where it
 * succeeded.
 */
export function problemOf(result: PulumiResult, env: NodeJS.ProcessEnv): string | undefined {
  if (result.kind === "missing") return "there is no Pulumi CLI on the PATH";
  if (result.kind === "failed") return result.why;
  if (result.code === 0) return undefined;
  const redactor = createRedactor();
  for (const [name, value] of Object.entries(env)) if (secretName.test(name)) redactor.add(value);
  return redactor.quote(complaint(result)).replace(/\.$/, "");
}
