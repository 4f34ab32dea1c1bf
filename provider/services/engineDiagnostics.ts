import { createRequire } from "node:module";
import type { Diagnostics, Severity } from "../diagnostics";

/** The engine's `LogSeverity` (pulumi/pulumi `proto/pulumi/engine.proto`). */
const severities: Readonly<Record<Severity, number>> = { debug: 0, info: 1, warning: 2, error: 3 };

/** No message may hold an operation up for longer than this, in milliseconds. */
const flushLimit = 1_000;

interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setUrn(urn: string): void;
}
interface EngineClient {
  log(request: LogRequest, done: (error: unknown) => void): unknown;
}
/** What of Pulumi's SDK and gRPC is needed to speak to the engine. */
export interface EngineModules {
  readonly EngineClient: new (address: string, credentials: unknown, options: object) => EngineClient;
  readonly LogRequest: new () => LogRequest;
  readonly insecure: () => unknown;
}

type Send = (severity: Severity, message: string, urn?: string) => Promise<void>;

/**
 * Diagnostics that reach the engine with their severity, in a process of the provider's: `pulumi.log` is not
 * connected there (facts: pulumi §1.9). Without an engine, or where it cannot be reached, messages go to stderr.
 *
 * @param address The engine's gRPC address, asked for with the first message; undefined where there is no engine.
 * @param load What to speak with; undefined where it is not found.
 */
export function engineDiagnostics(address: () => string | undefined, load: () => EngineModules | undefined): Diagnostics {
  const reported = new Set<string>();
  const pending = new Set<Promise<void>>();
  let send: Send | undefined;

  return {
    report(severity, message, urn) {
      const key = `${urn ?? ""} ${message}`;
      if (reported.has(key)) return;
      reported.add(key);
      send ??= connect(address(), load);
      const sending = send(severity, message, urn).finally(() => pending.delete(sending));
      pending.add(sending);
    },
    async flush() {
      await Promise.all(pending);
    },
  };
}

function connect(address: string | undefined, load: () => EngineModules | undefined): Send {
  const modules = address === undefined ? undefined : load();
  if (address === undefined || !modules) return toStderr;
  const client = new modules.EngineClient(address, modules.insecure(), { "grpc.max_send_message_length": -1 });
  return (severity, message, urn) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, flushLimit);
      const request = new modules.LogRequest();
      request.setSeverity(severities[severity]);
      request.setMessage(message);
      if (urn) request.setUrn(urn);
      client.log(request, (error) => {
        clearTimeout(timer);
        if (error) void toStderr(severity, message);
        resolve();
      });
    });
}

/** The modules that a script of Pulumi's SDK runs with. */
export function modulesOf(host: string | undefined): EngineModules | undefined {
  try {
    const load = createRequire(host ?? "");
    const grpc = load("@grpc/grpc-js");
    return {
      EngineClient: load("@pulumi/pulumi/proto/engine_grpc_pb").EngineClient,
      LogRequest: load("@pulumi/pulumi/proto/engine_pb").LogRequest,
      insecure: () => grpc.credentials.createInsecure(),
    };
  } catch {
    return undefined;
  }
}

async function toStderr(severity: Severity, message: string): Promise<void> {
  if (severity !== "debug") process.stderr.write(`${severity}: ${message}\n`);
}
