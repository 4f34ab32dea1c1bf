import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { type Emulator, startEmulator } from "../../../emulator";
import { root } from "../../boundary/support/linkedFolder";
import { runCommand } from "../support/command";
import { type Example, type ExampleRuns, exampleRuns, settlesAndGoes } from "../support/example";

let runs: ExampleRuns;
let emulator: Emulator;
beforeAll(async () => {
  runs = await exampleRuns();
});
beforeEach(async () => {
  emulator = await startEmulator({ assumptions: { autoCreateCustomers: true } });
});
afterEach(() => emulator.close());
afterAll(() => runs[Symbol.dispose]());

const open = (name: string): Promise<Example> => runs.open(name, { env: { PARTNERCENTER_EMULATOR: emulator.url } });

test("every example is among the tests of this folder", () => {
  const folders = readdirSync(path.join(root, "examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([
    "approval-gate",
    "automation",
    "fleet",
    "government",
    "javascript",
    "many-customers",
    "multiple-partners",
    "onboarding-by-domain",
    "quickstart",
    "tenant-onboarding",
    "yaml-onboarding",
  ]);
});

test("quickstart: one academic customer", async () => {
  using example = await open("examples/quickstart");
  await example.up();
  expect(await example.outputs()).toEqual({ vetting: "InReview" });
  await settlesAndGoes(example, emulator, 1);
});

test("javascript: a state-owned entity, at once", async () => {
  using example = await open("examples/javascript");
  await example.up();
  expect(await example.outputs()).toEqual({ qualification: "StateOwnedEntity", approved: true });
  await settlesAndGoes(example, emulator, 1);
});

test.each(["onboarding-by-domain", "yaml-onboarding"])("%s: by the plugin, which finds the customer by its domain", async (name) => {
  const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
  emulator.control.addCustomer({ id: customerId, domain: "contoso.onmicrosoft.com", companyName: "Contoso" });
  using example = await open(`examples/${name}`);
  await example.up();
  expect(await example.outputs()).toMatchObject({ customerId, vetting: "InReview" });
  await settlesAndGoes(example, emulator, 1);
});

test("tenant-onboarding: the project of the root, found from the example's folder too", async () => {
  emulator.control.addValidationCode({ validationId: "123456" });
  using example = await open(".");
  await example.configure({ governmentCode: "123456" }, { secret: true });
  await example.up();
  const vetting = { contoso: "InReview", fabrikam: "InReview", tailspin: "InReview", lamna: "Approved" };
  const { stdout } = await runCommand(runs.engine.pulumi, ["stack", "output", "--json", "--stack", example.stack], {
    cwd: path.join(root, "examples", "tenant-onboarding"),
    env: runs.env,
  });
  const flat = Object.entries((JSON.parse(stdout) as { vetting: Record<string, Record<string, string>> }).vetting);
  expect(Object.fromEntries(flat.map(([name, kinds]) => [name, Object.values(kinds)[0]]))).toEqual(vetting);
  await settlesAndGoes(example, emulator, 5);
});

test("many-customers: one resource for each line of the file", async () => {
  using example = await open("examples/many-customers");
  await example.up();
  expect(await example.outputs()).toEqual({
    vetting: {
      contoso: "InReview",
      fabrikam: "InReview",
      proseware: "in effect",
      tailspin: "InReview",
      "tailspin-state": "in effect",
    },
  });
  await settlesAndGoes(example, emulator, 5);
});

test("automation: progress line by line, from a program without a project folder", async () => {
  const folder = path.join(root, "examples", "automation");
  const kept = existsSync(path.join(folder, ".work"));
  const env = { ...runs.env, PARTNERCENTER_EMULATOR: emulator.url };
  const say = (command: string) =>
    runCommand(process.execPath, [path.join(root, "node_modules", "ts-node", "dist", "bin.js"), "index.ts", command], { cwd: folder, env });
  try {
    const up = await say("up");
    expect(up.stdout).toContain("✓ create contoso: InReview\n");
    expect(up.stdout).toContain('"tailspin": "InReview"');
    expect((await say("preview")).stdout).not.toMatch(/create|update|replace/);
    const gone = await say("destroy");
    expect(gone.stdout).toContain("✓ delete contoso");
    expect(gone.stdout).toContain("Education stays");
    expect(emulator.control.submissions()).toHaveLength(2);
  } finally {
    if (!kept) rmSync(path.join(folder, ".work"), { recursive: true, force: true });
  }
});
