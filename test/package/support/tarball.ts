import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../boundary/support/linkedFolder";

let packed: Promise<string> | undefined;

/** The path of the packed package: what `npm test` has packed, or packed now, for a test that runs alone. */
export function tarball(): Promise<string> {
  packed ??= process.env["PACKAGE_TARBALL"]
    ? Promise.resolve(path.resolve(process.env["PACKAGE_TARBALL"]))
    : promisify(execFile)(process.execPath, [path.join(root, "scripts", "pack.mjs")]).then(({ stdout }) => stdout.trim());
  return packed;
}
