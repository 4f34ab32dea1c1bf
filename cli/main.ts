#!/usr/bin/env node
import { Command } from "commander";
import { addAdoptCommand } from "./adoptCommand";
import { addDoctorCommand } from "./doctorCommand";
import { addEmulatorCommand } from "./emulatorCommand";
import { addLoginCommand } from "./loginCommand";
import { endWhenUnread } from "./output";
import { addStatusCommand } from "./statusCommand";

/** The `partnercenter` command. Each subcommand loads what it needs when it is chosen, so that `--help` stays quick. */
function createProgram(): Command {
  const program = new Command("partnercenter");
  program
    .description("Microsoft Partner Center customer qualifications as code: tools beside the Pulumi provider.")
    .version((require("pulumi-partnercenter/package.json") as { version: string }).version)
    .showHelpAfterError("(--help shows what can be said)");
  addLoginCommand(program);
  addDoctorCommand(program);
  addStatusCommand(program);
  addAdoptCommand(program);
  addEmulatorCommand(program);
  return program;
}

endWhenUnread();
createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
