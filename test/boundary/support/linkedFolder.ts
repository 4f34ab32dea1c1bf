import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(__dirname, "../../..");

export interface LinkedFolder extends Disposable {
  readonly path: string;
}

/**
 * A folder in which `pulumi-partnercenter` is installed, as in a user's project: below the root, so that everything else is
 * found in the root's node_modules, and with a link to the root, as npm makes one for `file:../..`.
 */
export function linkedFolder(tier: string, name: string): LinkedFolder {
  const parent = path.join(root, ".work", tier);
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, `${name}-`));
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(root, path.join(folder, "node_modules", "pulumi-partnercenter"), "junction");
  writeFileSync(path.join(folder, "package.json"), `${JSON.stringify({ name: path.basename(folder), private: true })}\n`);
  return {
    path: folder,
    // `rmSync` takes the link away and leaves what it points to.
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
