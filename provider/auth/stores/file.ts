import { constants } from "node:fs";
import { link, open, readFile, readlink, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { PartnerCenterError } from "../../errors";
import { parseObject } from "../../json";
import type { Ports } from "../../ports";
import { capital, contentFor, type Owner, ownStore, type StoreContent, type StoredToken, type TokenStore } from "./store";

const form = '{"refreshToken": "…"}, or the token alone in one line';

/**
 * A file for this user alone (0600), replaced as a whole. Holds `{"refreshToken", "savedAt", "tenantId", "clientId"}`; a bare token is read,
 * too, as is one with a byte order mark. A symbolic link is followed, and stays.
 */
export function fileStore(path: string, owner: Owner, ports: Ports): TokenStore {
  const name = `the token store ${JSON.stringify(path)}`;
  const problem = (what: string, remedy: string): PartnerCenterError =>
    new PartnerCenterError(`${capital(name)} ${what}.`, { kind: "configuration", remedy });

  const load = async (): Promise<StoreContent> => {
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (error) {
      if (codeOf(error) === "ENOENT") return { kind: "empty" };
      throw problem(`cannot be read (${codeOf(error)})`, "Let this process read it, or name another file in partnercenter:tokenStore.");
    }
    const text = decoded(bytes).trim();
    if (text === "") return { kind: "empty" };
    const stored = parse(text);
    if (stored !== undefined) return contentFor(owner, stored, name);
    throw problem(
      "holds something else than a refresh token",
      `It should hold ${form}. Mend it, or run \`partnercenter login --to file:…\`, which replaces it.`,
    );
  };

  /** False where another run was first to make the file: whose token it holds has to be looked at once more. */
  const replaced = async (text: string): Promise<boolean> => {
    // What cannot be understood is somebody's to replace: whoever calls knows.
    const content = await load().catch(() => undefined);
    if (content?.kind === "foreign") throw new PartnerCenterError(content.problem, { kind: "configuration", remedy: ownStore });
    return replace(path, text, ports.uuid(), content?.kind === "empty");
  };

  return {
    name,
    keeps: true,
    load,
    async save(refreshToken, now) {
      const { tenantId, clientId } = owner;
      const text = `${JSON.stringify({ refreshToken, savedAt: new Date(now).toISOString(), tenantId, clientId })}\n`;
      try {
        if (!(await replaced(text))) await replaced(text);
      } catch (error) {
        if (error instanceof PartnerCenterError) throw error;
        throw problem(
          `cannot be written (${codeOf(error)})`,
          "Let this process write the file and its folder, or name another file in partnercenter:tokenStore.",
        );
      }
    },
  };
}

/** UTF-8, or UTF-16 as PowerShell's `Out-File` writes it; without a byte order mark. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function parse(text: string): StoredToken | undefined {
  // A token alone, perhaps in quotes. Entra's have some hundred characters; what is short is a word.
  const bare = /^"?([\x21\x23-\x7a\x7c\x7e]{16,})"?$/.exec(text)?.[1];
  if (bare !== undefined && !bare.startsWith("<")) return { refreshToken: bare };
  const { refreshToken, savedAt, tenantId, clientId } = parseObject(text) ?? {};
  if (typeof refreshToken !== "string" || refreshToken.trim() === "") return undefined;
  const time = typeof savedAt === "string" ? Date.parse(savedAt) : Number.NaN;
  return {
    refreshToken: refreshToken.trim(),
    ...(Number.isNaN(time) ? {} : { savedAt: time }),
    ...(typeof tenantId === "string" && typeof clientId === "string" ? { owner: { tenantId, clientId } } : {}),
  };
}

/** @param created The file was not there: who is first keeps it, so that two tenants that start at once never replace each other's token. */
async function replace(path: string, text: string, unique: string, created: boolean): Promise<boolean> {
  const place = await target(path);
  const draft = `${place}.${unique}.tmp`;
  try {
    const handle = await open(draft, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (created) {
      const made = await makeNew(draft, place);
      if (made !== "not possible") return made === "made";
    }
    await rename(draft, place);
    return true;
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

/** Gives the draft its name where nothing has it yet. Not possible where the file system has no hard links, or an empty file is there. */
async function makeNew(draft: string, place: string): Promise<"made" | "taken" | "not possible"> {
  try {
    await link(draft, place);
    return "made";
  } catch (error) {
    if (codeOf(error) !== "EEXIST") return "not possible";
    return decoded(await readFile(place)).trim() === "" ? "not possible" : "taken";
  }
}

/** The file at the end of a chain of symbolic links, also where it is not there yet. */
async function target(path: string, depth = 0): Promise<string> {
  if (depth > 20) return path;
  try {
    return await target(resolve(dirname(path), await readlink(path)), depth + 1);
  } catch {
    return path;
  }
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "unknown";
}
