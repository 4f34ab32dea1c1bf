import os from "node:os";
import path from "node:path";

/** The root of the checkout. */
export const root = path.resolve(import.meta.dirname, "..", "..");

/** What runs leave behind: locks, test projects, results. Git ignores it. */
export const work = path.join(root, ".work");

/** The user's cache folder, by the convention of the operating system. */
export function userCache(env = process.env) {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (process.platform === "win32") return env.LOCALAPPDATA ?? path.join(os.homedir(), "AppData", "Local");
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches");
  return path.join(os.homedir(), ".cache");
}

/** What is fetched or built once for all checkouts of this user. */
export const cache = path.join(userCache(), "pulumi-partnercenter");

/** Where engines are kept. */
export const engineCache = path.join(cache, "engine");
