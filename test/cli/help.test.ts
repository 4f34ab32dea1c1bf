import { Command } from "commander";
import { addAdoptCommand } from "../../cli/adoptCommand";
import { addDoctorCommand } from "../../cli/doctorCommand";
import { addEmulatorCommand } from "../../cli/emulatorCommand";
import { addFleetCommand } from "../../cli/fleetCommand";
import { addLoginCommand } from "../../cli/loginCommand";
import { addStatusCommand } from "../../cli/statusCommand";

const program = new Command("partnercenter");
for (const add of [addLoginCommand, addDoctorCommand, addStatusCommand, addAdoptCommand, addFleetCommand, addEmulatorCommand]) add(program);

test.each(program.commands.map((command) => [command.name(), command] as const))(
  "%s --help says what it does and how it ends",
  (_, command) => {
    let help = "";
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
    });
    command.outputHelp();
    expect(help).toMatch(/^Usage: /);
    expect(help).toMatch(/-h, --help/);
    expect(help).toMatch(/Exit codes: 0 .*; 1 /);
    for (const option of command.options) expect(`${option.long}: ${option.description}`).toMatch(/: \S/);
  },
);
