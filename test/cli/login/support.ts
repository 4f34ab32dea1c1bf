import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Application } from "../../../cli/login/application";
import { createPacing } from "../../../provider/http/pacing";
import { createTransport } from "../../../provider/http/transport";
import type { Ports } from "../../../provider/ports";
import { createRedactor } from "../../../provider/redact";
import { systemPorts } from "../../../provider/systemPorts";

export const [tenantId, clientId] = ["11111111-d81e-4d66-8d13-0731955f40e2", "22222222-d81e-4d66-8d13-0731955f40e2"];

/** A sign-in service by hand, which has nothing of the emulator: it remembers what it was sent, and answers as it is told. */
export interface Entra {
  readonly url: string;
  readonly asked: { readonly path: string; readonly fields: Readonly<Record<string, string>> }[];
  close(): void;
}

export type Answer = { readonly status: number; readonly body: unknown; readonly afterMs?: number } | "never";

/** @param answers Those to come, by the last part of the path; the last one stays. */
export async function entra(answers: Readonly<Record<string, Answer[]>>): Promise<Entra> {
  const asked: Entra["asked"] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    request.on("end", () => {
      const path = request.url ?? "";
      asked.push({ path, fields: Object.fromEntries(new URLSearchParams(text)) });
      const its = answers[path.split("/").at(-1) ?? ""] ?? [];
      const answer = its.length > 1 ? its.shift() : its[0];
      if (answer === undefined || answer === "never") return;
      setTimeout(() => {
        response.writeHead(answer.status, { "Content-Type": "application/json" }).end(JSON.stringify(answer.body));
      }, answer.afterMs ?? 0);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const tokens: Answer = {
  status: 200,
  body: { access_token: "an-access-token", refresh_token: "a-refresh-token", expires_in: 3600 },
};

export function applicationAt(authority: string, ports: Ports = systemPorts): Application {
  const channel = { ports, transport: createTransport(systemPorts), pacing: createPacing() };
  return {
    session: { channel, redactor: createRedactor() },
    authority,
    audience: "https://api.partnercenter.microsoft.com",
    tenantId,
    clientId,
    proof: {},
  };
}

/** Signals that nothing aborts, with the means to. */
export function waits() {
  const [user, interrupt] = [new AbortController(), new AbortController()];
  return { user, interrupt, waits: { user: user.signal, interrupt: interrupt.signal } };
}
