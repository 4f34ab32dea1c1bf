import { readFileSync } from "node:fs";
import type { Assumptions } from "./assumptions/assumptions";
import { assumptionRows, assumptionText } from "./assumptions/table";
import { emulatorDocument } from "./control/routes";
import { type Emulator, type EmulatorOptions, type Replay, startEmulator } from "./emulator";
import { errorCode, errorText } from "./errorText";
import type { ScenarioError } from "./scenario/error";
import { parseScenario } from "./scenario/parse";
import type { Scenario } from "./scenario/steps";
import { InvalidInput } from "./state/input";
import { readSeedFile } from "./state/seedFile";
import { wellKnown } from "./wellKnown";

/** The port of the command when none is given; `startEmulator` chooses a free one instead. */
export const defaultCommandPort = 8917;

/** The command's options, parsed. */
export interface EmulatorCommandOptions {
  /** Default "127.0.0.1". */
  readonly host?: string;
  /** Default `defaultCommandPort`; 0: a free one. */
  readonly port?: number;
  readonly stateFile?: string;
  /** A YAML or JSON file: `Seed`. */
  readonly seedFile?: string;
  /** A recording of PARTNERCENTER_RECORD to play. */
  readonly replay?: string;
  /** In the scenario language; "@FILE" reads it from a file. */
  readonly scenario?: string;
  /** How many seconds pass in one. */
  readonly clockSpeed?: number;
  /** Host names by which it may be called. */
  readonly allowedHosts?: readonly string[];
  /** The URL by which all clients reach it. */
  readonly url?: string;
  /** Addresses or ranges of proxies that are believed. */
  readonly trustedProxies?: readonly string[];
  /** Serve https, with a certificate of its own. */
  readonly tls?: boolean;
  /** Where that certificate and its authority are kept; implies `tls`. */
  readonly tlsFolder?: string;
  /** Files of a certificate and its key, PEM; both imply `tls`. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** Unknown customers are made when they are asked for, and the well-known validation code is there. */
  readonly autoCreate?: boolean;
  /** Print the assumptions, and start nothing. */
  readonly assumptions?: boolean;
  /** Print the OpenAPI document of what is served, and start nothing. */
  readonly openapi?: boolean;
  /** What differs from the defaults. */
  readonly assume?: Partial<Assumptions>;
  /** One JSON object per line instead of text. */
  readonly json?: boolean;
}

/** What the command needs of its process. */
export interface CommandIo {
  /** Writes a text to standard output; the line feeds are in it. */
  out(text: string): void;
  /** The same for standard error. */
  err(text: string): void;
  /** Calls `stop` at SIGINT or SIGTERM; the result ends that. Default: the signals of this process. */
  onStop?(stop: () => void): () => void;
}

/** Runs `partnercenter emulator` until it is told to stop. Resolves with the exit code: 0, or 1 when it could not start. */
export async function runEmulatorCommand(options: EmulatorCommandOptions, io: CommandIo): Promise<number> {
  if (options.assumptions) {
    io.out(options.json ? `${JSON.stringify(assumptionRows())}\n` : assumptionText());
    return 0;
  }
  if (options.openapi) {
    io.out(`${JSON.stringify(emulatorDocument(), undefined, 2)}\n`);
    return 0;
  }
  const { host = "127.0.0.1", port = defaultCommandPort } = options;
  let emulator: Emulator;
  try {
    emulator = await start(options, host, port, io);
  } catch (error) {
    io.err(`${explain(error, host, port)}\n`);
    return 1;
  }
  try {
    if (!isLoopback(host)) {
      io.err(
        `Warning: ${host} is not a loopback address. Whoever reaches it can read and change everything: the emulator protects nothing.\n`,
      );
    }
    io.out(options.json ? `${JSON.stringify(readyRecord(emulator))}\n` : readyText(emulator, options));
    await new Promise<void>((resolve) => {
      const end = (io.onStop ?? onSignals)(() => {
        end();
        resolve();
      });
    });
  } finally {
    await emulator.close();
  }
  if (emulator.replay !== undefined && !options.json) io.out(`${unplayedText(emulator.replay)}\n`);
  if (!options.json) io.out("Stopped.\n");
  return 0;
}

async function start(options: EmulatorCommandOptions, host: string, port: number, io: CommandIo): Promise<Emulator> {
  const { stateFile, seedFile, replay, scenario, clockSpeed, allowedHosts, url, trustedProxies, autoCreate } = options;
  const tls = readTls(options);
  const emulator = await startEmulator({
    host,
    port,
    assumptions: { ...(autoCreate ? { autoCreateCustomers: true } : {}), ...options.assume },
    warn: (message) => io.err(`Warning: ${message}\n`),
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(seedFile === undefined ? {} : { seed: readSeedFile(seedFile) }),
    ...(replay === undefined ? {} : { replay }),
    ...(scenario === undefined ? {} : { scenario: readScenarioArgument(scenario) }),
    ...(clockSpeed === undefined ? {} : { clockSpeed }),
    ...(allowedHosts === undefined ? {} : { allowedHosts }),
    ...(url === undefined ? {} : { url }),
    ...(trustedProxies === undefined ? {} : { trustedProxies }),
    ...(tls === undefined ? {} : { tls }),
  });
  if (autoCreate && emulator.control.validationCodes().length === 0) {
    emulator.control.addValidationCode({ validationId: wellKnown.validationCode });
  }
  return emulator;
}

/** @throws InvalidInput if one file is named without the other, or cannot be read. */
function readTls({ tls, tlsFolder, tlsCert, tlsKey }: EmulatorCommandOptions): EmulatorOptions["tls"] {
  if (tlsCert === undefined && tlsKey === undefined) return tlsFolder === undefined ? tls : { folder: tlsFolder };
  if (tlsCert === undefined || tlsKey === undefined)
    throw new InvalidInput("--tls-cert and --tls-key belong together: the certificate and its key.");
  if (tlsFolder !== undefined)
    throw new InvalidInput("--tls-folder keeps a certificate that is made; --tls-cert gives one. Use one of them.");
  const read = (path: string): string => {
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw new InvalidInput(`The file ${path} cannot be read: ${errorText(error)}`);
    }
  };
  return { cert: read(tlsCert), key: read(tlsKey) };
}

/** @throws InvalidInput naming the argument or the file, with line and column */
function readScenarioArgument(argument: string): Scenario {
  const file = argument.startsWith("@") ? argument.slice(1) : undefined;
  let text = argument;
  try {
    if (file !== undefined) text = readFileSync(file, "utf8");
  } catch (error) {
    throw new InvalidInput(`The scenario file ${file} cannot be read: ${errorText(error)}`);
  }
  try {
    return parseScenario(text);
  } catch (error) {
    const { line, column, problem } = error as ScenarioError;
    throw new InvalidInput(
      `The scenario ${file === undefined ? "" : `${file} `}cannot be used: line ${line}, column ${column}: ${problem}`,
    );
  }
}

function readyRecord({ url, port, ca, replay }: Emulator): Record<string, unknown> {
  const { tenantId, clientId } = wellKnown;
  const trust = ca === undefined ? {} : { ca: ca.file };
  const played = replay === undefined ? {} : { replay: { exchanges: replay.size, customers: replay.customers() } };
  return { url, port, control: `${url}/_emulator/`, tenantId, clientId, pid: process.pid, ...trust, ...played };
}

function readyText(emulator: Emulator, options: EmulatorCommandOptions): string {
  const { url, ca, replay } = emulator;
  const lines = [
    ["Partner Center emulator", url],
    ["Page", `${url}/`],
    ...(ca === undefined ? [] : [["Trust", `NODE_EXTRA_CA_CERTS=${ca.file}`]]),
    ["Control interface", `${url}/_emulator/`],
    ["Provider", `pulumi config set partnercenter:emulator ${url}`],
    ["", `or PARTNERCENTER_EMULATOR=${url}`],
    ...(replay === undefined ? worldLines(emulator, options) : recordingLines(replay)),
    ["Stop", "Ctrl+C"],
  ];
  const width = Math.max(...lines.map(([label = ""]) => label.length));
  return `${lines.map(([label = "", text = ""]) => `${label.padEnd(width)}  ${text}`).join("\n")}\n`;
}

function worldLines({ control }: Emulator, { autoCreate, stateFile }: EmulatorCommandOptions): string[][] {
  const customers = control.customers().length;
  const codes = control.validationCodes().length;
  return [
    ["Customers", autoCreate ? `${customers}, unknown ones are made when asked for` : `${customers}`],
    ["Validation codes", autoCreate ? `${codes}, "${wellKnown.validationCode}" unless others were given` : `${codes}`],
    ["State", stateFile ?? "in memory"],
  ];
}

/** So many customers of a recording are listed. */
const mostListed = 20;

function recordingLines(replay: Replay): string[][] {
  const customers = replay.customers();
  const more = customers.length > mostListed ? [["", `and ${customers.length - mostListed} more`]] : [];
  return [
    [
      "Recording",
      `${counted(replay.size, "exchange")}, ${counted(customers.length, "customer")}. Ids to use here, unless a client has its own:`,
    ],
    ...customers.slice(0, mostListed).map(({ letters, customerId }) => ["", `${letters}  ${customerId}`]),
    ...more,
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function unplayedText(replay: Replay): string {
  const lines = replay.unplayed();
  if (lines.length === 0) return "All of the recording was played.";
  const shown = lines.slice(0, mostListed).join(", ");
  return `Nobody asked for ${lines.length} of the ${replay.size} recorded exchanges: line ${shown}${lines.length > mostListed ? " …" : ""}.`;
}

function explain(error: unknown, host: string, port: number): string {
  if (error instanceof InvalidInput) return error.message;
  const code = errorCode(error);
  if (code === "EADDRINUSE") return `Port ${port} of ${host} is in use: choose another with --port, or --port 0 for a free one.`;
  if (code === "EACCES") return `Port ${port} of ${host} may not be listened at by this user: choose one above 1023 with --port.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `${host} is not an address of this machine: choose one with --host.`;
  if (code === "ERR_SOCKET_BAD_PORT") return `${port} is not a port: it must be a number from 0 to 65535.`;
  return `The emulator cannot start: ${errorText(error)}`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function onSignals(stop: () => void): () => void {
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
}
