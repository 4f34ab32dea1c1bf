import { type Command, InvalidArgumentError } from "commander";

interface Options {
  host: string;
  port?: number;
  state?: string;
  seed?: string;
  autoCreate?: boolean;
  assumptions?: boolean;
  json?: boolean;
}

/** `partnercenter emulator`: a Partner Center on this machine. */
export function addEmulatorCommand(program: Command): void {
  program
    .command("emulator")
    .description("run a Partner Center on this machine, to develop and test against")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on; 0 chooses a free one (default: 8917)", port)
    .option("--state <file>", "keep the state in this file (default: in memory)")
    .option("--seed <file>", "start with the customers and codes of this JSON file")
    .option("--auto-create", "make customers that are asked for and unknown, and offer the validation code 123456")
    .option("--assumptions", "list what the emulator assumes where nothing is documented, and start nothing")
    .option("--json", "print JSON, one object a line")
    .action(async ({ state, seed, ...options }: Options) => {
      const { runEmulatorCommand } = require("../emulator/command") as typeof import("../emulator/command");
      const io = { out: (text: string) => process.stdout.write(text), err: (text: string) => process.stderr.write(text) };
      process.exitCode = await runEmulatorCommand(
        { ...options, ...(state === undefined ? {} : { stateFile: state }), ...(seed === undefined ? {} : { seedFile: seed }) },
        io,
      );
    });
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return value;
}
