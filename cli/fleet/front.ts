import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { packageName } from "../../provider/resource/typeToken";
import type { CustomerRow } from "../customers/readCustomers";

/** Who serves the stacks: Pulumi's dynamic provider, or the plugin. */
export const fronts = ["dynamic", "plugin"] as const;
export type Front = (typeof fronts)[number];

/** What is declared, whichever front it is of. */
type CustomerQualification = new (
  name: string,
  args: Omit<CustomerRow, "name">,
  options?: pulumi.CustomResourceOptions,
) => { readonly vettingStatus: pulumi.Output<string | null>; readonly approved: pulumi.Output<boolean | null> };

/**
 * The class by which customers are declared. Both fronts take the same arguments, and a state moves from the dynamic provider to the plugin by an
 * alias, without a request.
 */
export function qualificationClass(front: Front): CustomerQualification {
  const module = front === "plugin" ? "plugin/customerQualification" : "customerQualification";
  return (require(`../../provider/resource/${module}`) as { CustomerQualification: CustomerQualification }).CustomerQualification;
}

/** The plugin where Pulumi finds it for this project also tomorrow: each of its processes starts half a second sooner. Else the dynamic provider. */
export function usualFront(folder: string, env: NodeJS.ProcessEnv = process.env): Front {
  return namedInProject(folder) || inPluginFolder(env) || onPath(env) ? "plugin" : "dynamic";
}

/** `plugins:` in Pulumi.yaml. */
function namedInProject(folder: string): boolean {
  const file = path.join(folder, "Pulumi.yaml");
  if (!existsSync(file)) return false;
  const { parse } = require("yaml") as typeof import("yaml");
  // What cannot be read is told by Pulumi, with line and column.
  const project = attempt(() => parse(readFileSync(file, "utf8"))) as { plugins?: { providers?: unknown } } | null | undefined;
  const providers = project?.plugins?.providers;
  return Array.isArray(providers) && providers.some((each: { name?: unknown } | null) => each?.name === packageName);
}

/** Where `pulumi plugin install` puts it. Only this release's: it is the one that the class asks for. */
function inPluginFolder(env: NodeJS.ProcessEnv): boolean {
  const { version } = require("pulumi-partnercenter/package.json") as { version: string };
  const home = env["PULUMI_HOME"] || path.join(homedir(), ".pulumi");
  return existsSync(path.join(home, "plugins", `resource-${packageName}-v${version}`));
}

/**
 * On the PATH, but for the folder that `npx` puts there for one command: a stack that has moved to the plugin needs it in each later run, also in those that
 * `pulumi` makes alone.
 */
function onPath(env: NodeJS.ProcessEnv): boolean {
  const folders = (env["PATH"] ?? env["Path"] ?? "")
    .split(path.delimiter)
    .filter((folder) => folder && !/[\\/]node_modules[\\/]/.test(folder));
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return folders.some((folder) => endings.some((ending) => existsSync(path.join(folder, `pulumi-resource-${packageName}${ending}`))));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
