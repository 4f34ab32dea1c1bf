import { createPacing } from "../provider/http/pacing";
import type { Line } from "../provider/http/send";
import { createTransport } from "../provider/http/transport";
import { createRedactor, type Redactor } from "../provider/redact";
import { systemPorts } from "../provider/systemPorts";

/** What the requests of one command share. */
export interface CliSession {
  readonly line: Line;
  readonly redactor: Redactor;
}

export function createCliSession(): CliSession {
  const line: Line = {
    ports: systemPorts,
    transport: createTransport(systemPorts),
    pacing: createPacing(),
  };
  return { line, redactor: createRedactor() };
}
