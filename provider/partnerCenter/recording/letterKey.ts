import { createHmac, randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const keyBytes = 32;

/**
 * The key of the letters of one recording, the same in all processes of a user. It is kept in the user's own folder and never beside the recording:
 * ids and domains are known to many, so whoever has the key could try out which of them the letters stand for. Where it cannot be kept, it is
 * this process's alone.
 *
 * @param file The recording's absolute path: two recordings have different letters.
 */
export function letterKey(file: string, folder = userFolder(process.env)): Uint8Array {
  return createHmac("sha256", usersKey(folder)).update(file).digest();
}

function usersKey(folder: string): Uint8Array {
  const path = join(folder, "recording.key");
  try {
    return readKey(path) ?? makeKey(folder, path);
  } catch {
    return randomBytes(keyBytes);
  }
}

function readKey(path: string): Uint8Array | undefined {
  try {
    const key = readFileSync(path);
    return key.length === keyBytes ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Processes that begin at once agree on the first whole file that gets the name. */
function makeKey(folder: string, path: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${path}.${randomBytes(6).toString("hex")}`;
  const key = randomBytes(keyBytes);
  writeFileSync(own, key, { flag: "wx", mode: 0o600 });
  try {
    linkSync(own, path);
    return key;
  } catch {
    return readKey(path) ?? key;
  } finally {
    unlinkSync(own);
  }
}

/** `pulumi-partnercenter` where the user's programs keep what is their own: the same place as the emulator's certificates. */
export function userFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform, home = homedir()): string {
  const own = "pulumi-partnercenter";
  if (env["XDG_DATA_HOME"]) return join(env["XDG_DATA_HOME"], own);
  if (platform === "win32") return join(env["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), own);
  return platform === "darwin" ? join(home, "Library", "Application Support", own) : join(home, ".local", "share", own);
}
