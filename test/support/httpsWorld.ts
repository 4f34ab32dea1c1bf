import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer, request as httpRequest, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Received } from "./server";

/** Answers the requests to one host. */
export type HostReply = (request: Received, response: ServerResponse) => void;

/** Microsoft's hosts on this machine: real names, real TLS, reached through a proxy as many companies have one. */
export interface HttpsWorld extends AsyncDisposable {
  /** What a process needs to live in it: the proxy and the certificate authority. No other host can be reached. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder that goes with it. */
  readonly folder: string;
  readonly received: (Received & { readonly host: string })[];
  /** The hosts that the proxy was asked for, those that it refused among them. */
  readonly asked: string[];
}

export async function startHttpsWorld(hosts: Readonly<Record<string, HostReply>>): Promise<HttpsWorld> {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-https-"));
  const names = Object.keys(hosts).map((host) => `DNS:${host}`);
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      ..."req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=test".split(" "),
      ...["-addext", `subjectAltName=${names.join(",")}`, "-keyout", keyFile, "-out", certFile],
    ],
    { stdio: "ignore" },
  );
  const received: (Received & { readonly host: string })[] = [];
  const asked: string[] = [];
  const sockets = new Set<Socket>();

  const origin = createTlsServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const host = headers.host ?? "";
      const entry = { host, method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      received.push(entry);
      const reply = hosts[host];
      if (reply === undefined) response.writeHead(421).end();
      else reply(entry, response);
    });
  });
  const proxy = createHttpServer();
  proxy.on("connect", (request, socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    const [host = "", port] = (request.url ?? "").split(":");
    asked.push(host);
    if (hosts[host] === undefined || port !== "443") {
      socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const target = connect((origin.address() as AddressInfo).port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket);
      socket.pipe(target);
    });
    sockets.add(target);
    target.on("error", () => {});
  });
  await Promise.all([listen(origin), listen(proxy)]);
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    folder,
    received,
    asked,
    env: {
      NODE_EXTRA_CA_CERTS: certFile,
      HTTPS_PROXY: address,
      https_proxy: address,
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([close(origin), close(proxy)]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Hands what comes to a host on to a server that speaks plain http, such as an emulator. */
export function forwardTo(url: string): HostReply {
  const { hostname, port } = new URL(url);
  return ({ method, url: path, headers, body }, response) => {
    const { host: _host, connection: _connection, ...rest } = headers;
    const onward = httpRequest({ hostname, port, method, path, headers: rest }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    onward.end(body);
  };
}

type AnyServer = Pick<Server, "listen" | "close"> & { closeAllConnections(): void };

function listen(server: AnyServer): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function close(server: AnyServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
