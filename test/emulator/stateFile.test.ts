import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../emulator";
import { askToken, contosoId, list, post, withEmulator } from "./support";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-state-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a restart keeps customers, codes, submissions, answers given, partners and refresh tokens", async () => {
  const stateFile = join(folder, "deep", "state.json");
  const headers = { "MS-RequestId": randomUUID() };
  const education = { qualification: "Education", educationSegment: "K12" };
  let refreshToken = "";
  let before: unknown;
  let tenantId = "";
  await withEmulator({ stateFile }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId, domain: "contoso.edu" });
    emulator.control.addValidationCode({ validationId: "1" });
    emulator.control.revokeRefreshToken();
    refreshToken = emulator.control.issueRefreshToken();
    tenantId = emulator.control.addPartner().tenantId;
    await post(emulator, education, headers);
    before = [emulator.control.customers(), emulator.control.validationCodes(), emulator.control.submissions()];
  });
  await withEmulator({ stateFile, seed: { customers: [{}] } }, async (emulator) => {
    expect([emulator.control.customers(), emulator.control.validationCodes(), emulator.control.submissions()]).toEqual(before);
    emulator.control.vanish(contosoId, "Education");
    expect((await post(emulator, education, headers)).status).toBe(201);
    expect(await list(emulator)).toEqual([]);
    expect((await askToken(emulator)).status).toBe(400);
    expect((await askToken(emulator, { refresh_token: refreshToken })).status).toBe(200);
    expect(() => emulator.control.issueRefreshToken(tenantId)).not.toThrow();
  });
});

test("a change is saved while it runs, not only at the end", async () => {
  const stateFile = join(folder, "state.json");
  await withEmulator({ stateFile }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    while (!readFileSync(stateFile, "utf8").includes(contosoId)) await new Promise((resolve) => setTimeout(resolve, 10));
    for (let n = 0; n < 50; n++) emulator.control.addCustomer();
  });
  expect(JSON.parse(readFileSync(stateFile, "utf8")).customers).toHaveLength(51);
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test.each([
  ["", "Unexpected end"],
  ['{"version":1,"customers":[', "JSON"],
  ['{"version":2}', "not the state of an emulator of this version"],
  ["null", "not the state of an emulator of this version"],
  [
    '{"version":1,"customers":[{"id":"x"}],"validationCodes":[],"submissions":[],"partners":[],"answers":[],"tokens":{"serial":0}}',
    "damaged",
  ],
])("the damaged file %j is an error that names it, and is left as it is", async (content, message) => {
  const stateFile = join(folder, "state.json");
  writeFileSync(stateFile, content);
  const start = startEmulator({ stateFile });
  await expect(start).rejects.toThrow(stateFile);
  await expect(start).rejects.toThrow(message);
  expect(readFileSync(stateFile, "utf8")).toBe(content);
});

test("a file that cannot be written is a warning, and the emulator goes on", async () => {
  writeFileSync(join(folder, "file"), "");
  const stateFile = join(folder, "file", "state.json");
  const warnings: string[] = [];
  await withEmulator({ stateFile, warn: (message) => warnings.push(message) }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    expect(await list(emulator)).toEqual([]);
  });
  expect(existsSync(stateFile)).toBe(false);
  expect(warnings[0]).toContain(stateFile);
});
