import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PartnerCenterError } from "../../provider/errors";
import { resultHeaders, resultPage, type SignInEnd } from "./resultPage";

/** What the sign-in service sent the browser back with: a code or an error. */
export interface Redirect {
  readonly code?: string;
  readonly error?: string;
  readonly description?: string;
}

/** The end of the redirect on this machine. */
export interface Loopback {
  /** `http://localhost:PORT`. Entra compares it without the port (learn: identity-platform/reply-url, "Localhost exceptions"). */
  readonly redirectUri: string;
  /**
   * The first redirect that carries the state. Whatever else asks is refused, and the wait goes on: anything on this machine, and any page in a
   * browser, may send requests to the port. Rejects when the signal is aborted.
   */
  wait(state: string, signal: AbortSignal): Promise<Redirect>;
  /**
   * Tells every browser that came with the redirect how it ended, and ends all connections, also those that never asked anything. A browser that
   * asks twice (it fetches ahead, or the user reloads) is told twice.
   */
  close(end: SignInEnd): Promise<void>;
}

/** Milliseconds that a browser has for reading the page. */
const patience = 2_000;

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
  const waiting: ServerResponse[] = [];
  return {
    redirectUri: `http://localhost:${bound}`,
    wait: (state, signal) =>
      new Promise((resolve, reject) => {
        const abort = (): void => reject(signal.reason);
        if (signal.aborted) abort();
        signal.addEventListener("abort", abort, { once: true });
        handle = ({ method, url }, response) => {
          const query = method === "GET" ? queryOf(url) : undefined;
          if (query === undefined) return notFound(response);
          const redirect = redirectOf(query, state);
          if (redirect === undefined) return finish(response, "refused");
          waiting.push(response);
          resolve(redirect);
        };
      }),
    async close(end) {
      handle = (_request, response) => notFound(response);
      for (const server of servers) server.close();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience);
      });
      // Whoever has gone meanwhile is told nothing.
      const open = waiting.splice(0).filter(({ closed }) => !closed);
      const told = open.map((response) => new Promise<void>((resolve) => void response.once("close", resolve)));
      for (const response of open) finish(response, end);
      await Promise.race([late, Promise.all(told)]);
      clearTimeout(timer);
      for (const server of servers) server.closeAllConnections();
    },
  };
}

/** The query of a request for `/`; undefined for any other. A request's target is whatever its sender wrote, so it need not be a path. */
function queryOf(target: string | undefined): URLSearchParams | undefined {
  const [path, ...query] = (target ?? "").split("?");
  return path === "/" ? new URLSearchParams(query.join("?")) : undefined;
}

/** What a redirect says; undefined where it is not the one that is waited for. */
function redirectOf(query: URLSearchParams, state: string): Redirect | undefined {
  const read = (name: string): string | undefined => query.get(name) || undefined;
  const [code, error, description] = [read("code"), read("error"), read("error_description")];
  if (query.get("state") !== state || (code === undefined && error === undefined)) return undefined;
  return {
    ...(code === undefined ? {} : { code }),
    ...(error === undefined ? {} : { error }),
    ...(description === undefined ? {} : { description }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function finish(response: ServerResponse, end: SignInEnd): void {
  const { status, body } = resultPage(end);
  response.writeHead(status, resultHeaders);
  response.end(body);
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { Connection: "close" });
  response.end();
}
