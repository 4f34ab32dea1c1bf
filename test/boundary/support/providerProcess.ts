import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { ownEnvironment } from "./ownEnvironment";

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProviderProcess {
  readonly pid: number;
  readonly port: number;
  stdout(): string;
  stderr(): string;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** As the engine ends a plugin: SIGINT, and SIGKILL five seconds later. */
  stop(): Promise<Exit>;
}

/** Starts the SDK's dynamic provider server as the engine does, and waits for the port that it prints. */
export async function startProviderProcess(folder: string, engineAddress: string, env: Record<string, string>): Promise<ProviderProcess> {
  const program = require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [folder] });
  const child = spawn(process.execPath, [program, engineAddress], {
    cwd: folder,
    env: ownEnvironment({ PULUMI_NODEJS_PROJECT: "boundary", PULUMI_PROJECT: "boundary", PULUMI_CONFIG: "{}", ...env }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
    });
  }
  const exited = once(child, "exit").then(([code, signal]): Exit => ({ code, signal }));
  const port = await firstLine(child, exited, () => printed.stderr);
  return {
    pid: child.pid ?? 0,
    port: Number(port),
    stdout: () => printed.stdout.slice(port.length + 1),
    stderr: () => printed.stderr,
    exited,
    kill: (signal) => {
      child.kill(signal);
    },
    async stop() {
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      const exit = await exited;
      clearTimeout(timer);
      return exit;
    },
  };
}

async function firstLine(child: ChildProcess, exited: Promise<Exit>, stderr: () => string): Promise<string> {
  if (!child.stdout) throw new Error("the provider has no output");
  const line = once(createInterface(child.stdout), "line").then(([text]) => String(text));
  const early = exited.then(({ code, signal }): never => {
    throw new Error(`the dynamic provider ended (${signal ?? code}) before it listened:\n${stderr()}`);
  });
  early.catch(() => {});
  return Promise.race([line, early]);
}
