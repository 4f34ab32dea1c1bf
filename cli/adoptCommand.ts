import { type Command, Option } from "commander";
import type { AdoptOptions } from "./adopt/adopt";
import { processIo } from "./io";
import { addProjectOptions } from "./projectOptions";

/** `partnercenter adopt`: the program for what is there already. */
export function addAdoptCommand(program: Command): void {
  const command = program
    .command("adopt")
    .description("write the program that adopts the qualifications that customers have already, without a request")
    .argument("[customers...]", "these customers (GUIDs); without any, and without --file, all of the partner's")
    .option("--file <path>", "the customers of this file: one GUID in each line, or a CSV file with a column of them")
    .addOption(
      new Option(
        "--format <name>",
        "a TypeScript program (ts), a YAML program on the plugin (plugin-yaml), or data for examples/many-customers (yaml)",
      )
        .choices(["ts", "plugin-yaml", "yaml"])
        .default("ts"),
    )
    .option("--out <path>", "write into this file (default: standard output)")
    .option("--force", "overwrite that file")
    .addOption(
      new Option("--segment <name>", "the segment of all academic customers, which Partner Center never tells").choices([
        "K12",
        "HigherEducation",
      ]),
    );
  addProjectOptions(command)
    .addHelpText(
      "after",
      "\nExit codes: 0 it was written; 1 nothing was written; 2 it was written, but some customers could not be read; 130 Ctrl-C, nothing was written.",
    )
    .action(async (customers: readonly string[], options: AdoptOptions) => {
      const { runAdopt } = require("./adopt/adopt") as typeof import("./adopt/adopt");
      const { untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      process.exitCode = await untilInterrupted(
        (signal) => runAdopt(customers, options, processIo(), signal),
        "Interrupted: nothing was written.",
      );
    });
}
