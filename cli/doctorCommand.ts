import type { Command } from "commander";
import type { DoctorOptions } from "./doctor/doctor";
import { processIo } from "./io";

/** `partnercenter doctor`: checks what a deployment needs. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("check step by step what a deployment needs, and say what to do")
    .option("--json", "print one JSON object, for pipelines")
    .option("--stack <name>", "the Pulumi stack whose configuration is read (default: the one that is selected)")
    .option("--customer <id>", "also read the qualifications of this customer")
    .addHelpText(
      "after",
      "\nExit codes: 0 a deployment can read and submit; 1 it would fail; 2 it can read, but not everything can be submitted.",
    )
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = require("./doctor/doctor") as typeof import("./doctor/doctor");
      process.exitCode = await runDoctor(options, processIo());
    });
}
