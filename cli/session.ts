import { createPacing } from "../provider/http/pacing";
import type { Channel } from "../provider/http/send";
import { createTransport } from "../provider/http/transport";
import { createRedactor, type Redactor } from "../provider/redact";
import { systemPorts } from "../provider/systemPorts";

/** What the requests of one command share. */
export interface CliSession {
  readonly channel: Channel;
  readonly redactor: Redactor;
}

export function createCliSession(): CliSession {
  const channel: Channel = {
    ports: systemPorts,
    transport: createTransport(systemPorts),
    pacing: createPacing(),
  };
  return { channel, redactor: createRedactor() };
}
