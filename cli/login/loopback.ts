import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PartnerCenterError } from "../../provider/errors";
import { resultHeaders, resultPage } from "./resultPage";

/** What the sign-in service sent the browser back with. */
export interface Redirect {
  readonly code?: string;
  readonly error?: string;
  readonly description?: string;
  /** Shows the browser how it ended. */
  answer(success: boolean): void;
}

/** The end of the redirect on this machine. */
export interface Loopback {
  /** `http://localhost:PORT`. Entra compares it without the port (learn: identity-platform/reply-url, "Localhost exceptions"). */
  readonly redirectUri: string;
  /** The first redirect that carries the state. Others are refused, and the wait goes on. Rejects when the signal is aborted. */
  wait(state: string, signal: AbortSignal): Promise<Redirect>;
  close(): void;
}

/**
 * Listens on this machine alone, both families, since `localhost` is either.
 *
 * @param port 0 chooses a free one.
 */
export async function openLoopback(port: number): Promise<Loopback> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => notFound(response);
  const create = (): Server => createServer((request, response) => handle(request, response));
  const first = create();
  try {
    await listen(first, port, "127.0.0.1");
  } catch {
    throw new PartnerCenterError(`Port ${port} of this machine cannot be listened at.`, {
      kind: "configuration",
      remedy: "Choose another with --port, or leave it out for a free one.",
    });
  }
  const bound = (first.address() as AddressInfo).port;
  const servers = [first];
  const second = create();
  await listen(second, bound, "::1").then(
    () => void servers.push(second),
    () => {},
  );
  return {
    redirectUri: `http://localhost:${bound}`,
    wait: (state, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        handle = (request, response) => {
          const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
          if (request.method !== "GET" || pathname !== "/") return notFound(response);
          if (searchParams.get("state") !== state) return finish(response, 400, false);
          const read = (name: string): string | undefined => searchParams.get(name) ?? undefined;
          const [code, error, description] = [read("code"), read("error"), read("error_description")];
          resolve({
            ...(code === undefined ? {} : { code }),
            ...(error === undefined ? {} : { error }),
            ...(description === undefined ? {} : { description }),
            answer: (success) => finish(response, success ? 200 : 400, success),
          });
        };
      }),
    close() {
      for (const server of servers) {
        server.close();
        server.closeIdleConnections();
      }
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function finish(response: ServerResponse, status: number, success: boolean): void {
  response.writeHead(status, resultHeaders);
  response.end(resultPage(success));
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { Connection: "close" });
  response.end();
}
