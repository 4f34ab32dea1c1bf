import { readFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { customers, declare, program } from "./support/emulated";
import { createProject } from "./support/project";

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

test("--debug and Pulumi's gRPC log have no credential that comes from the environment, and a code only where Pulumi itself hands inputs on", async () => {
  await using emulator = await startEmulator();
  emulator.control.addPartner({ ...partner, clientSecret: planted.clientSecret, refreshToken: planted.refreshToken });
  emulator.control.addCustomer({ id: contoso, partnerId: partner.tenantId });
  emulator.control.addValidationCode({ validationId: planted.validationCode, partnerId: partner.tenantId });
  await using project = await createProject({
    name: "grpc-log",
    program: program(declare("contoso", "contoso", { qualification: "GovernmentCommunityCloud", validationCode: planted.validationCode })),
    env: {
      PARTNERCENTER_ENDPOINT: emulator.url,
      PARTNERCENTER_AUTHORITY: emulator.url,
      PARTNERCENTER_TENANT_ID: partner.tenantId,
      PARTNERCENTER_CLIENT_ID: partner.clientId,
      PARTNERCENTER_CLIENT_SECRET: planted.clientSecret,
      PARTNERCENTER_REFRESH_TOKEN: planted.refreshToken,
    },
  });
  const file = path.join(project.folder, "grpc.json");
  const { output } = await project.up({ env: { PULUMI_DEBUG_GRPC: file }, args: ["--debug"] });
  // With --debug Pulumi's SDK prints what it sends and gets, secrets of any program included; nothing of ours does.
  const ours = output.split("\n").filter((line) => !/debug: (RegisterResource|Registering resource)/.test(line));
  for (const secret of Object.values(planted)) expect(ours.join("\n")).not.toContain(secret);
  for (const secret of [planted.clientSecret, planted.refreshToken]) expect(output).not.toContain(secret);

  const log = readFileSync(file, "utf8");
  expect(log).not.toContain(planted.clientSecret);
  expect(log).not.toContain(planted.refreshToken);
  expect(log).not.toMatch(/eyJ[\w-]{20,}\.[\w-]{20,}\./); // no access token either

  const calls = log
    .split("\n")
    .filter((line) => line.includes(planted.validationCode))
    .map((line) => JSON.parse(line) as Call);
  const methods = new Set(calls.map(({ method }) => method.split("/").at(-1)));
  expect([...methods].sort()).toEqual(["Check", "Create", "RegisterResource"]);
  expect(emulator.control.submissions()).toHaveLength(1);
});
