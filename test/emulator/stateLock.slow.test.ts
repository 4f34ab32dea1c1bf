import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../emulator";
import { withEmulator } from "./support";

const root = join(__dirname, "..", "..");
let folder = "";
let stateFile = "";
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-lock-"));
  stateFile = join(folder, "state.json");
});

afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A process with an emulator on the state file, which adds customers as fast as it can, telling each. */
async function startWriter(): Promise<{ readonly process: ChildProcess; readonly told: () => number }> {
  const program = `
    const { startEmulator } = require("./emulator");
    startEmulator({ stateFile: process.argv[1] }).then(({ control }) => {
      let count = 0;
      setInterval(() => { for (let n = 0; n < 20; n++) control.addCustomer(); console.log(count += 20); }, 1);
    });`;
  // Compiled as jest does it, since these tests need no build.
  const swc = `require("@swc/core"); const { transformFileSync } = require("@swc/core");
    require.extensions[".ts"] = (module, file) => module._compile(transformFileSync(file, { module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } } }).code, file);`;
  const started = spawn(process.execPath, ["--eval", `${swc}${program}`, stateFile], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  child = started;
  let told = 0;
  await new Promise<void>((resolve, reject) => {
    started.stdout.on("data", (data: Buffer) => {
      told = Number(data.toString().trim().split("\n").at(-1));
      resolve();
    });
    started.once("exit", () => reject(new Error("the writer has ended")));
  });
  return { process: started, told: () => told };
}

function killed(process: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    process.once("exit", () => resolve());
    process.kill("SIGKILL");
  });
}

test("a state file belongs to one emulator at a time, in one process and in two", async () => {
  await withEmulator({ stateFile }, async () => {
    await expect(startEmulator({ stateFile })).rejects.toThrow(
      `${stateFile} is in use by another emulator (process ${process.pid} on ${hostname()})`,
    );
  });
  const writer = await startWriter();
  await expect(startEmulator({ stateFile })).rejects.toThrow(`process ${writer.process.pid} on`);
  await killed(writer.process);
  await withEmulator({ stateFile }, async () => undefined);
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test("an emulator that could not start leaves no lock", async () => {
  writeFileSync(stateFile, "{");
  await expect(startEmulator({ stateFile })).rejects.toThrow("cannot be used");
  expect(existsSync(`${stateFile}.lock`)).toBe(false);
});

test("killed in the middle of writing, again and again, it leaves a state that is whole and no older than two saves", async () => {
  let saved = 0;
  for (let round = 0; round < 5; round++) {
    const writer = await startWriter();
    const before = writer.told();
    await new Promise((resolve) => setTimeout(resolve, 150 + 37 * round));
    await killed(writer.process);
    await withEmulator({ stateFile }, async ({ control }) => {
      const { length } = control.customers();
      // What is made at one instant is saved together or not at all.
      expect(length % 20).toBe(0);
      expect(length).toBeGreaterThan(saved);
      saved = length;
    });
    expect(before).toBeGreaterThan(0);
  }
}, 60_000);

test.each([
  ["of a process that is gone", { id: "x", pid: 2 ** 30, host: hostname() }, 0, true],
  ["of a process with our number that is not ours, as in a container", { id: "x", pid: process.pid, host: hostname() }, 0, true],
  ["that nobody has touched for long", { id: "x", pid: process.ppid, host: hostname() }, 20_000, true],
  ["of another machine, untouched for long", { id: "x", pid: 1, host: "elsewhere" }, 20_000, true],
  ["that is half written, for more than a second", undefined, 1500, true],
  ["that is half written just now", undefined, 0, false],
  ["of a living process that slept for long", "sleeper", 60_000, false],
  ["of an earlier process with the number of a living one", "earlier", 0, true],
  ["of another machine", { id: "x", pid: 1, host: "elsewhere" }, 0, false],
  ["of a living process", { id: "x", pid: process.ppid, host: hostname() }, 0, false],
])(
  "a lock %s is taken over: %j, %d ms old: %s",
  async (_, given, age, taken) => {
    const lock = `${stateFile}.lock`;
    let holder: unknown = given;
    if (typeof given === "string") {
      // What an emulator of a process that lives, and then of one before it, has written.
      const { process: sleeper } = await startWriter();
      const written = JSON.parse(readFileSync(lock, "utf8")) as object;
      sleeper.kill("SIGSTOP");
      holder = given === "sleeper" ? written : { ...written, began: "1" };
    }
    writeFileSync(lock, holder === undefined ? '{"id":' : JSON.stringify(holder));
    const at = new Date(Date.now() - age);
    utimesSync(lock, at, at);
    const started = startEmulator({ stateFile });
    if (taken) await (await started).close();
    else await expect(started).rejects.toThrow("in use by another emulator");
    expect(existsSync(lock)).toBe(!taken);
  },
  30_000,
);

test.each([false, true])(
  "of several emulators that start at one instant one gets the file (beside the lock of a dead one: %s)",
  async (stale) => {
    const worker = `
    const { lockState } = require(process.argv[1]);
    process.on("message", (file) => {
      let lock;
      try { lock = lockState(file); } catch {}
      process.send(lock === undefined ? "no" : "yes");
    });
    process.send("ready");`;
    const swc = `require("@swc/core"); const { transformFileSync } = require("@swc/core");
    require.extensions[".ts"] = (module, file) => module._compile(transformFileSync(file, { module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } } }).code, file);`;
    const workers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--eval", `${swc}${worker}`, join(root, "emulator", "state", "lock.ts")], {
        cwd: root,
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    );
    const answer = (each: ChildProcess): Promise<unknown> => new Promise((resolve) => each.once("message", resolve));
    try {
      await Promise.all(workers.map(answer));
      for (let round = 0; round < 100; round++) {
        const file = join(folder, `state-${round}.json`);
        if (stale) writeFileSync(`${file}.lock`, JSON.stringify({ id: "dead", pid: 2 ** 30, host: hostname() }));
        const answers = workers.map(answer);
        for (const each of workers) each.send(file);
        const got = await Promise.all(answers);
        expect(got.filter((each) => each === "yes")).toHaveLength(1);
      }
    } finally {
      for (const each of workers) each.kill("SIGKILL");
    }
  },
  60_000,
);
