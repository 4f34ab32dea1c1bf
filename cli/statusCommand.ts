import { type Command, InvalidArgumentError, Option } from "commander";
import { processIo } from "./io";
import { addProjectOptions } from "./projectOptions";
import type { Attention } from "./status/attention";
import { failOnNames, separators } from "./status/choices";
import type { StatusOptions } from "./status/status";

/** `partnercenter status`: how far Microsoft is with each qualification. */
export function addStatusCommand(program: Command): void {
  const command = program
    .command("status")
    .description("show how far Microsoft is with each qualification, what needs a person first")
    .argument("[customers...]", "ask Partner Center about these customers (GUIDs) instead of reading a stack")
    .option("--live", "ask Partner Center now; without it, the stack's state says what the last refresh saw")
    .option("--fail-on <list>", `exit with 2 where one is: ${failOnNames.join(",")}`, attentionList)
    .option("--json", "print one JSON object")
    .option("--csv", "print separated values, for spreadsheets")
    .addOption(
      new Option("--separator <character>", "of --csv; a spreadsheet in German, French or Spanish wants a semicolon")
        .choices(Object.keys(separators))
        .default("comma"),
    )
    .option("--html", "print one page, to send on")
    .option("--watch", "look again and again; Ctrl-C ends it")
    .option("--interval <seconds>", "the time between two looks of --watch", seconds, 60);
  addProjectOptions(command)
    .addHelpText(
      "after",
      "\nExit codes: 0 it was read; 1 it could not be; 2 it was read, and something is there that --fail-on names; 130 Ctrl-C.",
    )
    .action(async (customers: readonly string[], options: StatusOptions) => {
      const { runStatus } = require("./status/status") as typeof import("./status/status");
      const { untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      process.exitCode = await untilInterrupted((signal) => runStatus(customers, options, processIo(), signal));
    });
}

function attentionList(text: string): readonly Attention[] {
  return text.split(",").map((word) => {
    const found = failOnNames.find((name) => name === word.trim().toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`It must be a list of ${failOnNames.join(", ")}, with commas.`);
    return found;
  });
}

function seconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 86_400) throw new InvalidArgumentError("It must be a whole number from 1 to 86400.");
  return value;
}
