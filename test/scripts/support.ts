import { execFile } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const scripts = path.resolve(__dirname, "../../scripts");

/**
 * Runs an expression with a script's exports in scope, in a Node of its own: the scripts are ES modules, which jest does
 * not load, and this is how they run in life. Returns what the expression comes to, as JSON.
 */
export async function evaluate(module: string, expression: string, env: Record<string, string> = {}): Promise<unknown> {
  const url = pathToFileURL(path.join(scripts, module)).href;
  const program = `const m = await import(${JSON.stringify(url)}); const value = await (${expression}); console.log(JSON.stringify(value ?? null));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "null");
}
