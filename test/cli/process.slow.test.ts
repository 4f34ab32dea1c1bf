import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { accessToken } from "../support/partnerCenter";
import { spawnInNode } from "../support/plainNode";
import { customer } from "./support/stack";

/** A Partner Center by hand: it refuses the sign-in when it is asked about the first customer, and never answers about the others. */
let server: Server;
let folder: string;
let asked: string[];
let arrived: Promise<unknown>;
beforeEach(async () => {
  asked = [];
  folder = mkdtempSync(`${tmpdir()}/partnercenter-process-`);
  server = createServer(({ url = "" }, response) => {
    asked.push(url);
    if (url.includes(customer(1)))
      setTimeout(() => response.writeHead(401, { "content-type": "application/json" }).end('{"code":401}'), 300);
  });
  arrived = once(server, "request");
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function run(...args: string[]) {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    PARTNERCENTER_ENDPOINT: address,
    PARTNERCENTER_AUTHORITY: address,
    PARTNERCENTER_ACCESS_TOKEN: accessToken(),
  };
  const child = spawnInNode(`
    for (const name of Object.keys(process.env)) if (/^(PULUMI|PARTNERCENTER|AZURE)_/.test(name)) delete process.env[name];
    Object.assign(process.env, ${JSON.stringify(env)});
    process.argv = [process.argv[0], ...${JSON.stringify(args)}, "--cwd", ${JSON.stringify(folder)}];
    require("./cli/main");`);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, said, ended };
}

test.each([
  ["status", []],
  ["adopt", []],
])(
  "%s: what is wrong for everybody ends it at once, whatever is under way",
  async (command, options) => {
    const { said, ended } = run(command, ...options, ...[1, 2, 3, 4].map(customer));
    await Promise.race([arrived, ended]);
    const began = Date.now();
    expect(await ended).toBe(1);
    expect(Date.now() - began).toBeLessThan(8_000);
    expect(said.err).toMatch(/access/);
    expect(said.out).toBe("");
    expect(asked.length).toBeGreaterThan(1);
  },
  60_000,
);

test.each([
  ["status", [customer(2)], ""],
  ["status", ["--watch", "--live", customer(2)], ""],
  ["adopt", [customer(2)], "Interrupted: nothing was written.\n"],
  ["doctor", [], ""],
  ["probe", ["--customer", customer(2), "--yes"], "Interrupted: nothing was written.\n"],
])(
  "%s %j: Ctrl-C ends it with 130",
  async (command, args, told) => {
    const { child, said, ended } = run(command, ...args);
    await Promise.race([arrived, ended]);
    child.kill("SIGINT");
    const began = Date.now();
    expect(await ended).toBe(130);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(said.err.endsWith(told)).toBe(true);
    expect(said.err).not.toMatch(/Error|at .*\.ts/);
  },
  60_000,
);

test.each([["--no-browser"], ["--device-code"]])(
  "login %s: Ctrl-C ends it with 130, and says that nothing was kept",
  async (option) => {
    const options = ["--tenant-id", customer(7), "--client-id", customer(8), "--show"];
    const { child, said, ended } = run("login", option, ...options);
    const printed = new Promise((resolve) => void child.stderr.on("data", () => said.err.includes("Sign in with") && resolve(true)));
    await Promise.race([printed, arrived, ended]);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said.err).toContain("The sign-in was interrupted. Nothing was kept.");
    expect(said.out).toBe("");
  },
  60_000,
);

test.each(["status", "adopt", "doctor", "login", "probe"])(
  "%s: a folder that is not there is no missing Pulumi CLI",
  async (command) => {
    rmSync(folder, { recursive: true });
    const { said, ended } = run(command, ...(command === "login" ? ["--show"] : []));
    const code = await ended;
    mkdirSync(folder);
    expect(said.err).toBe(`There is no folder ${JSON.stringify(folder)}. Name the folder of the Pulumi project with --cwd.\n`);
    expect(code).toBe(1);
  },
  60_000,
);
