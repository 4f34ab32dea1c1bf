import { get } from "node:http";
import { connect, type Socket } from "node:net";
import { type Loopback, openLoopback } from "../../../cli/login/loopback";

let loopback: Loopback;
let port: number;
beforeEach(async () => {
  loopback = await openLoopback(0);
  port = Number(new URL(loopback.redirectUri).port);
});
afterEach(() => loopback.close("refused"));

const never = (): AbortSignal => new AbortController().signal;

/** Sends these bytes as they are, as no client library would, and answers everything that comes back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("close", () => resolve(text)).on("error", reject);
  });
}

function visit(path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    }).on("error", reject);
  });
}

test.each([
  ["two slashes", "GET // HTTP/1.1", 404],
  ["three slashes and a query", "GET ///?state=s&code=c HTTP/1.1", 404],
  ["backslashes", "GET /\\\\x HTTP/1.1", 404],
  ["a port that is none", "GET //x:99999999/ HTTP/1.1", 404],
  ["a whole address", "GET http://localhost/?state=s&code=c HTTP/1.1", 404],
  ["a broken percent sign", "GET /?state=%E0%A4%A&code=c HTTP/1.1", 400],
  ["an asterisk", "OPTIONS * HTTP/1.1", 404],
  ["another method", "POST /?state=s&code=c HTTP/1.1", 404],
  ["a look ahead without a body", "HEAD /?state=s&code=c HTTP/1.1", 404],
  ["another state", "GET /?state=t&code=c HTTP/1.1", 400],
  ["the state alone", "GET /?state=s HTTP/1.1", 400],
  ["an empty code", "GET /?state=s&code= HTTP/1.1", 400],
  ["no HTTP", "\u0016\u0003\u0001", 400],
])("%s is refused, and the wait goes on", async (_, line, status) => {
  const arrived = loopback.wait("s", never());
  expect(await raw(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const shown = visit("/?state=s&code=mine");
  expect(await arrived).toEqual({ code: "mine" });
  await loopback.close("kept");
  expect((await shown).status).toBe(200);
});

test.each([
  ["kept", 200, "Signed in to Partner Center"],
  ["notKept", 500, "Signed in, but the token was not kept"],
  ["refused", 400, "The sign-in did not succeed"],
] as const)("a browser that asks twice is told twice how it ended: %s", async (end, status, title) => {
  const arrived = loopback.wait("s", never());
  const shown = [visit("/?code=c&state=s"), visit("/?code=c&state=s")];
  await arrived;
  // Both have arrived before the code is redeemed, which takes a while.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await loopback.close(end);
  for (const page of await Promise.all(shown)) {
    expect(page.status).toBe(status);
    expect(page.text).toContain(`<h1>${title}</h1>`);
  }
});

test("an error of the sign-in service is handed on, word for word", async () => {
  const arrived = loopback.wait("s", never());
  const shown = visit(`/?state=s&error=access_denied&error_description=${encodeURIComponent("AADSTS65004: no & no")}`);
  expect(await arrived).toEqual({ error: "access_denied", description: "AADSTS65004: no & no" });
  await loopback.close("refused");
  await shown;
});

test("connections that never ask anything, and one whose request never ends, are closed at once", async () => {
  const open = (bytes: string): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes, () => resolve(socket)));
      socket.on("error", () => {});
    });
  const sockets = await Promise.all([open(""), open(""), open("GET / HTTP/1.1\r\nX-Slow: ")]);
  const closed = sockets.map((socket) => new Promise((resolve) => void socket.once("close", resolve)));
  const began = Date.now();
  await loopback.close("kept");
  await Promise.all(closed);
  expect(Date.now() - began).toBeLessThan(1_000);
});

test("a browser that reads nothing does not keep it open for longer than it takes to give up", async () => {
  const arrived = loopback.wait("s", never());
  const socket = connect(port, "127.0.0.1", () => socket.write("GET /?state=s&code=c HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  socket.pause().on("error", () => {});
  await arrived;
  const began = Date.now();
  await loopback.close("kept");
  expect(Date.now() - began).toBeLessThan(4_000);
  socket.destroy();
});

test("the wait ends with its signal, also one that is aborted already", async () => {
  const controller = new AbortController();
  const arrived = loopback.wait("s", controller.signal);
  controller.abort(new Error("enough"));
  await expect(arrived).rejects.toThrow("enough");
  await expect(loopback.wait("s", controller.signal)).rejects.toThrow("enough");
});
