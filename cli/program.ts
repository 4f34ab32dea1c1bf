import { Command } from "commander";
import { addAdoptCommand } from "./adoptCommand";
import { addDoctorCommand } from "./doctorCommand";
import { addEmulatorCommand } from "./emulatorCommand";
import { addFleetCommand } from "./fleetCommand";
import { addLoginCommand } from "./loginCommand";
import { addPluginCommand } from "./pluginCommand";
import { addProbeCommand } from "./probeCommand";
import { addStatusCommand } from "./statusCommand";

/** The `partnercenter` command. Each subcommand loads what it needs when it is chosen, so that `--help` stays quick. */
export function createProgram(): Command {
  const program = new Command("partnercenter");
  program
    .description("Microsoft Partner Center customer qualifications as code: tools beside the Pulumi provider.")
    .version((require("pulumi-partnercenter/package.json") as { version: string }).version)
    .showHelpAfterError("(--help shows what can be said)");
  addLoginCommand(program);
  addDoctorCommand(program);
  addStatusCommand(program);
  addAdoptCommand(program);
  addFleetCommand(program);
  addEmulatorCommand(program);
  addProbeCommand(program);
  addPluginCommand(program);
  return program;
}
