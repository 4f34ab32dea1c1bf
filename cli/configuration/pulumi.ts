import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Milliseconds that one call of the CLI may take: reading a stack of Pulumi Cloud takes some seconds. */
const limit = 60_000;

/** How a call of the Pulumi CLI ended. `code` is null where it had to be stopped. */
export type PulumiResult =
  | { readonly kind: "ended"; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  /** There is no `pulumi` on the PATH. */
  | { readonly kind: "missing" };

/** Calls the Pulumi CLI. A secret goes in by `input`, its standard input, never by an argument, which every user of the machine can see. */
export function runPulumi(
  args: readonly string[],
  { cwd, env, input = "" }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string },
): Promise<PulumiResult> {
  return new Promise((resolve) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd,
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const timer = setTimeout(() => child.kill(), limit);
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        printed[stream] += text;
      });
    }
    child.stdin.on("error", () => {});
    child.on("error", () => {
      clearTimeout(timer);
      resolve({ kind: "missing" });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ kind: "ended", code, ...printed });
    });
    child.stdin.end(input);
  });
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
