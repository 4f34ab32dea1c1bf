import type { Command } from "commander";
import { processIo } from "./io";
import type { ProbeOptions } from "./probe/probe";
import { addProjectOptions } from "./projectOptions";

/** `partnercenter probe`: how the real service behaves, beside what is assumed of it. */
export function addProbeCommand(program: Command): void {
  const command = program
    .command("probe")
    .description("ask the service how it behaves, by reads alone, and make a report that identifies nobody")
    .option("--customer <id>", "read this customer (a GUID) instead of some of the partner's own; may be repeated", repeated)
    .option("--without-relationship <id>", "also read this customer, who has no relationship to the partner")
    .option("--token-without-mfa <file>", "also ask with the access token in this file, of a user without MFA; - is standard input")
    .option(
      "--sandbox <id>",
      "also make this customer of the integration sandbox a state-owned entity, after you have typed its domain: the one option that writes",
    )
    .option("--output <file>", "write the report into this file (default: partnercenter-probe.json)")
    .option("--force", "overwrite that file")
    .option("--yes", "write the report without asking")
    .option("--json", "print the report alone, as one JSON object")
    .option("--dry-run", "print what would be asked, and ask nothing");
  addProjectOptions(command)
    .addHelpText(
      "after",
      "\nExit codes: 0 everything was asked, whatever was observed; 1 there is no report, or it could not be written; 2 it ended early, and the report says what was seen; 130 Ctrl-C, nothing was written.",
    )
    .action(async (options: ProbeOptions) => {
      const { runProbe } = require("./probe/probe") as typeof import("./probe/probe");
      const { untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      process.exitCode = await untilInterrupted((signal) => runProbe(options, processIo(), signal), "Interrupted: nothing was written.");
    });
}

function repeated(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
