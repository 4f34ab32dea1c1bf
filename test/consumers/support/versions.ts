import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly peerDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
};

/** Versions of @pulumi/pulumi: the oldest that package.json allows, ours, and the newest that was tried. */
export const sdks = {
  oldest: /[\d.]+/.exec(manifest.peerDependencies["@pulumi/pulumi"] ?? "")?.[0] ?? "",
  ours: manifest.devDependencies["@pulumi/pulumi"] ?? "",
  newest: "3.270.0",
} as const;

/** Our own compiler, and what else a TypeScript project has. */
export const typescript = { ours: manifest.devDependencies["typescript"] ?? "", old: "5.9.3", native: "7.0.2" } as const;
export const nodeTypes = "20.19.0";
