import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type Emulator, startEmulator } from "../../../emulator";
import { shardOf } from "../../../examples/fleet/sharding";
import { readCustomers } from "../../../examples/many-customers/readCustomers";
import { linkedFolder, root } from "../../boundary/support/linkedFolder";
import { type Result, type RunningCommand, type RunOptions, runCommand } from "../support/command";
import { descendantsOf, killAll, stillRunning } from "../support/descendants";
import { type Engine, findEngine } from "../support/engine";

let engine: Engine;
let emulator: Emulator;
let fleet: Fleet;
beforeAll(async () => {
  engine = await findEngine();
});
beforeEach(async () => {
  emulator = await startEmulator({ assumptions: { autoCreateCustomers: true } });
  fleet = openFleet();
});
afterEach(async () => {
  fleet[Symbol.dispose]();
  await emulator.close();
});

interface Fleet extends Disposable {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  run(args: string, options?: RunOptions): Promise<Result>;
}

/** A copy of the example beside the one that it takes its reader from, with three shards and a backend of its own. */
function openFleet(): Fleet {
  const place = linkedFolder("engine", "fleet");
  const folder = path.join(place.path, "fleet");
  for (const name of ["fleet", "many-customers"]) {
    const filter = (file: string): boolean => !/[\\/](node_modules|\.work|Pulumi\.[^\\/]+\.yaml)$/.test(file);
    cpSync(path.join(root, "examples", name), path.join(place.path, name), { recursive: true, filter });
  }
  writeFileSync(path.join(folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 3 }));
  const backend = path.join(place.path, "backend");
  mkdirSync(backend);
  const env = {
    ...engine.env,
    PULUMI_HOME: path.join(place.path, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    PARTNERCENTER_EMULATOR: emulator.url,
  };
  const tsNode = path.join(root, "node_modules", "ts-node", "dist", "bin.js");
  return {
    folder,
    env,
    run: (args, options) =>
      runCommand(process.execPath, [tsNode, "--transpile-only", "main.ts", ...args.split(" ")], { cwd: folder, env }, options),
    [Symbol.dispose]: () => place[Symbol.dispose](),
  };
}

const idsIn = (shard: number): string[] => {
  const ids = readCustomers(path.join(fleet.folder, "customers.csv")).map(({ customerId }) => customerId);
  return ids.filter((id) => shardOf(id, 3) === shard);
};
const submitted = (): number => emulator.control.submissions().length;

test("the example compiles", async () => {
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  await runCommand(process.execPath, [tsc, "-p", fleet.folder], { cwd: fleet.folder, env: fleet.env });
});

test("pipelines/deployments.sh uses commands and options that the CLI has", async () => {
  const script = readFileSync(path.join(fleet.folder, "pipelines", "deployments.sh"), "utf8").replaceAll("\\\n", " ");
  const calls = [...script.matchAll(/^ +pulumi ((?:[a-z]+ )+)(.*)$/gm)];
  expect(calls.map(([, command = ""]) => command.trim())).toEqual(["stack select", "deployment settings edit", "deployment run update"]);
  for (const [, command = "", rest = ""] of calls) {
    const { stdout } = await runCommand(engine.pulumi, [...command.trim().split(" "), "--help"], { cwd: fleet.folder, env: fleet.env });
    for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
  }
});

test("up, an empty preview with new decisions, one shard without fleet, destroy", async () => {
  const up = await fleet.run("up --parallel 2 --requests-per-minute 6000");
  expect(up.stdout).toMatch(/^3 shards +13 +13 +13 +11 +2 {2}/m);
  expect(submitted()).toBe(13);

  const [decided = ""] = idsIn(1);
  emulator.control.deny(decided, "Education", "Not an Education Customer");
  const preview = await fleet.run("preview --expect-no-changes");
  expect(preview.stdout).toMatch(/^✓ shard-1-of-3 {2}1 newly decided, .*1 denied/m);

  rmSync(path.join(fleet.folder, "Pulumi.shard-2-of-3.yaml"));
  // The same stack, as Pulumi Deployments or the Kubernetes Operator runs it: without fleet, and from a fresh checkout.
  const alone = await runCommand(engine.pulumi, ["preview", "--stack", "shard-2-of-3", "--expect-no-changes", "--non-interactive"], {
    cwd: fleet.folder,
    env: fleet.env,
  });
  expect(alone.output).toContain("unchanged");

  const destroy = await fleet.run("destroy");
  expect(destroy.stdout).toMatch(/^3 shards .* 13 {2}/m);
  expect(submitted()).toBe(13);
});

test("a customer that leaves the file leaves the state, and is adopted when it comes back; the other shards are not touched", async () => {
  await fleet.run("up --only 3");
  const csv = path.join(fleet.folder, "customers.csv");
  const before = readFileSync(csv, "utf8");
  const [gone = ""] = idsIn(3);
  writeFileSync(csv, before.replace(new RegExp(`^.*${gone}.*\n`, "gm"), ""));
  const less = await fleet.run("up --only 3");
  expect(less.stdout).toMatch(/^✓ shard-3-of-3 .*forgotten/m);
  writeFileSync(csv, before);
  expect((await fleet.run("up --shard 3/3")).stdout).toMatch(/^✓ shard-3-of-3 .*adopted/m);
  expect((await fleet.run("refresh")).stdout).toMatch(/^1 shards/m);
  expect(submitted()).toBe(idsIn(3).length);
});

test("a customer that Partner Center refuses fails its shard, not the others, and not the rest of its shard", async () => {
  appendFileSync(path.join(fleet.folder, "customers.csv"), "unknown,00000000-0000-4000-8000-00000000dead,StateOwnedEntity,,\n");
  for (const { customerId } of readCustomers(path.join(fleet.folder, "customers.csv"))) {
    if (!customerId.endsWith("dead")) emulator.control.addCustomer({ id: customerId });
  }
  emulator.control.setAssumptions({ autoCreateCustomers: false });
  const broken = shardOf("00000000-0000-4000-8000-00000000dead", 3);
  const up = await fleet.run("up", { expectFailure: true });
  expect(up.code).toBe(1);
  expect(up.stdout.match(/^✓/gm)).toHaveLength(2);
  expect(up.stdout).toMatch(new RegExp(`^✗ shard-${broken}-of-3 .*1 failed`, "m"));
  expect(up.stdout).toContain("Partner Center does not know this tenant");
  expect(up.stdout).toContain("What is left: fleet up --resume");
  expect(submitted()).toBe(13);

  emulator.control.addCustomer({ id: "00000000-0000-4000-8000-00000000dead" });
  const again = await fleet.run("up --resume");
  expect(again.stdout.match(/finished before/g)).toHaveLength(2);
  expect(submitted()).toBe(14);
});

test("killed in the middle: --resume does the rest, once the lock is given up, and nothing is sent twice", async () => {
  const [slow = ""] = idsIn(2);
  emulator.control.fault({ match: { method: "POST", customerId: slow }, kind: "slow", delayMs: 60_000 });
  let command: RunningCommand | undefined;
  const killed = fleet.run("up --parallel 1", {
    expectFailure: true,
    onStart: (running) => {
      command = running;
    },
  });
  const reached = (): boolean => emulator.control.requests({ method: "POST", customerId: slow }).length > 0;
  while (!reached()) await wait(50);
  if (!command) throw new Error("not started");
  const started = descendantsOf(command.pid);
  killAll([...started, command.pid]);
  await killed;
  await stillRunning(started);

  const locked = await fleet.run("up --resume", { expectFailure: true });
  expect(locked.stdout).toContain("- shard-1-of-3  finished before\n");
  expect(locked.stdout).toContain("✗ shard-2-of-3  locked by another run");
  expect(locked.stdout).toMatch(/^✓ shard-3-of-3 /m);
  expect(locked.stdout).toContain("fleet up --resume --unlock");
  const last = await fleet.run("up --resume --unlock");
  expect(last.stdout.match(/finished before/g)).toHaveLength(2);
  expect(submitted()).toBe(13);
});

test("interrupted: the shard under way comes to its end, no other is begun, and the rest is for --resume", async () => {
  const [slow = ""] = idsIn(1);
  emulator.control.fault({ match: { method: "GET", customerId: slow }, kind: "slow", delayMs: 3_000 });
  let command: RunningCommand | undefined;
  const run = fleet.run("up --parallel 1", {
    expectFailure: true,
    onStart: (running) => {
      command = running;
    },
  });
  while (emulator.control.requests({ method: "GET", customerId: slow }).length === 0) await wait(50);
  command?.kill("SIGINT");
  const { code, stdout, stderr } = await run;
  expect(code).toBe(130);
  expect(stderr).toContain("no further shard is begun");
  expect(stdout).toMatch(/^✓ shard-1-of-3 /m);
  expect(stdout.match(/ waiting$/gm)).toHaveLength(2);
  expect(submitted()).toBe(idsIn(1).length);
});

test("another number of shards is refused before anything runs; the ceiling is shared out; wrong lines are told", async () => {
  writeFileSync(path.join(fleet.folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 1 }));
  await fleet.run("up");
  writeFileSync(path.join(fleet.folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 2 }));
  const refused = await fleet.run("up", { expectFailure: true });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("Put 1 back");
  expect((await fleet.run("up --requests-per-minute 2", { expectFailure: true })).code).toBe(2);
  appendFileSync(path.join(fleet.folder, "customers.csv"), ",x,Other,,\n");
  const wrong = await fleet.run("list", { expectFailure: true });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/customers\.csv:15:1: the name is missing/);
});
