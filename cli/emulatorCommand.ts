import { type Command, InvalidArgumentError } from "commander";

interface Options {
  host: string;
  port?: number;
  state?: string;
  seed?: string;
  scenario?: string;
  replay?: string;
  clock?: number;
  assume?: Record<string, unknown>;
  allowHost?: string[];
  url?: string;
  trustProxy?: string[];
  tls?: boolean;
  tlsFolder?: string;
  tlsCert?: string;
  tlsKey?: string;
  autoCreate?: boolean;
  assumptions?: boolean;
  openapi?: boolean;
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
    .option("--seed <file>", "start with the customers, codes and scenario of this YAML or JSON file")
    .option("--scenario <text>", 'what happens when, such as "approve after 2s; withdraw after 1d"; @FILE reads it from a file')
    .option("--replay <file>", "answer as a recording of PARTNERCENTER_RECORD does, in its order")
    .option("--clock <speed>", 'how fast time runs: "60x" makes a minute of each second, "0x" stops it', clockSpeed)
    .option(
      "--assume <name=value>",
      "decide otherwise where nothing is documented; @FILE takes what a report of `partnercenter probe` observed; may be repeated",
      assumption,
    )
    .option("--allow-host <name>", "a host name by which it may be called, beside addresses and private names; may be repeated", repeated)
    .option("--url <url>", "the URL by which all clients reach it (default: each request's own)")
    .option(
      "--trust-proxy <address>",
      "an address or range of proxies whose X-Forwarded-Host and -Proto are believed; may be repeated",
      repeated,
    )
    .option("--tls", "serve https, with a certificate that is made and renewed")
    .option("--tls-folder <folder>", "keep that certificate and its authority here (default: a folder of the user's)")
    .option("--tls-cert <file>", "serve https with this certificate (PEM)")
    .option("--tls-key <file>", "the key of that certificate (PEM)")
    .option("--auto-create", "make customers that are asked for and unknown, and offer the validation code 123456")
    .option("--assumptions", "list what the emulator assumes where nothing is documented, and start nothing")
    .option("--openapi", "print the OpenAPI 3.1 document of all that is served, and start nothing")
    .option("--json", "print JSON, one object a line")
    .addHelpText("after", "\nExit codes: 0 SIGTERM has stopped it, or it has printed what was asked for; 1 it could not start; 130 Ctrl-C.")
    .action(async ({ state, seed, clock, allowHost, trustProxy, ...options }: Options) => {
      const { runEmulatorCommand } = require("../emulator/command") as typeof import("../emulator/command");
      const io = { out: (text: string) => process.stdout.write(text), err: (text: string) => process.stderr.write(text) };
      const { untilInterrupted } = require("./interrupt") as typeof import("./interrupt");
      const run = (): Promise<number> =>
        runEmulatorCommand(
          {
            ...options,
            ...(state === undefined ? {} : { stateFile: state }),
            ...(seed === undefined ? {} : { seedFile: seed }),
            ...(clock === undefined ? {} : { clockSpeed: clock }),
            ...(allowHost === undefined ? {} : { allowedHosts: allowHost }),
            ...(trustProxy === undefined ? {} : { trustedProxies: trustProxy }),
          },
          io,
        );
      const code = await untilInterrupted(run);
      // Whoever runs a server stops it by SIGTERM: that is no failure.
      process.exitCode = code === 143 ? 0 : code;
    });
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
  return value;
}

function clockSpeed(text: string): number {
  const value = /^\d+(\.\d+)?x?$/i.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(value <= 1_000_000)) throw new InvalidArgumentError('It must be a speed such as "1x", "60x" or "0x", at most 1000000x.');
  return value;
}

/** A value is JSON where it can be, else a text: `bom=true`, `vettingRequestCap=null`, `listShape=wrapper`. `@FILE` is a report; what comes later counts. */
function assumption(text: string, before: Record<string, unknown> = {}): Record<string, unknown> {
  if (text.startsWith("@")) return { ...before, ...observed(text.slice(1)) };
  const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("It must be name=value; --assumptions lists them.");
  try {
    return { ...before, [name]: JSON.parse(value) as unknown };
  } catch {
    return { ...before, [name]: value };
  }
}

function observed(file: string): Readonly<Record<string, unknown>> {
  const { readObserved } = require("../emulator/assumptions/observed") as typeof import("../emulator/assumptions/observed");
  try {
    return { ...readObserved(file) };
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : "The report cannot be used.");
  }
}

function repeated(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
