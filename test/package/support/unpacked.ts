import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";
import { tarball } from "./tarball";

export interface Unpacked extends Disposable {
  /** A project's folder, in whose node_modules the package is. Its dependencies are found in the root's. */
  readonly project: string;
  /** The package's own folder. */
  readonly folder: string;
  /** What is in it, with slashes, sorted. */
  readonly files: readonly string[];
  /** Bytes of all files. */
  readonly size: number;
}

/** The tarball, unpacked as npm would. */
export async function unpack(): Promise<Unpacked> {
  const parent = path.join(root, ".work", "package");
  mkdirSync(parent, { recursive: true });
  const project = mkdtempSync(path.join(parent, "unpacked-"));
  const folder = path.join(project, "node_modules", "pulumi-partnercenter");
  mkdirSync(folder, { recursive: true });
  // A package of its own: otherwise its imports would be taken for ours, by our own name.
  writeFileSync(path.join(project, "package.json"), '{ "name": "reader", "private": true }\n');
  execFileSync("tar", ["-xzf", await tarball(), "-C", folder, "--strip-components=1"]);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name));
  return {
    project,
    folder,
    files: paths.map((file) => path.relative(folder, file).replaceAll("\\", "/")).sort(),
    size: paths.reduce((sum, file) => sum + statSync(file).size, 0),
    [Symbol.dispose]: () => rmSync(project, { recursive: true, force: true }),
  };
}
