import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Emulator, startEmulator } from "../../../emulator";
import { root } from "../support/linkedFolder";
import { APPROVAL, type Plugin, startPlugin } from "../support/plugin";
import { contoso, education } from "../support/world";

const id = `${contoso}/Education`;

let emulator: Emulator;
let plugin: Plugin;

beforeEach(async () => {
  emulator = await startEmulator();
  emulator.control.addCustomer({ id: contoso });
  plugin = await startPlugin({ env: { PARTNERCENTER_EMULATOR: emulator.url }, handshake: {} });
});

afterEach(async () => {
  await plugin.stop();
  await emulator.close();
});

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries += 1) {
    if (tries > 500) throw new Error("waited too long");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A gate that waits for an hour. */
async function waitingGate(): Promise<Promise<string>[]> {
  const { control } = emulator;
  control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "InReview" }]);
  const ended = plugin
    .as(APPROVAL)
    .create({ qualificationId: id, timeout: "1h", pollInterval: "10m" })
    .then(
      () => "opened",
      (error: Error) => error.message,
    );
  await until(() => control.requests({ method: "GET" }).length === 1);
  return [ended];
}

test("the engine gets the port as the first line, and nothing else ever stands on standard output", async () => {
  await plugin.create(education);
  expect(plugin.stdout()).toBe("");
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends a wait for approval at once, and the process after it", async (signal) => {
  const [ended] = await waitingGate();
  plugin.kill(signal);
  expect(await ended).toBe("Interrupted before it was finished. Nothing is lost: run it again.");
  expect(await plugin.exited).toEqual({ code: 0, signal: null });
});

test("the engine's Cancel ends a wait for approval, and the process goes on", async () => {
  const [ended] = await waitingGate();
  await plugin.cancel();
  expect(await ended).toBe("Interrupted before it was finished. Nothing is lost: run it again.");
  expect((await plugin.diff(id, { ...education, __format: 1 }, education)).changes).toBe(false);
});

test("when the engine is gone, the request that is in flight is finished, and the process ends", async () => {
  emulator.control.fault({ kind: "slow", delayMs: 300, match: { method: "POST" } });
  const created = plugin.create(education).catch(() => undefined);
  await until(() => emulator.control.requests({ method: "POST", path: "/qualifications" }).length === 1);
  plugin.abandon();
  expect(await plugin.exited).toEqual({ code: 0, signal: null });
  await created;
  expect(emulator.control.submissions()).toHaveLength(1);
});

test("after kill -9 of the plugin during a request, another one spends no second request", async () => {
  const { control } = emulator;
  control.fault({ kind: "slow", delayMs: 2_000, match: { method: "POST", path: "/qualifications" } });
  const created = plugin.create(education).catch(() => "cut off");
  await until(() => control.requests({ method: "GET", path: "/qualifications" }).length === 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  plugin.kill("SIGKILL");
  expect(await created).toBe("cut off");
  const next = await startPlugin({ env: { PARTNERCENTER_EMULATOR: emulator.url } });
  try {
    expect((await next.create(education)).outs).toMatchObject({ vettingStatus: "InReview" });
  } finally {
    await next.stop();
  }
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(control.submissions().filter(({ replayed }) => !replayed)).toHaveLength(1);
});

/** The bundle as Pulumi's plugin folder has it, and in one file as an executable has it: away from every node_modules. */
describe.each([
  ["files of the npm package", (to: string) => cpSync(path.join(root, "dist", "plugin"), to, { recursive: true })],
  ["one file of the executables", bundleInto],
])("the %s", (_, place) => {
  const folder = mkdtempSync(path.join(tmpdir(), "bundle-"));
  const program = path.join(folder, "pulumi-resource-partnercenter");
  beforeAll(() => place(folder));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("are the same plugin, and need nothing beside them", async () => {
    const alone = await startPlugin({ program, env: { PARTNERCENTER_EMULATOR: emulator.url } });
    try {
      expect((await alone.create(education)).id).toBe(id);
      expect(await alone.invoke("getCustomer", { customerId: contoso })).toMatchObject({ customerId: contoso });
    } finally {
      await alone.stop();
    }
  });

  test("have the Azure SDK in them", async () => {
    const env = { PARTNERCENTER_TENANT_ID: contoso, PARTNERCENTER_AUTH: "azureCli", PARTNERCENTER_ENDPOINT: emulator.url, PATH: folder };
    const alone = await startPlugin({ program, env });
    try {
      await expect(alone.create(education)).rejects.toThrow(/Azure CLI/);
    } finally {
      await alone.stop();
    }
  });
});

function bundleInto(to: string): void {
  const url = pathToFileURL(path.join(root, "scripts", "plugin", "bundle.mjs")).href;
  const script = `import(${JSON.stringify(url)}).then(({ bundlePlugin }) => bundlePlugin({ to: ${JSON.stringify(to)}, alone: true }))`;
  execFileSync(process.execPath, ["--eval", script], { cwd: root });
}

test("a person who starts it is told what it is, and gets the schema and the version", () => {
  const program = path.join(root, "dist", "provider", "plugin", "main.js");
  const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  expect(run("--help").stderr).toContain("Pulumi's engine starts this program");
  expect(JSON.parse(run("--schema").stdout)).toMatchObject({ name: "partnercenter" });
  expect(run("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("it listens in some times what Node takes to start", async () => {
  const ratio = async (): Promise<number> => {
    const before = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    const node = performance.now() - before;
    const started = await startPlugin({ config: false });
    await started.stop();
    return started.startedIn / node;
  };
  // Below 200 ms where Node takes 40, on a quiet machine. The best of five: the others are a busy machine's.
  const ratios: number[] = [];
  for (let round = 0; round < 5; round++) ratios.push(await ratio());
  expect(Math.min(...ratios)).toBeLessThan(8);
});
