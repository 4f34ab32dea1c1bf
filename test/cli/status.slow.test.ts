import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStatus, type StatusOptions } from "../../cli/status/status";
import { type Emulator, startEmulator } from "../../emulator";
import { systemPorts } from "../../provider/systemPorts";
import { type FakePulumi, fakePulumi, type TestIo, testIo } from "./support/io";
import { customer, exportOf, qualification } from "./support/stack";

let folder: string;
let emulator: Emulator;
let pulumi: FakePulumi;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-status-"));
  emulator = await startEmulator();
  pulumi = fakePulumi(folder, { config: { emulator: emulator.url }, export: exportOf([]) });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

const never = new AbortController().signal;
async function status(customers: string[], options: Partial<StatusOptions> = {}) {
  const io = testIo(pulumi.project, pulumi.env);
  const code = await runStatus(customers, { interval: 60, ...options }, io, never);
  return { code, ...io.said };
}
const names = (out: string): (string | undefined)[] =>
  out
    .split("\n")
    .slice(1)
    .map((line) => line.split(" ")[0]);

test("a stack is read from its state: nothing is asked, no secret is decrypted", async () => {
  pulumi.exported(
    exportOf([
      qualification("contoso", customer(1), { vettingStatus: "Approved", approved: true }),
      qualification("fabrikam", customer(2), { vettingStatus: "Denied" }),
    ]),
  );
  const { code, out, err } = await status([], { stack: "prod" });
  expect([code, err]).toEqual([0, ""]);
  expect(names(out).slice(0, 2)).toEqual(["fabrikam", "contoso"]);
  expect(pulumi.calls().map(({ args }) => args)).toEqual(["stack export --stack prod --non-interactive"]);
  expect(emulator.control.requests()).toEqual([]);
});

test("--fail-on ends with 2 where one is there, and with 0 where none is", async () => {
  pulumi.exported(exportOf([qualification("a", customer(1), { vettingStatus: "Denied" })]));
  expect((await status([], { failOn: ["denied", "notlisted"] })).code).toBe(2);
  expect((await status([], { failOn: ["notlisted", "unreadable"] })).code).toBe(0);
});

test("--live asks Partner Center once for each customer, and sends nothing", async () => {
  emulator.control.addCustomer({
    id: customer(1),
    qualifications: [{ qualification: "Education", vettingStatus: "Approved" }, { qualification: "StateOwnedEntity" }],
  });
  emulator.control.addCustomer({ id: customer(2) });
  pulumi.exported(
    exportOf([
      qualification("one", customer(1), { vettingStatus: "InReview", lastSubmission: { requestId: "r", correlationId: "c", number: 2 } }),
      qualification("one-state", customer(1), { qualification: "StateOwnedEntity", approved: true }),
      qualification("two", customer(2), { vettingStatus: "InReview" }),
      qualification("three", customer(3), { vettingStatus: "InReview" }),
    ]),
  );
  const { code, out } = await status([], { live: true, json: true, failOn: ["unreadable"] });
  const { qualifications, source } = JSON.parse(out) as { qualifications: Record<string, unknown>[]; source: string };
  expect(qualifications.map(({ resource, status, requestsUsed }) => [resource, status, requestsUsed])).toEqual([
    ["two", "NotListed", undefined],
    ["three", "Unreadable", undefined],
    ["one", "Approved", 2],
    ["one-state", "InEffect", undefined],
  ]);
  expect([code, source]).toEqual([2, "partnerCenter"]);
  const sent = emulator.control.requests({ path: "/v1/" });
  expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["GET"]));
  const paths = sent.map(({ path }) => path.replace("/v1/customers/", ""));
  // What is called how is asked of those that could be read.
  expect(paths.sort()).toEqual([
    customer(1),
    `${customer(1)}/qualifications`,
    customer(2),
    `${customer(2)}/qualifications`,
    `${customer(3)}/qualifications`,
  ]);
});

test("a resource of another partner's provider is not asked about with this one's sign-in", async () => {
  const provider = "urn:pulumi:prod::schools::pulumi:providers:pulumi-nodejs::fabrikam::1b4f";
  pulumi.exported(exportOf([qualification("a", customer(1), { vettingStatus: "InReview" }, { provider })]));
  const { out } = await status([], { live: true });
  expect(out).toContain("InReview");
  expect(out).toContain("not asked: it belongs to the provider fabrikam");
  expect(emulator.control.requests({ path: "/v1/" })).toEqual([]);
});

test("customers that are named are asked for, whatever the stack holds", async () => {
  emulator.control.addCustomer({
    id: customer(1),
    qualifications: [
      { qualification: "Nonprofit" },
      { qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" },
    ],
  });
  emulator.control.addCustomer({ id: customer(2) });
  const { out } = await status([customer(1).toUpperCase(), customer(2), customer(1), customer(3)]);
  expect(out).toMatch(new RegExp(`^${customer(1)}  \\S+\\.example +Education +Denied +Not an Academic Domain$`, "m"));
  expect(out).toMatch(new RegExp(`^${customer(1)}  \\S+ +Nonprofit +InEffect$`, "m"));
  expect(out).toMatch(new RegExp(`^${customer(2)}  \\S+ +None +None$`, "m"));
  expect(out).toMatch(new RegExp(`^${customer(3)} +\\? +Unreadable`, "m"));
  expect(out).toMatch(/4 qualifications: 1 denied, 1 could not be read, 1 other, 1 approved or in effect\.\n$/);
  expect(pulumi.calls().some(({ args }) => args.startsWith("stack export"))).toBe(false);
});

test("what is wrong for everybody is an error, not a row", async () => {
  pulumi = fakePulumi(folder, { config: { endpoint: emulator.url, authority: emulator.url, accessToken: "not-a-token" } });
  await expect(status([customer(1), customer(2)])).rejects.toThrow(/^Reading the qualifications .* access is denied/);
});

test.each([
  ["a customer id that is none", ["x"], {}, /"x" is no customer id/],
  ["two forms", [], { json: true, csv: true }, /--json and --csv cannot be combined/],
  ["a watch in JSON", [], { json: true, watch: true }, /leave --json out/],
] as const)("%s is refused before anything is read", async (_, customers, options, message) => {
  await expect(status([...customers], options)).rejects.toThrow(message);
  expect(pulumi.calls()).toEqual([]);
});

test("a stack that cannot be read says why, and what to do", async () => {
  pulumi = fakePulumi(folder, { fails: "stack export" });
  await expect(status([])).rejects.toThrow(
    "The state of the stack cannot be read: no stack selected; please use `pulumi stack select`. Run in the folder",
  );
  pulumi.exported("no JSON");
  pulumi = fakePulumi(folder, { export: "no JSON" });
  await expect(status([])).rejects.toThrow("printed something else");
});

/** Runs a watch whose waits are the test's: each of them lets `between` change the world; after the last it is interrupted. */
async function watched(io: TestIo, ...between: (() => void)[]): Promise<number> {
  const interrupt = new AbortController();
  const waits = [...between, () => interrupt.abort()];
  const clock = {
    ...systemPorts,
    timer(ms: number, fire: () => void) {
      if (ms !== 5000) return systemPorts.timer(ms, fire);
      waits.shift()?.();
      return systemPorts.timer(0, fire);
    },
  };
  return runStatus([], { watch: true, interval: 5, failOn: ["denied"] }, io, interrupt.signal, clock);
}

test("a watch prints the table, then what changes, survives a look that fails, and ends with the last verdict", async () => {
  const state = (vettingStatus: string): void => pulumi.exported(exportOf([qualification("a", customer(1), { vettingStatus })]));
  state("InReview");
  const io = testIo(pulumi.project, pulumi.env);
  const code = await watched(
    io,
    () => {},
    () => pulumi.exported("broken"),
    () => state("Denied"),
  );
  const [head, first, , , ...lines] = io.said.out.trimEnd().split("\n");
  expect(head).toMatch(/^RESOURCE/);
  expect(first).toMatch(/^a .*InReview$/);
  expect(lines).toEqual([expect.stringMatching(/^20\S+Z a, customer \S+, Education: InReview -> Denied$/)]);
  expect(io.said.err).toMatch(/printed something else/);
  expect(code).toBe(2);
});

test("on a terminal a watch draws the table anew on a screen of its own, and gives the old one back", async () => {
  pulumi.exported(exportOf([qualification("a", customer(1), { vettingStatus: "InReview" })]));
  let listening = 0;
  const onResize = (): (() => void) => {
    listening++;
    return () => void listening--;
  };
  const io = { ...testIo(pulumi.project, pulumi.env), terminal: { columns: 100, rows: 30, colour: false, onResize } };
  expect(await watched(io, () => {})).toBe(0);
  const screens = io.said.out.split("\u001B[H");
  expect(screens).toHaveLength(3);
  expect(screens[0]).toBe("\u001B[?1049h\u001B[?25l");
  expect(screens[1]).toContain("again every 5 s. Ctrl-C ends it.\u001B[K\u001B[J");
  expect(io.said.out.endsWith("\u001B[?25h\u001B[?1049l")).toBe(true);
  // What was there before is not erased.
  expect(io.said.out).not.toContain("\u001B[3J");
  expect(listening).toBe(0);
});

test("one customer's no is a row, whatever the reason, and what is wrong for everybody ends it at once", async () => {
  for (const number of [1, 2, 3]) emulator.control.addCustomer({ id: customer(number) });
  emulator.control.fault({
    kind: "status",
    status: 403,
    body: JSON.stringify({ code: 800073, description: "The account is under review" }),
    times: "always",
    match: { path: `/v1/customers/${customer(2)}/qualifications` },
  });
  const { code, out } = await status([customer(1), customer(2), customer(3)], { json: true });
  const { qualifications } = JSON.parse(out) as { qualifications: { customerId: string; status: string; note?: string }[] };
  expect(code).toBe(0);
  expect(qualifications.map(({ customerId, status: text }) => [customerId, text])).toEqual([
    [customer(2), "Unreadable"],
    [customer(1), "None"],
    [customer(3), "None"],
  ]);
  expect(qualifications[0]?.note).toContain("800073");
});

test("a watch whose first look fails does not go on", async () => {
  pulumi.exported("broken");
  await expect(watched(testIo(pulumi.project, pulumi.env))).rejects.toThrow("printed something else");
});
