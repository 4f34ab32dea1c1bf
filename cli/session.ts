import type { Severity } from "../provider/diagnostics";
import { createPacing } from "../provider/http/pacing";
import type { Channel } from "../provider/http/send";
import { createTransport, type Transport } from "../provider/http/transport";
import { packageVersion } from "../provider/partnerCenter/headers";
import { recordedTransport } from "../provider/partnerCenter/recording/recordedTransport";
import { createRedactor, type Redactor } from "../provider/redact";
import { systemPorts } from "../provider/systemPorts";
import type { CliIo } from "./io";

/** What the requests of one command share. */
export interface CliSession {
  readonly channel: Channel;
  readonly redactor: Redactor;
}

export function createCliSession(io: Pick<CliIo, "env" | "err">): CliSession {
  const channel: Channel = {
    ports: systemPorts,
    transport: recorded(createTransport(systemPorts), io),
    pacing: createPacing(),
  };
  return { channel, redactor: createRedactor() };
}

function recorded(transport: Transport, { env, err }: Pick<CliIo, "env" | "err">): Transport {
  const file = env["PARTNERCENTER_RECORD"]?.trim();
  if (!file) return transport;
  const report = (_severity: Severity, message: string): void => err(`${message}\n`);
  return recordedTransport(transport, file, { clock: systemPorts, report, facts: { version: packageVersion() } });
}
