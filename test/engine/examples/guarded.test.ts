import { type Emulator, startEmulator } from "../../../emulator";
import { type Example, type ExampleRuns, exampleRuns, settlesAndGoes } from "../support/example";

const contoso = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const fabrikam = "1d4ae7e6-d81e-4d66-8d13-0731955f40e2";
const lamna = "2e5bf8f7-e92f-4e77-9e24-184206606153";

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

test("government: GovernmentCommunityCloud first, behind a guard and protected", async () => {
  emulator.control.addValidationCode({ validationId: "654321" });
  using example = await open("examples/government");
  await example.configure({ validationCode: "654321" }, { secret: true });

  emulator.control.addCustomer({ id: lamna, domain: "somebody-else.onmicrosoft.com" });
  const refused = await example.up({ expectFailure: true });
  expect(refused.output).toContain("has the domain somebody-else.onmicrosoft.com, which is not the declared expectedDomain");
  expect(emulator.control.submissions()).toEqual([]);

  emulator.control.addCustomer({ id: lamna, domain: "lamna.onmicrosoft.com" });
  await example.up();
  expect(await example.outputs()).toEqual({ approved: true });
  expect(emulator.control.submissions().map(({ kind }) => kind)).toEqual(["GovernmentCommunityCloud", "StateOwnedEntity"]);
  expect((await example.destroy({ expectFailure: true })).output).toContain("protect");

  await example.configure({ protect: "false" });
  await example.up();
  await settlesAndGoes(example, emulator, 2);
});

test("approval-gate: what waits is created by the first run that finds the approval", async () => {
  using example = await open("examples/approval-gate");
  await example.configure({ timeout: "1s" });
  const waiting = await example.up({ expectFailure: true });
  expect(waiting.output).not.toContain("academic-offer created");

  emulator.control.approve(fabrikam, "Education");
  await example.up();
  expect(await example.outputs()).toMatchObject({ vetting: "Approved", academicOffer: "Office 365 A3" });
  await settlesAndGoes(example, emulator, 1);
});

test("multiple-partners: each tenant signs in for itself and sees its own customers only", async () => {
  const { control, url } = emulator;
  control.setAssumptions({ autoCreateCustomers: false });
  const partners = { europe: contoso, america: fabrikam };
  using example = await runs.open("examples/multiple-partners");
  const secrets: string[] = [];
  for (const [name, customer] of Object.entries(partners)) {
    const { tenantId, clientId, clientSecret, refreshToken } = control.addPartner();
    control.addCustomer({ id: customer, partnerId: tenantId });
    const plain = { tenantId, clientId, endpoint: url, authority: url };
    await example.configure(Object.fromEntries(Object.entries(plain).map(([key, value]) => [`${name}.${key}`, value])));
    await example.configure({ [`${name}.clientSecret`]: clientSecret, [`${name}.refreshToken`]: refreshToken }, { secret: true });
    secrets.push(clientSecret, refreshToken);
  }
  await example.up();
  expect(await example.outputs()).toEqual({ vetting: { contoso: "InReview", fabrikam: "InReview" } });
  const { stdout } = await example.run(["stack", "export", "--stack", example.stack]);
  for (const secret of secrets) expect(stdout).not.toContain(secret);
  await settlesAndGoes(example, emulator, 2);
});
