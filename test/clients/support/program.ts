import { spawn } from "node:child_process";
import type { Outcome, Settings } from "./flows";

/**
 * Runs a client's program with one flow, in a process of its own, which trusts the emulator's authority alone beside the usual ones.
 * The program reads its settings as JSON from the environment and writes one line of JSON.
 */
export function runProgram(
  command: readonly string[],
  flow: string,
  settings: Settings,
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const [program = "", ...args] = command;
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env["PATH"] ?? "", SYSTEMROOT: process.env["SYSTEMROOT"] ?? "", SETTINGS: JSON.stringify(settings) };
    const child = spawn(program, [...args, flow], { env: { ...env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (data: Buffer) => {
      out += data.toString();
    });
    child.stderr.on("data", (data: Buffer) => {
      err += data.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const line = out.trim().split("\n").at(-1) ?? "";
      try {
        resolve(JSON.parse(line) as Outcome);
      } catch {
        reject(new Error(`The program ended with ${code} and said no JSON:\n${out}\n${err}`));
      }
    });
  });
}
