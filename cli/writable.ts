import { randomUUID } from "node:crypto";
import { closeSync, lstatSync, openSync, realpathSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Why a file cannot be written: a sentence without a full stop, or undefined where it can. Found out by writing another file into its folder, since
 * nothing else is sure (a disk that is read only, a quota, a user who may do everything). A symbolic link is followed.
 */
export function unwritable(path: string): string | undefined {
  try {
    const place = isLink(path) ? realpathSync(path) : path;
    if (statSync(place, { throwIfNoEntry: false })?.isDirectory()) return `${JSON.stringify(path)} is a folder`;
    const folder = dirname(place);
    if (statSync(place, { throwIfNoEntry: false }) !== undefined) closeSync(openSync(place, "r+"));
    const probe = join(folder, `.${randomUUID()}.tmp`);
    closeSync(openSync(probe, "wx", 0o600));
    rmSync(probe);
    return undefined;
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && isLink(path)) return `${JSON.stringify(path)} is a symbolic link that leads nowhere`;
    if (code === "ENOENT" || code === "ENOTDIR") return `There is no folder ${JSON.stringify(dirname(path))}`;
    return `${JSON.stringify(path)} cannot be written (${code})`;
  }
}

/** Whether something is at a path, if only a symbolic link that leads nowhere. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
