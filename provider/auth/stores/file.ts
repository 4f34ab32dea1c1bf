import { constants } from "node:fs";
import { type FileHandle, open, readFile, rename, rm, stat } from "node:fs/promises";
import { PartnerCenterError } from "../../errors";
import { parseObject } from "../../json";
import { type Ports, sleep } from "../../ports";
import type { StoredToken, TokenStore } from "./store";

const numbers = {
  /** How long another process' lock is waited for, and how often it is looked at, in milliseconds. */
  patience: 5_000,
  interval: 50,
  /** A lock older than this was left behind by a process that died. */
  stale: 30_000,
} as const;

/**
 * A file for this user alone (0600), replaced as a whole, with a lock file beside it against a second process. Holds
 * `{"refreshToken": "…", "savedAt": "2026-11-20T10:00:00.000Z"}`.
 */
export function fileStore(path: string, ports: Ports): TokenStore {
  const name = `the token store ${JSON.stringify(path)}`;
  return {
    name,
    keeps: true,
    async load() {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw problem(
          name,
          `cannot be read (${codeOf(error)})`,
          "Let this process read it, or name another file in partnercenter:tokenStore.",
        );
      }
      const token = parse(text);
      if (token === undefined) {
        throw problem(name, "holds no refresh token", "Delete the file, and set partnercenter:refreshToken once.");
      }
      return token;
    },
    async save(token) {
      try {
        await withLock(`${path}.lock`, name, ports, () => replace(path, token, ports));
      } catch (error) {
        if (error instanceof PartnerCenterError) throw error;
        throw problem(
          name,
          `cannot be written (${codeOf(error)})`,
          "Let this process write the file and its folder, or name another file in partnercenter:tokenStore.",
        );
      }
    },
  };
}

function parse(text: string): StoredToken | undefined {
  const { refreshToken, savedAt } = parseObject(text) ?? {};
  if (typeof refreshToken !== "string" || refreshToken === "") return undefined;
  const time = typeof savedAt === "string" ? Date.parse(savedAt) : Number.NaN;
  return { refreshToken, ...(Number.isNaN(time) ? {} : { savedAt: time }) };
}

async function replace(path: string, { refreshToken, savedAt }: StoredToken, ports: Ports): Promise<void> {
  const draft = `${path}.${ports.uuid()}.tmp`;
  const saved = new Date(savedAt ?? ports.now()).toISOString();
  try {
    await writeNew(draft, `${JSON.stringify({ refreshToken, savedAt: saved })}\n`);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await create(path);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function create(path: string): Promise<FileHandle> {
  return open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
}

async function withLock(lock: string, name: string, ports: Ports, work: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited += numbers.interval) {
    try {
      await (await create(lock)).close();
      break;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    if (await isStale(lock, ports)) await rm(lock, { force: true });
    else if (waited >= numbers.patience) {
      throw problem(name, "is locked by another process", `If no other run is under way, delete ${JSON.stringify(lock)}.`);
    } else await sleep(ports, numbers.interval);
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function isStale(lock: string, ports: Ports): Promise<boolean> {
  try {
    return ports.now() - (await stat(lock)).mtimeMs > numbers.stale;
  } catch {
    return false;
  }
}

function problem(name: string, what: string, remedy: string): PartnerCenterError {
  return new PartnerCenterError(`${name.charAt(0).toUpperCase()}${name.slice(1)} ${what}.`, { kind: "configuration", remedy });
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "unknown";
}
