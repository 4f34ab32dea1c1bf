import { type Key, keys } from "../config/keys";
import { readSettings, type Settings } from "../config/settings";
import type { Diagnostics } from "../diagnostics";
import { createPartnerCenter } from "../partnerCenter/client";
import { contractTraits } from "../partnerCenter/contracts";
import type { Ports } from "../ports";
import { createCriticalSections } from "../qualification/criticalSection";
import type { ContractTraits, PartnerCenter } from "../qualification/partnerCenterPort";
import { createProgram, type Program } from "./program";

/** Reads one key of the provider's configuration: `tenantId` for `partnercenter:tenantId`. */
export type ReadKey = (key: string) => string | undefined;

export interface RuntimeOptions {
  readonly ports: Ports;
  readonly env: NodeJS.ProcessEnv;
  readonly diagnostics: Diagnostics;
  /** Makes the client; the default speaks to Partner Center over HTTP. */
  readonly connect?: (settings: Settings, ports: Ports, diagnostics: Diagnostics) => PartnerCenter;
  /** Ends every wait when it is aborted. */
  readonly signal?: AbortSignal;
}

/**
 * What all resources of one process share: configuration, client, critical sections and what is known of the program. It is made
 * from its ports and holds all mutable state, so that a simulation can run many side by side.
 */
export interface Runtime {
  readonly ports: Ports;
  readonly diagnostics: Diagnostics;
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
}

export function createRuntime(options: RuntimeOptions): Runtime {
  const { ports, env, diagnostics, signal } = options;
  const connect = options.connect ?? createPartnerCenter;
  const alone = createCriticalSections();
  let read: ReadKey = () => undefined;
  let names: readonly string[] = [];
  let settings: Settings | undefined;
  let client: PartnerCenter | undefined;

  const runtime: Runtime = {
    ports,
    diagnostics,
    signal,
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
    alone: (customerId, work) => alone(customerId, work),
  };
  return runtime;
}
