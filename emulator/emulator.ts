import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { unexpectedError } from "./api/errors";
import { applyAssumptions, defaultAssumptions } from "./assumptions/apply";
import type { Assumptions } from "./assumptions/assumptions";
import type { Control } from "./control/control";
import { makeControl } from "./control/makeControl";
import { errorText } from "./errorText";
import { readPublicUrl, TrustedProxies } from "./http/reached";
import { BodyBudget } from "./http/readRequest";
import { encodeAnswer, send } from "./http/send";
import { serve } from "./http/serve";
import { readRecordingFile } from "./recording/readRecording";
import { type RecordedCustomer, RecordingPlayer } from "./recording/recordingPlayer";
import { parseScenario } from "./scenario/parse";
import type { Scenario } from "./scenario/steps";
import { InvalidInput } from "./state/input";
import { lockState, type StateLock } from "./state/lock";
import type { Seed } from "./state/seed";
import { changesOf, restoreState } from "./state/snapshot";
import { loadState, realStatePath, StateFile } from "./state/stateFile";
import type { EmulatorClock } from "./time/clock";
import type { Authority, TlsIdentity } from "./tls/identity";
import { createWorld } from "./world";

/** How to start an emulator. */
export interface EmulatorOptions {
  /** The address to listen at. Default "127.0.0.1". Everything else lets others in: there is no protection. */
  readonly host?: string;
  /** 0 to 65535. Default 0: the system chooses a free one. */
  readonly port?: number;
  /**
   * A file that keeps customers, codes and what was answered. Made if it is not there; a symbolic link is followed; what changes is appended a
   * moment later and at the end. Default: none.
   */
  readonly stateFile?: string;
  /**
   * A recording of `PARTNERCENTER_RECORD` to be played: the API answers as it did then. What was not recorded is refused (400), and the message says
   * so. Customers, scenarios and the state have no part in it. Default: none.
   */
  readonly replay?: string;
  /** What differs from the defaults of `assumptionCatalogue`. */
  readonly assumptions?: Partial<Assumptions>;
  /** What to begin with; not looked at (but for its assumptions) if the state file has something. */
  readonly seed?: Seed;
  /** Default: the system's clock. Faults that are slow, and saving, go by the system's in any case. */
  readonly clock?: EmulatorClock;
  /** How many seconds pass in one of the clock's. Default: that of the seed, or 1; 0: time stands still until the control interface steps it. */
  readonly clockSpeed?: number;
  /** What happens when: a text in the scenario language, or its steps. Default: that of the seed. */
  readonly scenario?: string | Scenario;
  /** Host names by which the emulator may be called, beside addresses and private names. Default: `host`, and that of `url`. */
  readonly allowedHosts?: readonly string[];
  /**
   * The URL by which all clients reach it, such as "https://partner.example:8917": the addresses that it gives out begin with it.
   * Default: each request's own, by its `Host`, or as a trusted proxy forwards it.
   */
  readonly url?: string;
  /** Addresses or ranges ("10.0.0.0/8") of proxies whose `X-Forwarded-Host` and `X-Forwarded-Proto` are believed, beside this machine. */
  readonly trustedProxies?: readonly string[];
  /**
   * Serves https. `true`: with a certificate for the names of this machine and for `allowedHosts`, by an authority of its own, which is made and
   * renewed in a folder of the user's (`folder` names another); `Emulator.ca` is what a client has to trust. Or with the certificate
   * (the chain) and the key that are given, as PEM. Default: http.
   */
  readonly tls?: boolean | { readonly folder: string } | { readonly cert: string; readonly key: string };
  /** How many received requests are remembered. Default 10,000. */
  readonly requestLogSize?: number;
  /** Is told what goes wrong later, such as a state file that cannot be written. Default: `process.emitWarning`. */
  readonly warn?: (message: string) => void;
}

/** How far a recording has been played. */
export interface Replay {
  /** How many exchanges it holds. */
  readonly size: number;
  /** The lines of the file that nobody has asked for yet, without those that no server can play: what never left, and what its caller gave up. */
  unplayed(): readonly number[];
  /** The recorded customers: their letters, and the GUID by which each is asked for, or may be. */
  customers(): readonly RecordedCustomer[];
}

/** A running emulator. `await using` closes it. */
export interface Emulator extends AsyncDisposable {
  /** Where it listens, or `url` of the options; without a trailing slash. Both the API's endpoint and the authority. */
  readonly url: string;
  readonly port: number;
  /** The certificate authority that a client has to trust; undefined without TLS, or with a certificate that was given. */
  readonly ca?: Authority;
  readonly control: Control;
  /** Present where a recording is played. */
  readonly replay?: Replay;
  /** Cuts all connections and saves the state. Resolves when the port is free again; calling it twice is fine. */
  close(): Promise<void>;
}

/**
 * Starts a Partner Center on this machine.
 *
 * @throws InvalidInput if an assumption, the seed, the scenario (then it is a ScenarioError), the recording or the state file cannot be used, or if another
 * emulator has the state file.
 * @throws Error with `code` "EADDRINUSE", or another of the system's, if the address cannot be listened at.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const stateFile = options.stateFile === undefined ? undefined : realStatePath(options.stateFile);
  const lock = stateFile === undefined ? undefined : lockState(stateFile);
  try {
    return await startLocked({ ...options, ...(stateFile === undefined ? {} : { stateFile }) }, lock);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function startLocked(options: EmulatorOptions, lock: StateLock | undefined): Promise<Emulator> {
  const { host = "127.0.0.1", port = 0, stateFile, seed = {}, clock = { now: Date.now }, requestLogSize = 10_000 } = options;
  const warn = options.warn ?? ((message: string) => process.emitWarning(message));
  const assumptions = applyAssumptions(applyAssumptions(defaultAssumptions, { ...seed.assumptions }), { ...options.assumptions });
  const world = createWorld(clock, assumptions, requestLogSize);
  if (options.replay !== undefined) {
    if (stateFile !== undefined) throw new InvalidInput("A recording is played without a state file: what it answers is not kept.");
    world.recording = new RecordingPlayer(readRecordingFile(options.replay));
  }
  const clockSpeed = options.clockSpeed ?? seed.clockSpeed ?? 1;
  world.clock.reset(clockSpeed);
  const given = options.scenario ?? seed.scenario ?? [];
  const scenario = typeof given === "string" ? parseScenario(given) : given;
  const control = makeControl(world, { assumptions, clockSpeed, scenario });
  const publicUrl = options.url === undefined ? undefined : readPublicUrl(options.url);
  const publicHost = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  const service = {
    world,
    control,
    allowedHosts: [host, ...publicHost, ...(options.allowedHosts ?? [])].map((name) => name.toLowerCase()),
    proxies: new TrustedProxies(options.trustedProxies ?? []),
    publicUrl,
    bodies: new BodyBudget(),
  };
  const restored = stateFile === undefined ? undefined : loadState(stateFile, (text) => restoreState(world, text));
  if (restored === undefined) {
    for (const customer of seed.customers ?? []) control.addCustomer(customer);
    for (const code of seed.validationCodes ?? []) control.addValidationCode(code);
  }
  control.play(scenario);
  const answer: RequestListener = (request, response) => {
    serve(service, request, response).catch((error: unknown) => {
      // A client that went away while it was sending is no matter; anything else is a fault of the emulator.
      if (!request.complete) response.destroy();
      else fail(response, errorText(error), warn);
    });
  };
  const identity = identityOf(options, host, service.allowedHosts);
  const server = identity === undefined ? createServer(answer) : createTls(identity, answer, warn);
  const address = await listen(server, port, host);
  world.url = publicUrl ?? urlOf(address, identity === undefined ? "http" : "https");
  const source = { all: () => changesOf(world), lost: () => lock?.lost(), warn };
  const file = stateFile === undefined ? undefined : new StateFile(stateFile, source, restored?.sound ? restored.bytes : undefined);
  if (file !== undefined) {
    world.changed = (change) => file.changed(change);
    await file.save();
  }
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= stop(server).then(async () => {
      world.changed = () => undefined;
      await file?.save();
      lock?.release();
    });
    return closed;
  };
  const ca = identity?.ca === undefined ? {} : { ca: identity.ca };
  const replay = world.recording === undefined ? {} : { replay: world.recording };
  return { url: world.url, port: address.port, ...ca, control, ...replay, close, [Symbol.asyncDispose]: close };
}

function identityOf({ tls = false }: EmulatorOptions, host: string, allowedHosts: readonly string[]): TlsIdentity | undefined {
  if (tls === false) return undefined;
  // Loaded for whoever asks for it: Node's own TLS takes as long as the rest of the start.
  const { defaultTlsFolder, givenIdentity, namesOf, ownIdentity } = require("./tls/identity") as typeof import("./tls/identity");
  if (tls !== true && "cert" in tls) return givenIdentity(tls);
  return ownIdentity(tls === true ? defaultTlsFolder() : tls.folder, namesOf(host, allowedHosts), allowedHosts);
}

const hour = 3_600_000;

function createTls(first: TlsIdentity, answer: RequestListener, warn: (message: string) => void): TlsServer {
  const { createServer: createTlsServer } = require("node:https") as typeof import("node:https");
  let identity = first;
  const server = createTlsServer(
    {
      key: identity.key,
      cert: identity.cert,
      SNICallback: (name, done) => {
        try {
          done(null, identity.contextFor(name));
        } catch (error) {
          done(error as Error);
        }
      },
    },
    answer,
  );
  const timer = setInterval(() => {
    try {
      const renewed = identity.renewed();
      if (renewed === undefined) return;
      identity = renewed;
      server.setSecureContext({ key: renewed.key, cert: renewed.cert });
    } catch (error) {
      warn(`The certificate cannot be renewed: ${errorText(error)}`);
    }
  }, hour).unref();
  server.on("close", () => clearInterval(timer));
  return server;
}

function listen(server: Server | TlsServer, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      // A server that listens at a port has an address of this form.
      resolve(server.address() as AddressInfo);
    });
  });
}

function fail(response: ServerResponse, why: string, warn: (message: string) => void): void {
  warn(`The emulator failed: ${why}`);
  if (response.headersSent) response.destroy();
  else send(response, encodeAnswer(unexpectedError(why), false));
}

/** An address that stands for all of them is no place to connect to: then it is loopback. */
function urlOf({ address, family, port }: AddressInfo, scheme: "http" | "https"): string {
  const reachable = address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "::1" : address;
  return `${scheme}://${family === "IPv6" ? `[${reachable}]` : reachable}:${port}`;
}

function stop(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
