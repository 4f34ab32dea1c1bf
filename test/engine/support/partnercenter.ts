import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Project } from "./project";

const command = path.resolve(__dirname, "../../../dist/cli/main.js");

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Sees what it has said on standard error so far. */
  readonly watch?: (said: string) => void;
  /** Ctrl-C, as soon as this is on standard output. */
  readonly interruptAt?: RegExp;
}

/** Runs `partnercenter` as a person would, in the project's folder. */
export function partnercenter(
  project: Project,
  args: readonly string[],
  { env = {}, watch = () => {}, interruptAt }: CommandOptions = {},
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const all = {
    ...project.engine.env,
    PULUMI_HOME: path.join(project.folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(path.join(project.folder, "backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    ...env,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: project.folder, env: all, stdio: ["ignore", "pipe", "pipe"] });
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said.out += text;
      if (interruptAt?.test(said.out)) child.kill("SIGINT");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said.err += text;
      watch(said.err);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}
