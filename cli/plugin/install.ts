import { existsSync } from "node:fs";
import path from "node:path";
import { complaint, runPulumi } from "../configuration/pulumi";
import type { CliIo } from "../io";

/** Where the plugin stands in this package, with all that it needs. */
export function pluginFolder(): string {
  return path.join(path.dirname(require.resolve("pulumi-partnercenter/package.json")), "dist", "plugin");
}

/**
 * Hands the plugin to `pulumi plugin install`, which copies it: it goes on working when this package is gone, as it is after `npx`. What stands there under
 * the same version is replaced. Answers the exit code.
 */
export async function installPlugin({ out, err, env, cwd }: CliIo, signal?: AbortSignal): Promise<number> {
  const folder = pluginFolder();
  const { version } = require("pulumi-partnercenter/package.json") as { version: string };
  const command = ["plugin", "install", "resource", "partnercenter", version, "--file", folder, "--reinstall"];
  if (!existsSync(path.join(folder, "pulumi-resource-partnercenter"))) {
    err(`The plugin is not in ${folder}: this package was built without it. In a checkout, \`npm run build\` makes it.\n`);
    return 1;
  }
  const result = await runPulumi(command, { cwd, env, signal });
  if (result.kind === "missing") {
    err("There is no `pulumi` on the PATH, which keeps the plugins. Install the Pulumi CLI: https://www.pulumi.com/docs/install/\n");
    return 1;
  }
  if (result.kind === "failed") {
    err(`The plugin is not installed: \`pulumi ${command.join(" ")}\` ${result.why}.\n`);
    return 1;
  }
  if (result.code !== 0) {
    err(`The plugin is not installed. Pulumi says: ${complaint(result)}\n`);
    return 1;
  }
  out(`Plugin partnercenter ${version} is installed. \`pulumi plugin ls\` shows it.\n`);
  return 0;
}
