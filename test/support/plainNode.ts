import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

const root = join(__dirname, "..", "..");

/** Compiles `.ts` files on the way in, so that a process without jest can run our sources. */
const loader = `
  const { transformFileSync } = require("@swc/core");
  require.extensions[".ts"] = (module, file) => module._compile(
    transformFileSync(file, { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }).code, file);
`;

/**
 * Runs a program in a Node process of its own, from the root of the repository, until it ends by itself (20 s at most), and
 * answers what it printed as JSON.
 */
export async function runInNode(program: string, env: Record<string, string> = {}): Promise<unknown> {
  const options = { cwd: root, env: { ...inherited(), ...env }, timeout: 20_000 };
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", `${loader}${program}`], options);
  return JSON.parse(stdout);
}

/** Starts a program as `runInNode` does, for a test that looks at its streams and how it ends. */
export function spawnInNode(program: string): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ["-e", `${loader}${program}`], { cwd: root, env: inherited(), stdio: ["ignore", "pipe", "pipe"] });
}

function inherited(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  return env;
}
