import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Emulator, startEmulator, wellKnown } from "../../emulator";
import { customers, declare, education, programOf, submissions, withEmulator } from "./support/emulated";
import { type Front, fronts } from "./support/fronts";
import type { EngineEvent, Project } from "./support/project";

const { contoso, fabrikam } = customers;

/** Values that may be nowhere in clear; the emulator accepts them. */
const planted = {
  clientSecret: "planted-client-secret-7d1f",
  refreshToken: "planted-refresh-token-5a9c",
  validationCode: "planted-validation-code-3e2b",
};
const partner = { tenantId: "aaaaaaaa-1111-4111-8111-111111111111", clientId: "bbbbbbbb-1111-4111-8111-111111111111" };
const government = { qualification: "GovernmentCommunityCloud", validationCode: planted.validationCode };
const textOf = (front: Front): string =>
  programOf(front, declare("contoso", "contoso", government), "exports.code = contoso.validationCode;");

/** Lets an emulator's partner have the planted credentials, and two customers. */
function plant({ control }: Emulator): void {
  const { clientSecret, refreshToken } = planted;
  control.addPartner({ ...partner, clientSecret, refreshToken });
  for (const id of [contoso, fabrikam]) control.addCustomer({ id, partnerId: partner.tenantId });
  control.addValidationCode({ validationId: planted.validationCode, partnerId: partner.tenantId });
}

/** All that Pulumi keeps: state, backups, history and configuration; not the program, which holds what a test put there. */
function kept(folder: string): string {
  const own = /^(index\.js|events\.json)$/;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !own.test(entry.name) && !entry.parentPath.includes("node_modules"),
  );
  return files.map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8")).join("\n");
}

/** The event log, but for its debug messages: there Pulumi's SDK writes the secrets of any program, whatever its resources. */
function eventLog(project: Project): string {
  const isDebug = (event: EngineEvent): boolean => (event["diagnosticEvent"] as { severity?: string } | undefined)?.severity === "debug";
  return project
    .events()
    .filter((event) => !isDebug(event))
    .map((event) => JSON.stringify(event))
    .join("\n");
}

/** Previews, up, drift and destroy: all that they print, log and keep. `change` is what happens at Microsoft after `up`. */
async function wholeLife(project: Project, change: () => void, expectFailure: "either" | false = false): Promise<string> {
  let seen = "";
  const keep = async (running: Promise<{ readonly output: string }>): Promise<void> => {
    seen += (await running).output + eventLog(project);
  };
  await keep(project.up({ args: ["--diff"] }));
  seen += (await project.stackExport()).text;
  change();
  await keep(project.preview({ args: ["--diff"], expectFailure }));
  await keep(project.destroy({ expectFailure }));
  return seen + kept(project.folder);
}

function expectNothingIn(seen: string, secrets: readonly string[]): void {
  expect(seen.length).toBeGreaterThan(10_000);
  // Shown with what stands around it, not with all that was written.
  const found = secrets.filter((secret) => seen.includes(secret));
  expect(found.map((secret) => seen.slice(Math.max(0, seen.indexOf(secret) - 300), seen.indexOf(secret) + 100))).toEqual([]);
}

test.each(fronts)("$front: no secret of the stack's configuration is ever in clear", async (front) => {
  await withEmulator({ front, program: textOf(front), env: { PARTNERCENTER_EMULATOR: "" } }, async ({ project, emulator, control }) => {
    plant(emulator);
    const values = { endpoint: emulator.url, authority: emulator.url, ...partner };
    for (const [key, value] of Object.entries(values)) await project.config(`partnercenter:${key}`, value);
    for (const key of ["clientSecret", "refreshToken"] as const) {
      await project.config(`partnercenter:${key}`, planted[key], { secret: true });
    }
    const seen = await wholeLife(project, () => {
      control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Approved" }]);
    });
    expect(submissions(control, "contoso")).toBe(1);
    const [token] = control.requests({ path: "/qualifications" }).map(({ headers }) => headers["authorization"]?.replace("Bearer ", ""));
    expect(token).toMatch(/^ey/);
    expectNothingIn(seen, [...Object.values(planted), token ?? ""]);
  });
});

test.each(fronts)("$front: no secret of the environment is ever in clear", async (front) => {
  const emulator = await startEmulator();
  plant(emulator);
  const env = {
    PARTNERCENTER_EMULATOR: "",
    PARTNERCENTER_ENDPOINT: emulator.url,
    PARTNERCENTER_AUTHORITY: emulator.url,
    PARTNERCENTER_TENANT_ID: partner.tenantId,
    PARTNERCENTER_CLIENT_ID: partner.clientId,
    PARTNERCENTER_CLIENT_SECRET: planted.clientSecret,
    PARTNERCENTER_REFRESH_TOKEN: planted.refreshToken,
  };
  try {
    await withEmulator({ front, program: textOf(front), env }, async ({ project }) => {
      const seen = await wholeLife(project, () => emulator.control.revokeRefreshToken(), "either");
      expect(submissions(emulator.control, "contoso")).toBe(1);
      expect(seen).toMatch(/AADSTS50173/);
      expectNothingIn(seen, Object.values(planted));
    });
  } finally {
    await emulator.close();
  }
});

test.each(fronts)("$front: two partner tenants in one program keep their customers and their secrets apart", async (front) => {
  const { accessToken } = wellKnown;
  const instances = (one: string, other: string): string =>
    programOf(
      front,
      `const one = new partnercenter.Provider("one", ${JSON.stringify({ endpoint: one, authority: one, ...partner, ...withoutCode(planted) })});`,
      `const other = new partnercenter.Provider("other", ${JSON.stringify({ endpoint: other, accessToken })});`,
      declare("contoso", "contoso", government, "{ provider: one }"),
      education("fabrikam", {}, "{ provider: other }"),
    );
  const first = await startEmulator();
  plant(first);
  try {
    await withEmulator({ front, program: "", env: { PARTNERCENTER_EMULATOR: "" } }, async ({ project, emulator, control }) => {
      project.writeProgram(instances(first.url, emulator.url));
      const seen = await wholeLife(project, () => control.deny(fabrikam, "Education"));
      expect(seen).toMatch(/Education was denied/);
      expect(first.control.submissions().map(({ customerId }) => customerId)).toEqual([contoso]);
      expect(control.submissions().map(({ customerId }) => customerId)).toEqual([fabrikam]);
      expect(control.tokenRequests()).toEqual([]);
      expectNothingIn(seen, [...Object.values(planted), accessToken]);
    });
  } finally {
    await first.close();
  }
});

function withoutCode({ clientSecret, refreshToken }: typeof planted): object {
  return { clientSecret, refreshToken };
}
