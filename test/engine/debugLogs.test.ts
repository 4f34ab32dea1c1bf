import { readFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { customers, programOf, submissions } from "./support/emulated";
import { type Front, fronts } from "./support/fronts";
import { createProject } from "./support/project";

/**
 * What Pulumi itself writes of secrets when it is asked for its logs: SECURITY.md has the table, and this holds it. Everything of ours stands in these logs as
 * well, `PARTNERCENTER_DEBUG` included, and adds nothing to them.
 */
const { contoso } = customers;
const planted = {
  clientSecret: "planted-client-secret-7d1f",
  refreshToken: "planted-refresh-token-5a9c",
  validationCode: "planted-code-3e2b",
};
const partner = { tenantId: "aaaaaaaa-1111-4111-8111-111111111111", clientId: "bbbbbbbb-1111-4111-8111-111111111111" };

interface Call {
  readonly method: string;
  readonly request?: unknown;
  readonly response?: unknown;
}

const declare = (front: Front, resubmit: string): string => {
  const args = { customerId: contoso, qualification: "GovernmentCommunityCloud", resubmit };
  const code = `pulumi.secret(${JSON.stringify(planted.validationCode)})`;
  return programOf(front, `new partnercenter.CustomerQualification("contoso", { ...${JSON.stringify(args)}, validationCode: ${code} });`);
};

/** Lines of Pulumi's own that show what it hands on: its Node SDK's, and those of the engine. Everything else is held against the secrets. */
const pulumisOwn = [
  /debug: (RegisterResource RPC finished|Registering resource)/,
  /"msg":"eventSink::Debug\(<\{%reset%\}>(RegisterResource RPC finished|Registering resource)/,
  /"msg":"(Unm|M)arshaling property for RPC\[(ResourceMonitor|Provider)/,
  /"msg":"(RegisterResource RPC finished|Registering resource)/,
];
/** And those of them that show credentials of the stack's configuration. */
const ofConfiguration = /"msg":"(Unm|M)arshaling property for RPC\[Provider\[[^\]]*\]\.(CheckConfig|DiffConfig|Configure)/;

const cases = fronts.flatMap((front) => (["environment", "stack"] as const).map((from) => ({ ...front, from })));

test.each(cases)(
  "$front, credentials from the $from: Pulumi's logs in full show what it hands on, and nothing of ours adds to it",
  async ({ from, ...front }) => {
    await using emulator = await startEmulator();
    const { control } = emulator;
    control.addPartner({ ...partner, clientSecret: planted.clientSecret, refreshToken: planted.refreshToken });
    control.addCustomer({ id: contoso, partnerId: partner.tenantId });
    control.addValidationCode({ validationId: planted.validationCode, partnerId: partner.tenantId });
    const { clientSecret, refreshToken } = planted;
    await using project = await createProject({
      name: "debug-logs",
      front,
      refreshAlways: true,
      program: declare(front, "1"),
      env: {
        PARTNERCENTER_DEBUG: "1",
        PARTNERCENTER_ENDPOINT: emulator.url,
        PARTNERCENTER_AUTHORITY: emulator.url,
        ...(from === "stack"
          ? {}
          : {
              PARTNERCENTER_TENANT_ID: partner.tenantId,
              PARTNERCENTER_CLIENT_ID: partner.clientId,
              PARTNERCENTER_CLIENT_SECRET: clientSecret,
              PARTNERCENTER_REFRESH_TOKEN: refreshToken,
            }),
      },
    });
    if (from === "stack") {
      for (const [key, value] of Object.entries(partner)) await project.config(`partnercenter:${key}`, value);
      for (const [key, value] of Object.entries({ clientSecret, refreshToken })) {
        await project.config(`partnercenter:${key}`, value, { secret: true });
      }
    }
    const file = path.join(project.folder, "grpc.json");
    const logged = { env: { PULUMI_DEBUG_GRPC: file }, args: ["--debug", "-v=9", "--logtostderr", "--logflow"] };
    let output = (await project.up(logged)).output;
    project.writeProgram(declare(front, "2"));
    output += (await project.up(logged)).output;
    output += (await project.destroy(logged)).output;
    expect(submissions(control, "contoso")).toBe(1);

    // The logs are in full, and ours among them: each of our requests is told.
    expect(output).toMatch(/Request 1: POST .*\/oauth2\/v2\.0\/token/);
    expect(output).toMatch(/Request \d+: POST .*\/qualifications .*: 201/);
    expect(output).toMatch(/"msg":"Marshaling property for RPC\[Provider/);
    const lines = output.split("\n");
    const holding = (secret: string): string[] => lines.filter((line) => line.includes(secret));

    // No access token, ever.
    const [token = ""] = control
      .requests({ path: "/qualifications" })
      .map(({ headers }) => headers["authorization"]?.replace("Bearer ", "") ?? "");
    expect(token).toMatch(/^ey/);
    const log = readFileSync(file, "utf8");
    for (const text of [output, log]) expect(text).not.toContain(token);

    // Credentials: never from the environment, and in Pulumi's own lines from the stack.
    for (const secret of [clientSecret, refreshToken]) {
      expect(holding(secret).filter((line) => !ofConfiguration.test(line))).toEqual([]);
      expect(holding(secret).length > 0).toBe(from === "stack");
      const methods = methodsOf(log, secret);
      expect(methods.filter((method) => !["CheckConfig", "Configure", "DiffConfig", "Run"].includes(method))).toEqual([]);
      expect(methods.includes("Configure")).toBe(from === "stack");
    }

    // A secret of the program: Pulumi's own lines, and the calls that carry inputs and outputs.
    expect(holding(planted.validationCode).filter((line) => !pulumisOwn.some((own) => own.test(line)))).toEqual([]);
    expect(methodsOf(log, planted.validationCode)).toEqual(["Check", "Create", "Delete", "Diff", "Read", "RegisterResource", "Update"]);
    if (front.front === "plugin") expect(unmarked(log)).toEqual([]);
  },
);

function callsOf(log: string): readonly Call[] {
  return log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Call);
}

/** The calls in Pulumi's gRPC log that show a secret. */
function methodsOf(log: string, secret: string): string[] {
  const found = callsOf(log).filter((call) => JSON.stringify(call).includes(secret));
  return [...new Set(found.map(({ method }) => method.split("/").at(-1) ?? ""))].sort();
}

/** The plugin's answers that hold the code without Pulumi's mark of a secret. */
function unmarked(log: string): readonly Call[] {
  const marked = `{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","value":"${planted.validationCode}"}`;
  return callsOf(log).filter(
    ({ method, response }) =>
      method.startsWith("/pulumirpc.ResourceProvider/") &&
      JSON.stringify(response ?? {})
        .replaceAll(marked, "")
        .includes(planted.validationCode),
  );
}
