import type { Command } from "commander";
import type { DoctorOptions } from "./doctor/doctor";
import { inFolder, processIo } from "./io";
import { addProjectOptions, type ProjectOptions } from "./projectOptions";

/** `partnercenter doctor`: checks what a deployment needs. */
export function addDoctorCommand(program: Command): void {
  const command = program
    .command("doctor")
    .description("check step by step what a deployment needs, and say what to do")
    .option("--json", "print one JSON object, for pipelines")
    .option("--customer <id>", "also read the qualifications of this customer")
    .option(
      "--probe-report <file>",
      "compare this report of `partnercenter probe` with what is promised (default: partnercenter-probe.json, where it is)",
    );
  addProjectOptions(command)
    .addHelpText(
      "after",
      "\nExit codes: 0 a deployment can read and submit; 1 it would fail; 2 it can read, but not everything can be submitted; 130 Ctrl-C.",
    )
    .action(async ({ cwd, ...options }: DoctorOptions & ProjectOptions) => {
      const { runDoctor } = require("./doctor/doctor") as typeof import("./doctor/doctor");
      const { unlessAborted, untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      const io = inFolder(processIo(), cwd);
      process.exitCode = await untilInterrupted((signal) => unlessAborted(runDoctor(options, io), signal));
    });
}
