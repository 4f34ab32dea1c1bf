import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
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
  await withEmulator({ stateFile }, async ({ control }) => expect(control.customers()).toHaveLength(51));
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test.each([
  ["", "Unexpected end"],
  ['{"version":1,"customers":[', "JSON"],
  ['{"version":3}', "not the state of an emulator of this version"],
  ["null", "not the state of an emulator of this version"],
  [
    '{"version":1,"customers":[{"id":"x"}],"validationCodes":[],"submissions":[],"partners":[],"answers":[],"tokens":{"generation":0}}',
    "damaged",
  ],
  ['{"version":2}\n[{"customer":{"id":"x"}}]\n', "damaged"],
  ['{"version":2}\n[{"customers":[]}]\n', "damaged"],
  ['{"version":2}\n[\n', "JSON"],
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

/** Waits until the file is as it should be. */
async function until(good: () => boolean): Promise<void> {
  while (!good()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a request for a token changes nothing that is saved", async () => {
  const stateFile = join(folder, "state.json");
  await withEmulator({ stateFile }, async (emulator) => {
    const before = statSync(stateFile);
    for (let n = 0; n < 5; n++) expect((await askToken(emulator)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(statSync(stateFile)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs, ino: before.ino });
  });
});

test("a change costs what it changes, whatever there is: it is appended, and nothing else is written, nor at the end or the next start", async () => {
  const stateFile = join(folder, "state.json");
  const customers = Array.from({ length: 2000 }, () => ({ id: randomUUID() }));
  await withEmulator({ stateFile, seed: { customers: [...customers, { id: contosoId }] } }, async (emulator) => {
    const whole = statSync(stateFile);
    expect(whole.size).toBeGreaterThan(300_000);
    await post(emulator, { qualification: "StateOwnedEntity" });
    await until(() => statSync(stateFile).size > whole.size);
    expect(statSync(stateFile).size - whole.size).toBeLessThan(6000);
    expect(statSync(stateFile).ino).toBe(whole.ino);
  });
  const closed = statSync(stateFile);
  await withEmulator({ stateFile }, async (emulator) => {
    expect(statSync(stateFile)).toMatchObject({ size: closed.size, ino: closed.ino });
    expect(await list(emulator)).toEqual([{ qualification: "StateOwnedEntity" }]);
  });
});

test("when as much was appended as there was, the file is written anew, with everything in it once", async () => {
  const stateFile = join(folder, "state.json");
  await withEmulator({ stateFile }, async (emulator) => {
    emulator.control.addCustomer({ id: contosoId });
    await until(() => readFileSync(stateFile, "utf8").includes(contosoId));
    const first = statSync(stateFile).ino;
    const companyName = "x".repeat(300_000);
    for (let n = 0; statSync(stateFile).ino === first; n++) {
      expect(n).toBeLessThan(30);
      const before = statSync(stateFile);
      emulator.control.addCustomer({ id: contosoId, companyName: `${n}${companyName}` });
      await until(() => statSync(stateFile).size !== before.size || statSync(stateFile).ino !== before.ino);
    }
  });
  // Once as it was when the file was written anew, and at most once appended since.
  expect(readFileSync(stateFile, "utf8").split(contosoId).length).toBeLessThan(4);
});

test("a last line that was cut by a crash is forgotten, and what came before it is there", async () => {
  const stateFile = join(folder, "state.json");
  await withEmulator({ stateFile, seed: { customers: [{ id: contosoId }] } }, async ({ control }) => {
    control.addCustomer({ companyName: "The last" });
  });
  const { size } = statSync(stateFile);
  truncateSync(stateFile, size - 3);
  await withEmulator({ stateFile }, async ({ control }) => {
    expect(control.customers().map(({ id }) => id)).toEqual([contosoId]);
    control.addCustomer({ companyName: "After it" });
  });
  await withEmulator({ stateFile }, async ({ control }) => expect(control.customers()).toHaveLength(2));
});

test("the file of version 0.1.0 is read, and written as the files of today", async () => {
  const stateFile = join(folder, "state.json");
  const customer = {
    id: contosoId,
    domain: "a.edu",
    companyName: "A",
    relationship: "reseller",
    partnerId: randomUUID(),
    held: [],
    requestCount: 1,
  };
  const first = { version: 1, customers: [customer], validationCodes: [], submissions: [], partners: [], answers: [] };
  writeFileSync(stateFile, JSON.stringify({ ...first, tokens: { generation: 1, serial: 9 } }));
  await withEmulator({ stateFile }, async (emulator) => {
    expect(emulator.control.customer(contosoId)).toMatchObject({ domain: "a.edu", requestCount: 1 });
    expect((await askToken(emulator)).status).toBe(400);
    expect(readFileSync(stateFile, "utf8")).toMatch(/^\{"version":2\}\n\[/);
  });
});

test("a file that is moved away or written to while it runs is written anew and whole", async () => {
  const stateFile = join(folder, "state.json");
  await withEmulator({ stateFile, seed: { customers: [{ id: contosoId }] } }, async ({ control }) => {
    renameSync(stateFile, join(folder, "moved.json"));
    control.addCustomer();
    await until(() => existsSync(stateFile));
    expect(readFileSync(stateFile, "utf8")).toContain(contosoId);
    appendFileSync(stateFile, "nonsense");
    control.addCustomer();
    await until(() => !readFileSync(stateFile, "utf8").includes("nonsense"));
  });
  await withEmulator({ stateFile }, async ({ control }) => expect(control.customers()).toHaveLength(3));
});

test.each(["that is there", "that is not there yet"])(
  "a symbolic link to a file %s stays a link, and two links to one file are one file",
  async (there) => {
    mkdirSync(join(folder, "real"));
    const real = join(folder, "real", "state.json");
    const link = join(folder, "link.json");
    if (there === "that is there") await withEmulator({ stateFile: real }, async () => undefined);
    symlinkSync(join("real", "state.json"), link);
    await withEmulator({ stateFile: link }, async ({ control }) => {
      control.addCustomer({ id: contosoId });
      await expect(startEmulator({ stateFile: real })).rejects.toThrow("in use by another emulator");
    });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    await withEmulator({ stateFile: real }, async ({ control }) => expect(control.customers()).toHaveLength(1));
  },
);

test("a lock that another emulator has taken is not released, its file not written to, and that is said once", async () => {
  const stateFile = join(folder, "state.json");
  const warnings: string[] = [];
  const other = JSON.stringify({ id: "another", pid: 1, host: "elsewhere" });
  await withEmulator({ stateFile, warn: (message) => warnings.push(message) }, async ({ control }) => {
    writeFileSync(`${stateFile}.lock`, other);
    writeFileSync(stateFile, "theirs");
    for (let n = 0; n < 2; n++) {
      control.addCustomer();
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  });
  expect(warnings).toEqual([expect.stringContaining("another emulator (process 1 on elsewhere). Nothing is saved here any more")]);
  expect(readFileSync(stateFile, "utf8")).toBe("theirs");
  expect(readFileSync(`${stateFile}.lock`, "utf8")).toBe(other);
});
