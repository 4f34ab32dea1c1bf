import type { Command } from "commander";
import { processIo } from "./io";

/** `partnercenter plugin`: the plugin that this package holds, for the Pulumi CLI. */
export function addPluginCommand(program: Command): void {
  const plugin = program
    .command("plugin")
    .description("the provider for programs in any Pulumi language")
    .addHelpText("after", "\nExit codes: 0 it is done; 1 it is not, and why is said; 130 interrupted.");
  plugin
    .command("install")
    .description("install the plugin of this release into Pulumi's plugin folder, by the Pulumi CLI")
    .addHelpText("after", "\nExit codes: 0 it is installed; 1 it is not.")
    .action(async () => {
      const { installPlugin } = require("./plugin/install") as typeof import("./plugin/install");
      const { untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      process.exitCode = await untilInterrupted((signal) => installPlugin(processIo(), signal));
    });
  plugin
    .command("path")
    .description("print the folder of the plugin, for `plugins:` in a Pulumi.yaml")
    .action(() => {
      const { pluginFolder } = require("./plugin/install") as typeof import("./plugin/install");
      process.stdout.write(`${pluginFolder()}\n`);
    });
}
