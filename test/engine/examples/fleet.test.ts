import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readCustomers } from "../../../cli/customers/readCustomers";
import { shardOf } from "../../../cli/fleet/shards";
import { type Emulator, startEmulator } from "../../../emulator";
import { root } from "../../boundary/support/linkedFolder";
import { type Result, type RunningCommand, type RunOptions, runCommand } from "../support/command";
import { descendantsOf, killAll, stillRunning } from "../support/descendants";
import { type Engine, findEngine } from "../support/engine";

const dynamicType = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";
const pluginType = "partnercenter:index:CustomerQualification";

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

/**
 * A copy of the example, with three shards and a backend of its own. It is away from this repository, and only what its own package.json names is
 * installed, in its own folder: as the pipelines do it.
 */
function openFleet(): Fleet {
  const place = mkdtempSync(path.join(tmpdir(), "fleet-"));
  const folder = path.join(place, "fleet");
  const filter = (file: string): boolean => !/[\\/](node_modules|\.work|Pulumi\.[^\\/]+\.yaml)$/.test(file);
  cpSync(path.join(root, "examples", "fleet"), folder, { recursive: true, filter });
  install(folder);
  writeFileSync(path.join(folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 3 }));
  const backend = path.join(place, "backend");
  mkdirSync(backend);
  const env = {
    ...engine.env,
    PULUMI_HOME: path.join(place, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
    PARTNERCENTER_EMULATOR: emulator.url,
  };
  const command = path.join(root, "dist", "cli", "main.js");
  return {
    folder,
    env,
    run: (args, options) =>
      runCommand(process.execPath, [command, "fleet", ...args.split(" ")], { cwd: folder, env: { ...env, ...options?.env } }, options),
    [Symbol.dispose]: () => rmSync(place, { recursive: true, force: true }),
  };
}

/** What `npm install` in the folder brings, as links. */
function install(folder: string): void {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Record<string, object>;
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = path.join(folder, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(name === "pulumi-partnercenter" ? root : path.join(root, "node_modules", name), link, "junction");
  }
}

/** What `partnercenter plugin install` does. Returns the folder of all plugins. */
function installPlugin(): string {
  const plugins = path.join(fleet.env["PULUMI_HOME"] ?? "", "plugins");
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { readonly version: string };
  cpSync(path.join(root, "dist", "plugin"), path.join(plugins, `resource-partnercenter-v${version}`), { recursive: true });
  return plugins;
}

const idsIn = (shard: number): string[] => {
  const ids = readCustomers(path.join(fleet.folder, "customers.csv")).map(({ customerId }) => customerId);
  return ids.filter((id) => shardOf(id, 3) === shard);
};
async function typesIn(stack: string): Promise<readonly string[]> {
  const { stdout } = await runCommand(engine.pulumi, ["stack", "export", "--stack", stack], { cwd: fleet.folder, env: fleet.env });
  const { deployment } = JSON.parse(stdout) as { readonly deployment: { readonly resources: readonly { readonly type: string }[] } };
  return [...new Set(deployment.resources.map(({ type }) => type).filter((type) => type.endsWith("CustomerQualification")))];
}
const submitted = (): number => emulator.control.submissions().length;

/** An `up` of one shard after the other, up to where this customer's request has arrived; the answer takes so long. */
async function upUntil(method: "GET" | "POST", customerId: string, delayMs: number, more: readonly string[] = []) {
  emulator.control.fault({ match: { method, customerId }, kind: "slow", delayMs });
  let command: RunningCommand | undefined;
  const ended = fleet.run(["up --parallel 1", ...more].join(" "), {
    expectFailure: true,
    onStart: (running) => {
      command = running;
    },
  });
  while (emulator.control.requests({ method, customerId }).length === 0) await wait(50);
  if (!command) throw new Error("not started");
  return { command, ended };
}

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

  expect(preview.stdout).toMatch(new RegExp(`^denied +\\S+ +${decided} +shard-1-of-3$`, "m"));
  const nightly = await fleet.run("refresh --fail-on denied", { expectFailure: true });
  expect(nightly.code).toBe(3);

  const destroy = await fleet.run("destroy");
  expect(destroy.stdout).toMatch(/^3 shards .* 13 {2}/m);
  expect(submitted()).toBe(13);
});

test("many shards, many at the same time: nothing but the report is printed", async () => {
  const csv = path.join(fleet.folder, "customers.csv");
  const [head = "", first = ""] = readFileSync(csv, "utf8").split("\n");
  const [, id = ""] = first.split(",");
  const lines = Array.from({ length: 60 }, (_, n) => `more${n},${id.slice(0, -2)}${10 + n},StateOwnedEntity,,`);
  writeFileSync(csv, [head, ...lines, ""].join("\n"));
  writeFileSync(path.join(fleet.folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 12 }));
  const up = await fleet.run("up --parallel 12");
  expect(up.stdout).toMatch(/^12 shards +60 +60/m);
  expect(up.stderr).toBe("");
});

test("destroy leaves a shard alone where somebody is listed no longer, since up would ask for them again", async () => {
  await fleet.run("up --only 1,2");
  const [gone = ""] = idsIn(1);
  emulator.control.vanish(gone, "Education");
  const kept = await fleet.run("destroy", { expectFailure: true });
  expect(kept.code).toBe(1);
  expect(kept.stdout).toMatch(new RegExp(`^shard-1-of-3: Partner Center does not list \\S+ \\(${gone}\\)`, "m"));
  expect(kept.stdout).toMatch(/^✓ shard-2-of-3 .*forgotten/m);
  const again = await fleet.run("up --only 1");
  expect(again.stdout).toMatch(new RegExp(`^not listed +\\S+ +${gone} +shard-1-of-3$`, "m"));
  expect(submitted()).toBe(idsIn(1).length + idsIn(2).length);
  expect((await fleet.run("destroy --forget-notlisted")).stdout).toMatch(/^✓ shard-1-of-3 .*forgotten/m);
});

test("customers in YAML are read, too", async () => {
  cpSync(path.join(root, "examples", "many-customers", "customers.yaml"), path.join(fleet.folder, "customers.yaml"));
  writeFileSync(path.join(fleet.folder, "fleet.json"), JSON.stringify({ customers: "customers.yaml", shards: 1 }));
  const [shard] = JSON.parse((await fleet.run("list --json")).stdout) as { readonly qualifications: number }[];
  expect(shard?.qualifications).toBe(readCustomers(path.join(fleet.folder, "customers.yaml")).length);
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
  expect(up.stdout).toContain("What is left: partnercenter fleet up --resume");
  expect(submitted()).toBe(13);

  emulator.control.addCustomer({ id: "00000000-0000-4000-8000-00000000dead" });
  const again = await fleet.run("up --resume");
  expect(again.stdout.match(/finished before/g)).toHaveLength(2);
  expect(submitted()).toBe(14);
});

test("killed in the middle: --resume does the rest, once the lock is given up, and nothing is sent twice", async () => {
  const [slow = ""] = idsIn(2);
  const { command, ended } = await upUntil("POST", slow, 60_000);
  const started = descendantsOf(command.pid);
  killAll([...started, command.pid]);
  await ended;
  await stillRunning(started);

  const locked = await fleet.run("up --resume", { expectFailure: true });
  expect(locked.stdout).toContain("- shard-1-of-3  finished before\n");
  expect(locked.stdout).toContain("✗ shard-2-of-3  locked by another run");
  expect(locked.stdout).toMatch(/^✓ shard-3-of-3 /m);
  expect(locked.stdout).toMatch(/^shard-2-of-3: locked by \S+@\S+ \(pid \d+\) since 20/m);
  expect(locked.stdout).toMatch(/Make sure that none is under way[\s\S]*--unlock 2$/m);
  const others = await fleet.run("up --resume --unlock 1,3", { expectFailure: true });
  expect(others.stdout).toContain("✗ shard-2-of-3  locked by another run");
  const last = await fleet.run("up --resume --unlock 2");
  expect(last.stdout.match(/finished before/g)).toHaveLength(2);
  expect(submitted()).toBe(13);
});

test("interrupted: the shard under way comes to its end, no other is begun, and the rest is for --resume", async () => {
  const [slow = ""] = idsIn(1);
  const { command, ended } = await upUntil("GET", slow, 3_000);
  command.kill("SIGINT");
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("no further shard is begun");
  expect(stdout).toMatch(/^✓ shard-1-of-3 /m);
  expect(stdout.match(/ waiting$/gm)).toHaveLength(2);
  expect(submitted()).toBe(idsIn(1).length);
});

test.each(["plugin", "dynamic"])(
  "Ctrl-C in a terminal reaches every process: on the front %s the request that is in flight is finished, and --resume does the rest",
  async (front) => {
    if (front === "plugin") installPlugin();
    const [slow = ""] = idsIn(1);
    const { command, ended } = await upUntil("POST", slow, 3_000, ["--front", front]);
    for (const pid of [command.pid, ...descendantsOf(command.pid)]) process.kill(pid, "SIGINT");
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout.match(/ waiting$/gm)).toHaveLength(2);
    expect(submitted()).toBeGreaterThan(0);
    const again = await fleet.run(`up --resume --front ${front}`);
    expect(again.stdout).not.toContain("locked");
    expect(submitted()).toBe(13);
    await fleet.run(`preview --expect-no-changes --front ${front}`);
  },
);

test("nobody reads what it prints any more: it ends at the next line, with the shards that are under way then finished", async () => {
  const [slow = ""] = idsIn(1);
  const { command, ended } = await upUntil("GET", slow, 3_000);
  command.stopReading();
  const { code } = await ended;
  expect(code).toBe(130);
  // The line that fails is the one of the first shard's end, and the second begins at the same moment.
  expect(submitted()).toBe(idsIn(1).length + idsIn(2).length);
  const again = await fleet.run("up --resume");
  expect(again.stdout.match(/finished before$/gm)).toHaveLength(2);
  expect(submitted()).toBe(13);
});

// Only Linux has a file that is always full.
const onLinux = process.platform === "linux" ? test : test.skip;
onLinux(
  "the disk to which it prints is full: that is told, the shards that are under way are finished, and the rest is for --resume",
  async () => {
    const command = [process.execPath, path.join(root, "dist", "cli", "main.js"), "fleet", "up", "--parallel", "1"];
    const where = { cwd: fleet.folder, env: fleet.env };
    const full = await runCommand("sh", ["-c", 'exec "$@" > /dev/full', "sh", ...command], where, { expectFailure: true });
    expect(full.code).toBe(130);
    expect(full.stderr).toMatch(/^The output cannot be written \(.*ENOSPC.*\): no further shard is begun\.$/m);
    expect(submitted()).toBeGreaterThan(0);
    expect(submitted()).toBeLessThan(13);
    await fleet.run("up --resume");
    expect(submitted()).toBe(13);
  },
);

test("a state that is cut off, as a full disk leaves it, is told; the copy beside it takes its place, or Partner Center's list: nothing is sent again", async () => {
  await fleet.run("up");
  const backend = fileURLToPath(fleet.env["PULUMI_BACKEND_URL"] ?? "");
  const state = path.join(backend, ".pulumi", "stacks", "fleet", "shard-1-of-3.json");
  truncateSync(state, 1000);
  const told = await fleet.run("up", { expectFailure: true });
  expect(told.code).toBe(2);
  expect(told.stderr).toMatch(/the file is cut off, as a full disk leaves it\..*STACK\.json\.bak/);
  cpSync(`${state}.bak`, state);
  await fleet.run("up");
  expect(submitted()).toBe(13);
  rmSync(state);
  const adopted = await fleet.run("up");
  expect(adopted.stdout).toMatch(new RegExp(`^✓ shard-1-of-3 {2}${idsIn(1).length} adopted`, "m"));
  expect(submitted()).toBe(13);
});

test("another number of shards is refused before anything runs; the ceiling is shared out; wrong lines are told", async () => {
  writeFileSync(path.join(fleet.folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 1 }));
  await fleet.run("up");
  writeFileSync(path.join(fleet.folder, "fleet.json"), JSON.stringify({ customers: "customers.csv", shards: 2 }));
  const refused = await fleet.run("up", { expectFailure: true });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("Put 1 back");
  for (const command of ["list", "operator --repository https://github.com/acme/customers"]) {
    const elsewhere = await fleet.run(command, { expectFailure: true });
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.stderr).toContain("Put 1 back");
  }
  expect(JSON.parse((await fleet.run("list --json --parts 2")).stdout)).toEqual(["1/2", "2/2"]);
  expect((await fleet.run("up --requests-per-minute 2", { expectFailure: true })).code).toBe(2);
  appendFileSync(path.join(fleet.folder, "customers.csv"), ",x,Other,,\n");
  const wrong = await fleet.run("list", { expectFailure: true });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/customers\.csv:15:1: the name is missing\ncustomers\.csv:15:2: customerId: /);
});

test("a shard that is finished and cannot be written down counts as failed; the others go on", async () => {
  const [slow = ""] = idsIn(1);
  const { ended } = await upUntil("GET", slow, 3_000);
  rmSync(path.join(fleet.folder, ".work", "run"));
  mkdirSync(path.join(fleet.folder, ".work", "run"));
  const { code, stdout } = await ended;
  expect(code).toBe(1);
  expect(stdout.match(/^shard-\d-of-3: It is finished, but --resume will not know/gm)).toHaveLength(3);
  expect(submitted()).toBe(13);
});

test("stacks that the example of 0.1.0 made are gone on with as they are: nothing is sent, and nothing changes", async () => {
  for (const number of [1, 2, 3]) {
    const stack = `shard-${number}-of-3`;
    const where = { cwd: fleet.folder, env: fleet.env };
    await runCommand(engine.pulumi, ["stack", "init", stack, "--non-interactive"], where);
    const file = path.join(__dirname, "fleet-0.1.0", `${stack}.json`);
    await runCommand(engine.pulumi, ["stack", "import", "--stack", stack, "--file", file, "--non-interactive"], where);
  }
  const rows = readCustomers(path.join(fleet.folder, "customers.csv"));
  for (const id of new Set(rows.map(({ customerId }) => customerId))) {
    const own = rows.filter(({ customerId }) => customerId === id);
    emulator.control.addCustomer({
      id,
      qualifications: own.map(({ qualification }) =>
        qualification === "Education"
          ? { qualification, vettingStatus: "InReview", vettingCreateDate: "2026-11-25T16:43:57Z" }
          : { qualification },
      ),
    });
  }
  const up = await fleet.run("up");
  expect(up.stdout).toMatch(/^3 shards +13 +13 +11 +2 {2}/m);
  expect(submitted()).toBe(0);
});

test("a fleet of the dynamic provider goes on under the plugin where that is installed, and back: nothing is sent, and nobody is forgotten", async () => {
  await fleet.run("up --only 1");
  expect(await typesIn("shard-1-of-3")).toEqual([dynamicType]);
  const [gone = ""] = idsIn(1);
  emulator.control.vanish(gone, "Education");
  const plugins = installPlugin();

  // Without the packages that the dynamic provider needs.
  const preview = await fleet.run("preview --only 1");
  expect(preview.stdout).toMatch(/^✓ shard-1-of-3 {2}(?!.*(changed|forgotten))/m);
  await fleet.run("up --only 1,2");
  for (const shard of [1, 2]) expect(await typesIn(`shard-${shard}-of-3`)).toEqual([pluginType]);
  const sent = idsIn(1).length + idsIn(2).length;
  expect(submitted()).toBe(sent);

  const back = await fleet.run("up --only 1,2 --front dynamic");
  expect(back.stdout).toMatch(new RegExp(`^not listed +\\S+ +${gone} +shard-1-of-3$`, "m"));
  expect(back.stdout).not.toMatch(/forgotten|adopted|submitted/);
  for (const shard of [1, 2]) expect(await typesIn(`shard-${shard}-of-3`)).toEqual([dynamicType]);
  rmSync(plugins, { recursive: true });
  await fleet.run("preview --only 1,2 --expect-no-changes");
  await fleet.run("refresh");
  expect(submitted()).toBe(sent);
});

test("a stack of the plugin is told of where the plugin is missing, and nothing is sent", async () => {
  const file = path.join(fleet.folder, "Pulumi.yaml");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, `${before}plugins:\n  providers:\n    - name: partnercenter\n      path: ${path.join(root, "dist", "plugin")}\n`);
  await fleet.run("up --only 3");
  writeFileSync(file, before);
  // `npx`, which runs these tests, has put a folder with the plugin there.
  const folders = (fleet.env["PATH"] ?? "").split(path.delimiter).filter((folder) => !folder.includes("node_modules"));
  const without = await fleet.run("up --only 3", { env: { PATH: folders.join(path.delimiter) }, expectFailure: true });
  expect(without.code).toBe(1);
  expect(without.stdout).toContain("npx partnercenter plugin install");
  expect(submitted()).toBe(idsIn(3).length);
});

test("another Partner Center is not resumed from this one's record", async () => {
  await fleet.run("up --only 3");
  const tenant = { env: { PARTNERCENTER_TENANT_ID: "11111111-2222-4333-8444-555555555555" }, expectFailure: true } as const;
  const elsewhere = await fleet.run("up --only 3 --resume", tenant);
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.stderr).toContain("Run it without --resume");
});
