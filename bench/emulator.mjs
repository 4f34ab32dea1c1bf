// How soon the emulator is there, and how many requests it answers, beside a server of node:http that does nothing else.
//
//     npm run build && node bench/emulator.mjs
//
// Both are measured in the same run, one process each: what counts is the ratio, since machines differ. The load comes from this process
// over plain sockets, 32 at a time, each with one request under way.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createConnection } from "node:net";
import path from "node:path";
import { performance } from "node:perf_hooks";

const root = path.resolve(import.meta.dirname, "..");
const dist = path.join(root, "dist");
const { wellKnown } = createRequire(import.meta.url)(path.join(dist, "emulator"));
const customers = 10_000;
const rounds = 3;
const secondsEach = 3;
const connections = 32;
const idOf = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

const programs = {
  bare: `const body = JSON.stringify([{ qualification: "Education", vettingStatus: "Approved" }]);
    const server = require("node:http").createServer((request, response) => {
      response.writeHead(200, { "Content-Type": "application/json; charset=utf-8", "Content-Length": body.length });
      response.end(body);
    });
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));`,
  emulator: `const { startEmulator } = require(${JSON.stringify(path.join(dist, "emulator"))});
    startEmulator().then(({ port }) => console.log(port));`,
  command: `process.argv.push("emulator", "--port", "0", "--json"); require(${JSON.stringify(path.join(dist, "cli", "main.js"))});`,
  full: `const { startEmulator } = require(${JSON.stringify(path.join(dist, "emulator"))});
    const idOf = ${idOf};
    const customers = Array.from({ length: ${customers} }, (_, n) => ({
      id: idOf(n), qualifications: [{ qualification: "Education", vettingStatus: "Approved" }],
    }));
    startEmulator({ seed: { customers } }).then(({ port }) => console.log(port));`,
};

/** Starts a program; resolves when it has written its port. */
function start(program) {
  const began = performance.now();
  const child = spawn(process.execPath, ["--eval", program, "--"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve) => {
    child.stdout.once("data", (data) => {
      const [port] = /\d{2,5}(?=\D*$)|(?<="port":)\d+/.exec(String(data)) ?? [];
      resolve({ port: Number(port), ms: performance.now() - began, stop: () => child.kill("SIGKILL") });
    });
  });
}

async function startUp(program) {
  const times = [];
  for (let n = 0; n < 9; n++) {
    const { ms, stop } = await start(program);
    stop();
    times.push(ms);
  }
  return times.toSorted((a, b) => a - b)[4];
}

/** Requests per second. */
async function load(port, request) {
  const until = performance.now() + secondsEach * 1000;
  let count = 0;
  const began = performance.now();
  const one = () =>
    new Promise((resolve, reject) => {
      const socket = createConnection(port, "127.0.0.1");
      let text = "";
      const next = () => {
        if (performance.now() >= until) return socket.end();
        socket.write(request());
      };
      socket.setEncoding("latin1").on("connect", next).on("error", reject).on("close", resolve);
      socket.on("data", (data) => {
        text += data;
        const head = text.indexOf("\r\n\r\n");
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (head < 0 || text.length < head + 4 + length) return;
        if (!text.startsWith("HTTP/1.1 200")) reject(new Error(text));
        text = "";
        count += 1;
        next();
      });
    });
  await Promise.all(Array.from({ length: connections }, one));
  return (count * 1000) / (performance.now() - began);
}

const head = `Host: 127.0.0.1\r\nAuthorization: Bearer ${wellKnown.accessToken}\r\nAccept: application/json\r\n\r\n`;
const read = () => `GET /v1/customers/${idOf(Math.floor(Math.random() * customers))}/qualifications HTTP/1.1\r\n${head}`;

const bareStart = await startUp(programs.bare);
const emulatorStart = await startUp(programs.emulator);
const commandStart = await startUp(programs.command);
console.log(
  `start, node included    bare ${bareStart.toFixed(0)} ms, startEmulator ${emulatorStart.toFixed(0)} ms (${(emulatorStart / bareStart).toFixed(1)}×), command ${commandStart.toFixed(0)} ms`,
);

const bare = await start(programs.bare);
const full = await start(programs.full);
await load(bare.port, read);
await load(full.port, read);
const ratios = [];
for (let round = 1; round <= rounds; round++) {
  const bareRate = await load(bare.port, read);
  const rate = await load(full.port, read);
  ratios.push(rate / bareRate);
  console.log(
    `requests a second ${round}/${rounds}   bare ${bareRate.toFixed(0)}, emulator with ${customers} customers ${rate.toFixed(0)} (${((100 * rate) / bareRate).toFixed(0)} %)`,
  );
}
bare.stop();
full.stop();
console.log(`median: ${(100 * ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]).toFixed(0)} % of bare node:http`);
