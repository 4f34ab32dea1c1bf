import { mkdtempSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { probeLimits } from "../../../cli/probe/ask";
import { systemPorts } from "../../../provider/systemPorts";
import { accessToken } from "../../support/partnerCenter";
import { json, type Reply, startServer, type TestServer } from "../../support/server";
import { customer } from "../support/stack";
import { jumpingClock, probe } from "./support";

let folder: string;
let servers: TestServer[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-hostile-"));
});
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
  rmSync(folder, { recursive: true });
});

async function start(reply: Reply): Promise<TestServer> {
  const server = await startServer(reply);
  servers.push(server);
  return server;
}

/** The limits of a request, 200 times as short. */
const hurried = { ...systemPorts, timer: (ms: number, fire: () => void) => systemPorts.timer(ms / 200, fire) };

async function against(reply: Reply) {
  const server = await start(reply);
  const clock = jumpingClock();
  const service = { endpoint: server.url, authority: server.url, auth: "accessToken", accessToken: accessToken() };
  const told = await probe(service, {}, { clock, ports: hurried, cwd: folder }).catch((error: Error) => ({ error }));
  return { server, clock, told };
}

/** Three answers in a row that show nothing end it, without a report. */
const nothing: readonly (readonly [string, Reply])[] = [
  ["that never answers", () => {}],
  [
    "that trickles",
    (_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    },
  ],
  ["that drops each connection", (request, response) => void (request.method === "GET" && response.destroy())],
  [
    "that answers with a web page",
    (_request, response) => void response.writeHead(200, { "Content-Type": "text/html" }).end("<html>Sign in</html>"),
  ],
  ["that answers with no JSON", (_request, response) => json(response, 200, '[{"qualification":')],
  ["that fails", (_request, response) => json(response, 503, "")],
  [
    "that breaks off in the middle",
    (_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "1000" });
      response.write("[");
      setImmediate(() => response.destroy());
    },
  ],
];

test.each(nothing)("a service %s is asked three times and left alone", async (_, reply) => {
  const { server, told } = await against(reply);
  expect(server.received.length).toBe(probeLimits.silences);
  expect(String("error" in told && told.error.message)).toBe("Nothing could be learned, so there is no report.");
});

test("a service that never stops sending is cut off, three times", async () => {
  let sent = 0;
  const chunk = Buffer.alloc(64 * 1024, "[");
  const { server } = await against((_request, response: ServerResponse) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on("drain", more);
    more();
  });
  expect(server.received.length).toBe(probeLimits.silences);
  // What the kernel's buffers hold comes on top of the limit of 1 MiB.
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test("a redirect is not followed, and takes the token nowhere", async () => {
  const elsewhere = await start((_request, response) => json(response, 200, []));
  const { server } = await against(
    (request, response) => void response.writeHead(302, { Location: `${elsewhere.url}${request.url}` }).end(),
  );
  expect(server.received.length).toBe(probeLimits.silences);
  expect(elsewhere.received).toEqual([]);
});

test("a service that asks to wait for an hour is not asked again", async () => {
  const { server, clock, told } = await against((_request, response) => json(response, 429, "{}", { "Retry-After": "3600" }));
  expect(server.received.length).toBe(1);
  expect(Math.max(...clock.waited)).toBeLessThanOrEqual(probeLimits.gap);
  expect("error" in told).toBe(true);
});

test("a service that asks to wait for a minute is obeyed; the third time ends it", async () => {
  const { server, clock } = await against((_request, response) => json(response, 429, "{}", { "Retry-After": "57" }));
  expect(server.received.length).toBe(probeLimits.throttles);
  expect(clock.waited.filter((ms) => ms === 57_000)).toHaveLength(2);
});

test("a service that throttles later has told something before: the report says so, and the exit code is 2", async () => {
  const { told } = await against((_request, response, index) =>
    index < 2 ? json(response, 200, []) : json(response, 429, "{}", { "Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT" }),
  );
  expect(told).toMatchObject({ code: 2, report: { ended: "throttled", requests: 3 } });
});

test("a service with endless customers, pages and news is asked 60 times, at most once a second", async () => {
  const items = Array.from({ length: 1000 }, (_, number) => ({ id: customer(number), companyProfile: { domain: "x.example" } }));
  const links = { next: { headers: [{ key: "MS-ContinuationToken", value: "again" }] } };
  const { server, clock, told } = await against((request, response, index) => {
    if (request.url.startsWith("/v1/customers?")) json(response, 200, { items, links });
    else if (request.url.endsWith("/qualifications"))
      json(response, 200, [{ qualification: `News ${index}`, vettingStatus: `Status ${index}` }]);
    else json(response, 200, '"education"');
  });
  expect(server.received.length).toBeLessThanOrEqual(probeLimits.requests);
  expect(server.received.length).toBeGreaterThan(50);
  expect(clock.waited.filter((ms) => ms > 0)).toHaveLength(server.received.length - 1);
  expect(clock.waited.every((ms) => ms <= probeLimits.gap)).toBe(true);
  expect(told).toMatchObject({ code: 0, report: { ended: "complete" } });
});

test("every request of a probe is a GET, whatever the service answers", async () => {
  for (const status of [200, 201, 204, 301, 400, 404, 405, 409, 418, 500]) {
    const { server } = await against((_request, response) => json(response, status, status === 204 ? "" : "[]"));
    expect(server.received.filter(({ method }) => method !== "GET")).toEqual([]);
  }
});

test("Ctrl-C ends it at once, and nothing is printed or written", async () => {
  const controller = new AbortController();
  const server = await start(() => controller.abort());
  const service = { endpoint: server.url, authority: server.url, auth: "accessToken", accessToken: accessToken() };
  await expect(probe(service, { yes: true }, { cwd: folder, signal: controller.signal })).rejects.toThrow();
  expect(server.received).toHaveLength(1);
});
