import { type Key, keys } from "../config/keys";
import { readSettings, type Settings } from "../config/settings";
import { about, type Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { createPartnerCenter } from "../partnerCenter/client";
import { contractTraits } from "../partnerCenter/contracts";
import type { Ports } from "../ports";
import type { ContractTraits, PartnerCenter } from "../qualification/partnerCenterPort";
import { createProgram, type Program } from "../qualification/program";
import type { Interrupts } from "./interrupts";

/** Reads one key of the provider's configuration: `tenantId` for `partnercenter:tenantId`. */
export type ReadKey = (key: string) => string | undefined;

/** Which resource an operation is about, as far as the front knows it. */
export interface About {
  readonly urn?: string | undefined;
  /** The resource's name in the program. */
  readonly name?: string | undefined;
}

export interface RuntimeOptions {
  readonly ports: Ports;
  readonly env: NodeJS.ProcessEnv;
  readonly diagnostics: Diagnostics;
  /** Makes the client; the default speaks to Partner Center over HTTP. */
  readonly connect?: (settings: Settings, ports: Ports, diagnostics: Diagnostics) => PartnerCenter;
  /** What ends every wait, and keeps the process alive meanwhile. Default: nothing does. */
  readonly interrupts?: Pick<Interrupts, "signal" | "busy">;
}

/**
 * What all resources of one process share: configuration, client, critical sections and what is known of the program. It is made
 * from its ports and holds all mutable state, so that a simulation can run many side by side.
 */
export interface Runtime {
  readonly ports: Ports;
  readonly program: Program;
  readonly signal: AbortSignal | undefined;
  /**
   * Only stores the configuration, at once: Pulumi may call a provider before its `configure` has ended (facts: pulumi §0.4). It
   * comes once for each `__provider` text of the process; the same configuration again leaves the client, with its token and pace, as it is.
   */
  configure(read: ReadKey, names?: readonly string[]): void;
  /** Throws one `configuration` error with all problems. */
  settings(): Settings;
  /** The traits of the wire contract in use. Loads no client. */
  contract(): ContractTraits;
  partnerCenter(): PartnerCenter;
  /** Runs work alone for a customer. */
  alone<T>(customerId: string, work: () => Promise<T>): Promise<T>;
  /**
   * One operation of one resource, the only way in and out: the process stays alive until it has ended, diagnostics are handed on before the answer,
   * and what is thrown is our own error, whose text is clean. Anything else is a defect of ours: its message may hold what it met, so it is told by name
   * and place only.
   */
  operation<T>(method: string, resource: About, work: (diagnostics: Diagnostics) => Promise<T>): Promise<T>;
}

export function createRuntime(options: RuntimeOptions): Runtime {
  const { ports, env, diagnostics, interrupts } = options;
  const connect = options.connect ?? createPartnerCenter;
  const alone = createCriticalSections();
  let read: ReadKey = () => undefined;
  let names: readonly string[] = [];
  let settings: Settings | undefined;
  let client: PartnerCenter | undefined;

  const runtime: Runtime = {
    ports,
    signal: interrupts?.signal,
    program: createProgram(),
    configure(readKey, set = []) {
      const before = { read, names };
      read = readKey;
      names = set;
      const same = names.length === before.names.length && names.every((name) => before.names.includes(name));
      if (same && (Object.keys(keys) as Key[]).every((key) => readKey(key) === before.read(key))) return;
      settings = undefined;
      client = undefined;
    },
    settings() {
      if (!settings) {
        settings = readSettings(read, env, names);
        for (const notice of settings.notices) diagnostics.report("warning", notice);
      }
      return settings;
    },
    contract: () => contractTraits(runtime.settings().apiContract),
    partnerCenter() {
      client ??= connect(runtime.settings(), ports, diagnostics);
      return client;
    },
    alone,
    operation(method, { urn }, work) {
      const whole = async (): Promise<Awaited<ReturnType<typeof work>>> => {
        try {
          return await work(about(diagnostics, urn));
        } catch (error) {
          throw error instanceof PartnerCenterError ? error : defect(method, error);
        } finally {
          await diagnostics.flush();
        }
      };
      return interrupts ? interrupts.busy(whole) : whole();
    },
  };
  return runtime;
}

/** Runs work one at a time for each key; different keys do not wait for each other. Nothing is kept for a key at rest. */
export function createCriticalSections(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const tail = mine.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}

function defect(method: string, error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  const place = error instanceof Error ? (error.stack?.split("\n").find((line) => line.trim().startsWith("at ")) ?? "").trim() : "";
  const problem = new Error(
    `pulumi-partnercenter failed in ${method} (${name}). This is a defect of the provider; please report it with this line: ${place}`,
  );
  problem.stack = "";
  return problem;
}
