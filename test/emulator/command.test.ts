import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assumptionCatalogue } from "../../emulator";
import { type EmulatorCommandOptions, runEmulatorCommand } from "../../emulator/command";

/** A run of the command with what it wrote, and a way to stop it. */
interface Run {
  readonly out: () => string;
  readonly err: () => string;
  readonly stop: () => void;
  readonly code: Promise<number>;
}

function run(options: EmulatorCommandOptions): Run {
  let out = "";
  let err = "";
  let stop: () => void = () => undefined;
  const code = runEmulatorCommand(options, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    onStop: (given) => {
      stop = given;
      return () => undefined;
    },
  });
  return { out: () => out, err: () => err, stop: () => stop(), code };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-command-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("it says where it is and how to point the provider at it, until it is stopped", async () => {
  const command = run({ port: 0 });
  await until(() => command.out() !== "");
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(command.out())?.[0];
  expect(command.out()).toContain(`pulumi config set partnercenter:emulator ${url}`);
  expect(command.out()).toContain(`PARTNERCENTER_EMULATOR=${url}`);
  expect((await fetch(`${url}/_emulator/health`)).status).toBe(200);
  command.stop();
  expect(await command.code).toBe(0);
  expect(command.out()).toMatch(/Stopped\.\n$/);
  expect(command.err()).toBe("");
  await expect(fetch(`${url}/_emulator/health`)).rejects.toThrow();
});

test("SIGTERM ends it, and its listeners are taken away", async () => {
  const before = process.listenerCount("SIGTERM");
  let out = "";
  const code = runEmulatorCommand({ port: 0 }, { out: (text) => (out += text), err: () => undefined });
  await until(() => out !== "");
  expect(process.listenerCount("SIGTERM")).toBe(before + 1);
  process.emit("SIGTERM");
  expect(await code).toBe(0);
  expect([process.listenerCount("SIGTERM"), process.listenerCount("SIGINT")]).toEqual([before, before]);
});

test("with json it prints one line for programs", async () => {
  const command = run({ port: 0, json: true });
  await until(() => command.out() !== "");
  const ready = JSON.parse(command.out()) as { url: string; control: string; pid: number };
  expect(ready).toMatchObject({ control: `${ready.url}/_emulator/`, pid: process.pid });
  command.stop();
  await command.code;
  expect(command.out().trim().split("\n")).toHaveLength(1);
});

test("a port in use is one sentence with the way out, and exit code 1", async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port));
  });
  try {
    const command = run({ port });
    expect(await command.code).toBe(1);
    expect(command.err()).toBe(`Port ${port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for a free one.\n`);
    expect(command.out()).toBe("");
  } finally {
    await new Promise((resolve) => taken.close(resolve));
  }
});

test.each([
  [{ port: 70000 }, "70000 is not a port"],
  [{ port: 0, host: "192.0.2.1" }, "192.0.2.1 is not an address of this machine"],
  [{ port: 0, assume: { ruleCode: 0 } }, 'The assumption "ruleCode" takes'],
])("%j cannot be started with, and the message says why", async (options, message) => {
  const command = run(options);
  expect(await command.code).toBe(1);
  expect(command.err()).toContain(message);
});

test("an address that lets others in is warned of", async () => {
  const command = run({ port: 0, host: "0.0.0.0" });
  await until(() => command.out() !== "");
  expect(command.err()).toContain("0.0.0.0 is not a loopback address");
  expect(command.out()).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  command.stop();
  await command.code;
});

test("a seed file gives customers, codes and assumptions", async () => {
  const seedFile = join(folder, "seed.json");
  const seed = {
    customers: [{ domain: "contoso.edu", qualifications: [{ qualification: "Nonprofit" }], relationship: "advisor", requestCount: 2 }],
    validationCodes: [{ validationId: "0042", remainingCreates: 1 }],
    assumptions: { repeatedPost: "echo" },
  };
  writeFileSync(seedFile, JSON.stringify(seed));
  const command = run({ port: 0, seedFile, json: true });
  await until(() => command.out() !== "");
  const { control } = JSON.parse(command.out()) as { control: string };
  expect(await (await fetch(`${control}customers`)).json()).toMatchObject(seed.customers);
  expect(await (await fetch(`${control}validation-codes?secrets=show`)).json()).toMatchObject(seed.validationCodes);
  expect(await (await fetch(`${control}assumptions`)).json()).toMatchObject(seed.assumptions);
  command.stop();
  await command.code;
});

test.each([
  ["{", "cannot be used: line 1, column 2"],
  ['{"customer":[]}', 'unknown key "customer"'],
  ['{"customers":[{},{"id":"x"}]}', "customers[1].id must be a GUID"],
  ['{"customers":[{"qualifications":[{"qualification":""}]}]}', "customers[0].qualifications[0].qualification must be a text"],
  ['{"validationCodes":[{"validationId":"1","maxCreates":-1}]}', "validationCodes[0].maxCreates must be a whole number"],
  ['{"assumptions":{"bomb":true}}', 'assumptions has an unknown key "bomb"'],
])("the seed %s is refused with the place", async (content, message) => {
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, content);
  const command = run({ port: 0, seedFile });
  expect(await command.code).toBe(1);
  expect(command.err()).toContain(message);
});

test.each([
  ["customers:\n  - {}\n  - domain: a.edu\n    id: x\n", "line 4, column 5: customers[1].id must be a GUID."],
  ["customers:\n  - domian: a.edu\n", 'line 2, column 5: customers[0] has an unknown key "domian".'],
  ['{"customers": [\n  {"requestCount": -1}\n]}', "line 2, column 4: customers[0].requestCount must be"],
  ["customers: [\n", "line 2, column 1: "],
  ["a: 1\na: 2\n", "line 2, column 1: Map keys must be unique."],
  ["assumptions:\n  bom: maybe\n", 'line 2, column 3: The assumption "bom" takes true | false'],
  ["clock: fast\n", "line 1, column 1: clock must be a speed"],
  ["scenario: approve sometimes\n", "line 1, column 19: expected the end of the statement"],
  ['scenario: "approve; deny it"\n', "line 1, column 26: expected the end"],
  ["scenario: |\n  approve after 2s\n  withdraw after\n", "line 3, column 17: expected a time"],
  ["scenario:\n  - approve\n  - 429 5 apples\n", "line 3, column 11: expected"],
  ["scenario: approve for nobody.example\n", "no customer has this domain or id"],
])("the seed %j is refused with line and column", async (content, message) => {
  const seedFile = join(folder, "seed.yaml");
  writeFileSync(seedFile, content);
  const command = run({ port: 0, seedFile });
  expect(await command.code).toBe(1);
  expect(command.err()).toContain(message);
});

test("a YAML seed begins a scenario at a speed; the command's own come first", async () => {
  const seedFile = join(folder, "seed.yaml");
  writeFileSync(
    seedFile,
    "customers:\n  - domain: contoso.edu\nscenario: |\n  # comment\n  approve after 2s for contoso.edu\nclock: 60x\n",
  );
  const own = join(folder, "own.scenario");
  writeFileSync(own, "deny\n");
  for (const [options, speed, text] of [
    [{}, 60, 'approve after 2s for "contoso.edu"'],
    [{ scenario: `@${own}`, clockSpeed: 2 }, 2, "deny"],
  ] as const) {
    const command = run({ port: 0, seedFile, json: true, ...options });
    await until(() => command.out() !== "");
    const { control } = JSON.parse(command.out()) as { control: string };
    expect(await (await fetch(`${control}clock`)).json()).toMatchObject({ speed });
    expect(await (await fetch(`${control}scenario`)).json()).toMatchObject({ text });
    command.stop();
    await command.code;
  }
});

test.each([
  ["approve sometimes", "The scenario cannot be used: line 1, column 9: expected"],
  ["@none.scenario", "The scenario file none.scenario cannot be read"],
])("the scenario %j is refused", async (scenario, message) => {
  const command = run({ port: 0, scenario });
  expect(await command.code).toBe(1);
  expect(command.err()).toContain(message);
});

test("a seed file that is not there is named", async () => {
  const command = run({ port: 0, seedFile: join(folder, "none.json") });
  expect(await command.code).toBe(1);
  expect(command.err()).toContain(join(folder, "none.json"));
});

test("with auto-create, unknown customers are made and the well-known code is there", async () => {
  const command = run({ port: 0, autoCreate: true, json: true });
  await until(() => command.out() !== "");
  const { control } = JSON.parse(command.out()) as { control: string };
  expect(await (await fetch(`${control}assumptions`)).json()).toMatchObject({ autoCreateCustomers: true });
  expect(await (await fetch(`${control}validation-codes?secrets=show`)).json()).toMatchObject([{ validationId: "123456" }]);
  command.stop();
  await command.code;
});

test("the assumptions are printed, each with default, values and source, and nothing is started", async () => {
  const text = run({ assumptions: true });
  expect(await text.code).toBe(0);
  const rows = run({ assumptions: true, json: true });
  await rows.code;
  const names = (JSON.parse(rows.out()) as { name: string }[]).map((row) => row.name);
  expect(names).toEqual(Object.keys(assumptionCatalogue));
  for (const name of names) expect(text.out()).toContain(`${name} = `);
  expect(text.out().match(/Source: /g)).toHaveLength(names.length);
});

test("it plays a recording: it names the customers of it, and at the end what nobody has asked for", async () => {
  const head = { partnercenterRecording: 1, session: "s", letters: "l" };
  const exchange = (letters: string): object => ({
    session: "s",
    at: 0,
    ms: 1,
    request: { method: "GET", path: `/v1/customers/<id ${letters}>/qualifications` },
    answer: { outcome: "answered", status: 200, headers: {}, body: { json: [] } },
  });
  const file = join(folder, "recording.jsonl");
  writeFileSync(file, [head, exchange("A"), exchange("B")].map((line) => `${JSON.stringify(line)}\n`).join(""));

  const command = run({ port: 0, replay: file });
  await until(() => command.out() !== "");
  expect(command.out()).toMatch(/Recording +2 exchanges, 2 customers\./);
  const [, id] = / A {2}([0-9a-f-]{36})\n/.exec(command.out()) ?? [];
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(command.out())?.[0];
  expect(await (await fetch(`${url}/v1/customers/${id}/qualifications`)).json()).toEqual([]);
  command.stop();
  expect(await command.code).toBe(0);
  expect(command.out()).toContain("Nobody asked for 1 of the 2 recorded exchanges: line 3.\nStopped.\n");

  const inJson = run({ port: 0, replay: file, json: true });
  await until(() => inJson.out() !== "");
  expect(JSON.parse(inJson.out())).toMatchObject({
    replay: { exchanges: 2, customers: [{ letters: "A", customerId: id }, { letters: "B" }] },
  });
  inJson.stop();
  await inJson.code;
});

test("a recording that is damaged is one line with its place, and nothing starts", async () => {
  const file = join(folder, "recording.jsonl");
  writeFileSync(file, '{"partnercenterRecording":1,"session":"s","letters":"l"}\n{"session":"s",');
  const command = run({ port: 0, replay: file });
  expect(await command.code).toBe(1);
  expect(command.err()).toBe(
    `The recording ${file} cannot be played: line 2: it is not whole, or was changed: it is no JSON. Without this line the rest can be played.\n`,
  );
  expect(command.out()).toBe("");
});
