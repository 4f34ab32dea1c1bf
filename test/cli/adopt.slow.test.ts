import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { type AdoptOptions, runAdopt } from "../../cli/adopt/adopt";
import { type Emulator, startEmulator } from "../../emulator";
import { type FakePulumi, fakePulumi, testIo } from "./support/io";
import { customer } from "./support/stack";

let folder: string;
let emulator: Emulator;
let pulumi: FakePulumi;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-adopt-"));
  emulator = await startEmulator();
  pulumi = fakePulumi(folder, { config: { emulator: emulator.url } });
});
afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

async function adopt(customers: string[], options: Partial<AdoptOptions> = {}, progress?: (text: string) => void) {
  const io = { ...testIo(pulumi.project, pulumi.env), ...(progress === undefined ? {} : { progress }) };
  const code = await runAdopt(customers, { format: "ts", ...options }, io, new AbortController().signal, () => Date.parse("2026-11-21"));
  return { code, ...io.said };
}
const school = (number: number) =>
  emulator.control.addCustomer({
    id: customer(number),
    companyName: `School ${number}`,
    qualifications: [{ qualification: "Education", vettingStatus: "Approved" }],
  });
const sent = (): string[] => emulator.control.requests({ path: "/v1/" }).map(({ method }) => method);

test("all customers of the partner, of several pages, are found, and nothing but reads is sent", async () => {
  for (let number = 0; number < 130; number++) emulator.control.addCustomer({ id: customer(number) });
  for (const number of [200, 201]) school(number);
  const { code, out, err } = await adopt([], { segment: "K12" });
  expect(out.match(/^new partnercenter/gm)).toHaveLength(2);
  expect(out).toContain('new partnercenter.CustomerQualification("school-200", {');
  expect(err).toContain("100 customers listed\n");
  expect(err).toMatch(/\n2 qualifications of 2 customers; 130 more have none\.\n$/);
  expect(code).toBe(0);
  expect(new Set(sent())).toEqual(new Set(["GET"]));
  expect(sent()).toHaveLength(2 + 132);
});

test("customers by argument and by file, each once, with the names of those that have something", async () => {
  for (const number of [1, 2]) school(number);
  emulator.control.addCustomer({ id: customer(3) });
  writeFileSync(join(pulumi.project, "some.csv"), `name,id\nx,${customer(2)}\ny,${customer(3)}\n`);
  const { code, out } = await adopt([customer(1), customer(2).toUpperCase()], { file: "some.csv" });
  expect(out.match(/"school-\d"/g)).toEqual(['"school-1"', '"school-2"']);
  expect(code).toBe(0);
  expect(sent()).toHaveLength(3 + 2);
});

test("one that cannot be read does not stop the others, and the exit code says so", async () => {
  school(1);
  emulator.control.addCustomer({ id: customer(2), relationship: "none" });
  const { code, out, err } = await adopt([customer(3), customer(2), customer(1)]);
  expect(out).toContain('"school-1"');
  expect(out).toContain(`// Not here, since it could not be read: customer ${customer(2)}. `);
  expect(err).toContain(`Customer ${customer(3)} could not be read: `);
  expect(err).toContain("1 qualification of 1 customer; 2 could not be read.\n");
  expect(code).toBe(2);
});

test("a file is written, and overwritten only by --force", async () => {
  school(1);
  const file = join(pulumi.project, "index.ts");
  const { out } = await adopt([customer(1)], { out: "index.ts" });
  expect(out).toBe("");
  expect(readFileSync(file, "utf8")).toContain("school-1");
  const before = sent().length;
  await expect(adopt([customer(1)], { out: "index.ts", format: "yaml" })).rejects.toThrow("index.ts is there already.");
  expect(sent()).toHaveLength(before);
  await adopt([customer(1)], { out: "index.ts", format: "yaml", force: true });
  expect(readFileSync(file, "utf8")).toContain("- name: school-1");
});

test("whether a file can be written is known before anything is read", async () => {
  school(1);
  symlinkSync("nowhere/index.ts", join(pulumi.project, "dangling.ts"));
  await expect(adopt([], { out: "nowhere/index.ts" })).rejects.toThrow(/^There is no folder ".*nowhere"\. Name another file with --out\.$/);
  await expect(adopt([], { out: "dangling.ts" })).rejects.toThrow("dangling.ts is there already.");
  await expect(adopt([], { out: "dangling.ts", force: true })).rejects.toThrow("is a symbolic link that leads nowhere");
  await expect(adopt([], { out: ".", force: true })).rejects.toThrow("is a folder");
  await expect(adopt([], { cwd: "nowhere" })).rejects.toThrow(/^There is no folder ".*nowhere"/);
  expect(emulator.control.requests()).toEqual([]);
});

test("a file that has come meanwhile is kept, and what was read is printed", async () => {
  school(1);
  const file = join(pulumi.project, "index.ts");
  const io = {
    ...testIo(pulumi.project, pulumi.env),
    progress: (text: string) => void (text.startsWith("1 of") && writeFileSync(file, "somebody's")),
  };
  const running = runAdopt([customer(1)], { format: "ts", out: "index.ts" }, io, new AbortController().signal);
  await expect(running).rejects.toThrow(/index\.ts is there already\..*has been printed to standard output/);
  expect(readFileSync(file, "utf8")).toBe("somebody's");
  expect(io.said.out).toContain('"school-1"');
});

test("one customer's no, whatever its code, does not stop the others", async () => {
  for (const number of [1, 2]) school(number);
  emulator.control.fault({
    kind: "status",
    status: 403,
    body: JSON.stringify({ code: 800073, description: "The account is under review" }),
    times: "always",
    match: { path: `/v1/customers/${customer(1)}/qualifications` },
  });
  const { code, out, err } = await adopt([customer(1), customer(2)]);
  expect(out).toContain('"school-2"');
  expect(err).toContain(`Customer ${customer(1)} could not be read: `);
  expect(code).toBe(2);
});

test("a YAML program on the plugin", async () => {
  school(1);
  const { out, code } = await adopt([customer(1)], { format: "plugin-yaml", segment: "K12" });
  expect(code).toBe(0);
  expect(parse(out)).toEqual({
    name: "adopted-qualifications",
    runtime: "yaml",
    resources: {
      "school-1": {
        type: "partnercenter:CustomerQualification",
        properties: { customerId: customer(1), qualification: "Education", educationSegment: "K12" },
      },
    },
  });
});

test.each([
  ["an id that is none", ["x"], {}, '"x" is no customer id'],
  ["a file that is not there", [], { file: "none.csv" }, "none.csv cannot be read"],
] as const)("%s is refused before anything is sent", async (_, customers, options, message) => {
  await expect(adopt([...customers], options)).rejects.toThrow(message);
  expect(emulator.control.requests()).toEqual([]);
});

test("what is wrong for everybody ends it, and nothing is written", async () => {
  pulumi = fakePulumi(folder, { config: { endpoint: emulator.url, authority: emulator.url, accessToken: "not-a-token" } });
  await expect(adopt([], { out: "index.ts" })).rejects.toThrow("Reading the list of customers failed: access is denied");
  expect(() => readFileSync(join(pulumi.project, "index.ts"))).toThrow();
});

test("a terminal sees how far it is, and the line is gone at the end", async () => {
  for (const number of [1, 2]) school(number);
  const shown: string[] = [];
  await adopt([], {}, (text) => shown.push(text));
  expect(shown).toEqual(["2 customers listed…", "1 of 2 customers read…", "2 of 2 customers read…", ""]);
});
