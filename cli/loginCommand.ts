import { type Command, InvalidArgumentError } from "commander";
import { processIo } from "./io";
import type { LoginOptions } from "./login/login";
import { addProjectOptions } from "./projectOptions";

/** `partnercenter login`: the one-time consent on a workstation. */
export function addLoginCommand(program: Command): void {
  const command = program
    .command("login")
    .description("sign the partner's user in once, with MFA, and keep the refresh token for unattended runs")
    .option("--to <place>", "where the refresh token goes: pulumi, file:PATH or keyvault:https://VAULT/secrets/NAME")
    .option("--show", "print the refresh token to standard output")
    .option("--device-code", "sign in on another device, where this machine has no browser")
    .option("--no-browser", "print the address only, open no browser")
    .option("--port <number>", "port of the redirect on this machine (default: a free one)", whole(0, 65_535))
    .option("--tenant-id <id>", "the partner's tenant (default: as configured)")
    .option("--client-id <id>", "the app registration (default: as configured)")
    .option("--cloud <name>", "global, usGovernment or china (default: as configured)")
    .option("--emulator <url>", "sign in to an emulator")
    .option("--timeout <minutes>", "how long to wait for the user", whole(1, 60), 10);
  addProjectOptions(command)
    .addHelpText("after", "\nExit codes: 0 the token is kept, or printed; 1 it is not; 130 Ctrl-C, it is not.")
    .action(async (options: LoginOptions) => {
      const { runLogin } = require("./login/login") as typeof import("./login/login");
      const { untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      process.exitCode = await untilInterrupted((signal) => runLogin(options, processIo(), signal));
    });
}

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}
