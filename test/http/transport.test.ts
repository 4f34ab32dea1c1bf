import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { limits } from "../../provider/http/limits";
import type { Outcome } from "../../provider/http/outcome";
import { createTransport } from "../../provider/http/transport";
import type { Ports } from "../../provider/ports";
import { systemPorts } from "../../provider/systemPorts";
import { runInNode } from "../support/plainNode";

/** Timers run 200 times faster, so that real limits can be seen on real sockets: 30 s are 150 ms. */
const fast: Ports = { ...systemPorts, timer: (ms, fire) => systemPorts.timer(ms / 200, fire) };

type AnyServer = Pick<Server, "listen" | "address" | "close">;
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function listen(server: AnyServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A server that writes raw bytes once a request has come in. */
async function raw(answer: (socket: Socket) => void): Promise<string> {
  const port = await listen(
    createTcpServer((socket) => {
      open.push(() => socket.destroy());
      socket.on("error", () => {});
      socket.once("data", () => answer(socket));
    }),
  );
  return `http://127.0.0.1:${port}/`;
}

const get = (url: string, ports = fast, signal?: AbortSignal): Promise<Outcome> =>
  createTransport(ports).send({ method: "GET", url, headers: { Accept: "application/json" } }, signal);

const text = (outcome: Outcome): string | undefined => (outcome.kind === "answered" ? Buffer.from(outcome.body).toString() : undefined);

test("an answer is its status, reason, headers in lower case and bytes", async () => {
  const url = await raw((socket) => socket.end("HTTP/1.1 401 Unauthorized - MFA required\r\nX-A: b\r\nContent-Length: 2\r\n\r\n{}"));
  expect(await get(url)).toEqual({
    kind: "answered",
    status: 401,
    reason: "Unauthorized - MFA required",
    headers: { "x-a": "b", "content-length": "2" },
    body: Buffer.from("{}"),
  });
});

test("what is sent is exactly what was asked for", async () => {
  let seen = "";
  const url = await raw((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  const port = await listen(
    createTcpServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (chunk) => {
        seen += chunk.toString();
        if (seen.endsWith("1")) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      });
    }),
  );
  await get(url);
  const outcome = await createTransport(fast).send({
    method: "PUT",
    url: `http://127.0.0.1:${port}/v1/a?code=a%20b`,
    headers: { Accept: "application/json", "Content-Type": "application/json", "MS-RequestId": "r" },
    body: "1",
  });
  expect(outcome).toMatchObject({ kind: "answered", status: 200 });
  expect(seen.split("\r\n")[0]).toBe("PUT /v1/a?code=a%20b HTTP/1.1");
  expect(seen).toContain("\r\nMS-RequestId: r\r\n");
  expect(seen).toContain("\r\nContent-Type: application/json\r\n");
  expect(seen).toContain("\r\nContent-Length: 1\r\n");
});

test("connections are kept alive", async () => {
  let connections = 0;
  const server = createHttpServer((_request, response) => response.end("{}"));
  server.on("connection", () => connections++);
  const port = await listen(server);
  open.push(() => server.closeAllConnections());
  const transport = createTransport(fast);
  for (let i = 0; i < 3; i++) await transport.send({ method: "GET", url: `http://127.0.0.1:${port}/`, headers: {} });
  expect(connections).toBe(1);
});

test("a redirect is an answer, and nobody goes there", async () => {
  let followed = false;
  const target = await raw(() => {
    followed = true;
  });
  const url = await raw((socket) => socket.end(`HTTP/1.1 307 Temporary Redirect\r\nLocation: ${target}\r\nContent-Length: 0\r\n\r\n`));
  expect(await get(url)).toMatchObject({ kind: "answered", status: 307 });
  expect(followed).toBe(false);
});

describe("an answer that never ends well", () => {
  test("silence ends at the first limit", async () => {
    expect(await get(await raw(() => {}))).toEqual({ kind: "timedOut", limit: limits.firstByte });
  });

  test("a trickling body ends at the second, and its status is known", async () => {
    const url = await raw((socket) => {
      socket.write("HTTP/1.1 201 Created\r\nContent-Length: 1000\r\n\r\n");
      const timer = setInterval(() => socket.write("x"), 20);
      open.push(() => clearInterval(timer));
      socket.on("close", () => clearInterval(timer));
    });
    expect(await get(url)).toEqual({ kind: "timedOut", limit: limits.request, status: 201 });
  });

  test("half a body is a dropped connection", async () => {
    const url = await raw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"qual'));
    expect(await get(url)).toMatchObject({ kind: "dropped", status: 200 });
  });

  test("half a chunked body too", async () => {
    const url = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{\r\n"));
    expect(await get(url)).toMatchObject({ kind: "dropped", status: 200 });
  });

  test("a connection reset before an answer", async () => {
    expect(await get(await raw((socket) => socket.resetAndDestroy()))).toMatchObject({ kind: "dropped", code: "ECONNRESET" });
    expect(await get(await raw((socket) => socket.end()))).toMatchObject({ kind: "dropped" });
  });

  test("something that is not HTTP", async () => {
    expect(await get(await raw((socket) => socket.end("SSH-2.0-OpenSSH\r\n")))).toMatchObject({ kind: "dropped" });
  });

  test("a body without an end is cut at a mebibyte", async () => {
    let sent = 0;
    const url = await raw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const pump = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536))) sent += 65_536;
        if (!socket.destroyed) socket.once("drain", pump);
      };
      pump();
    });
    expect(await get(url)).toEqual({ kind: "unreadable", why: "too large", status: 200 });
    expect(sent).toBeLessThan(64 * limits.answerBytes);
  });

  test("a decompression bomb is cut too", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * limits.answerBytes));
    const url = await raw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
      socket.end(bomb);
    });
    expect(await get(url)).toEqual({ kind: "unreadable", why: "too large", status: 200 });
  });

  test("broken compression is unreadable", async () => {
    const url = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"));
    expect(await get(url)).toEqual({ kind: "unreadable", why: "broken compression", status: 200 });
  });
});

test("good compression is read", async () => {
  const body = gzipSync('[{"qualification":"Education"}]');
  const url = await raw((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`);
    socket.end(body);
  });
  expect(text(await get(url))).toBe('[{"qualification":"Education"}]');
});

test("the caller's signal ends it within 50 ms", async () => {
  const controller = new AbortController();
  const outcome = get(await raw(() => {}), systemPorts, controller.signal);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const started = performance.now();
  controller.abort();
  expect(await outcome).toEqual({ kind: "aborted" });
  expect(performance.now() - started).toBeLessThan(50);
  expect(await get("http://127.0.0.1:1/", systemPorts, controller.signal)).toEqual({ kind: "aborted" });
});

describe("no connection", () => {
  test("refused", async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({
      kind: "notSent",
      why: "connection",
      code: "ECONNREFUSED",
      address: `127.0.0.1:${port}`,
    });
  });

  test("a name that does not exist", async () => {
    const slow = { ...systemPorts };
    expect(await get("https://does-not-exist.invalid/", slow)).toMatchObject({ kind: "notSent", why: "name" });
  });
});

describe("TLS and proxies", () => {
  let folder: string;
  let key: Buffer;
  let cert: Buffer;
  const environment = { ...process.env };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "partnercenter-tls-"));
    execFileSync(
      "openssl",
      [
        ..."req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost".split(" "),
        ...["-addext", "subjectAltName=DNS:localhost,DNS:partner.test,IP:127.0.0.1"],
        ...["-keyout", join(folder, "key.pem"), "-out", join(folder, "cert.pem")],
      ],
      { stdio: "ignore" },
    );
    key = readFileSync(join(folder, "key.pem"));
    cert = readFileSync(join(folder, "cert.pem"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "NO_PROXY", "no_proxy"]) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
  });

  test("a certificate that nobody vouches for is refused", async () => {
    const port = await listen(createTlsServer({ key, cert }, (_request, response) => response.end("{}")));
    expect(await get(`https://127.0.0.1:${port}/`)).toEqual({ kind: "notSent", why: "tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  test("plain http behind https is a TLS problem", async () => {
    const port = await listen(createHttpServer((_request, response) => response.end("{}")));
    expect(await get(`https://127.0.0.1:${port}/`)).toMatchObject({ kind: "notSent", why: "tls" });
  });

  /** A process of its own, since Node reads NODE_EXTRA_CA_CERTS when it starts. */
  function inProcess(url: string, env: Record<string, string>): Promise<unknown> {
    return runInNode(
      `const { createTransport } = require("./provider/http/transport");
      const { systemPorts } = require("./provider/systemPorts");
      createTransport(systemPorts).send({ method: "GET", url: ${JSON.stringify(url)}, headers: {} }).then((outcome) => {
        console.log(JSON.stringify({ ...outcome, body: outcome.body && Buffer.from(outcome.body).toString() }));
      });`,
      env,
    );
  }

  test("NODE_EXTRA_CA_CERTS is honoured, directly and through a proxy with credentials", async () => {
    const origin = createTlsServer({ key, cert }, ({ url, headers }, response) =>
      response.end(JSON.stringify({ path: url, auth: headers["proxy-authorization"] ?? null })),
    );
    const proxy = createHttpServer();
    proxy.on("connect", (request, socket: Socket) => {
      socket.on("error", () => {});
      if (request.headers["proxy-authorization"] !== `Basic ${Buffer.from("user:p@ss").toString("base64")}`) {
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      const target = connect((origin.address() as AddressInfo).port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        target.pipe(socket);
        socket.pipe(target);
      });
      target.on("error", () => {});
    });
    const [tlsPort, proxyPort] = [await listen(origin), await listen(proxy)];
    const trust = { NODE_EXTRA_CA_CERTS: join(folder, "cert.pem"), NO_PROXY: "", no_proxy: "" };

    expect(await inProcess(`https://localhost:${tlsPort}/direct`, { ...trust, HTTPS_PROXY: "http://127.0.0.1:1" })).toMatchObject({
      kind: "answered",
      status: 200,
      body: '{"path":"/direct","auth":null}',
    });
    const through = { ...trust, HTTPS_PROXY: `http://user:p%40ss@127.0.0.1:${proxyPort}` };
    expect(await inProcess("https://partner.test/through", through)).toMatchObject({
      kind: "answered",
      status: 200,
      body: '{"path":"/through","auth":null}',
    });
    expect(await inProcess("https://partner.test/", { ...trust, HTTPS_PROXY: `http://user:wrong@127.0.0.1:${proxyPort}` })).toMatchObject({
      kind: "answered",
      status: 407,
    });
    expect(await inProcess("https://partner.test/", { ...trust, HTTPS_PROXY: "http://127.0.0.1:1" })).toMatchObject({
      kind: "notSent",
      why: "connection",
      code: "ECONNREFUSED",
    });
    expect(await inProcess("https://partner.test/", { ...through, NO_PROXY: "partner.test" })).toMatchObject({
      kind: "notSent",
      why: "name",
    });
  }, 60_000);

  test("this machine is never reached through a proxy", async () => {
    process.env["HTTP_PROXY"] = "http://127.0.0.1:1";
    process.env["NO_PROXY"] = "";
    const url = await raw((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    expect(text(await get(url))).toBe("{}");
  });
});
