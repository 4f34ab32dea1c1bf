import { applicationOf } from "../../../cli/login/application";
import { createCliSession } from "../../../cli/session";
import { readSettings } from "../../../provider/config/settings";

const [tenant, client, other] = [
  "11111111-d81e-4d66-8d13-0731955f40e2",
  "22222222-d81e-4d66-8d13-0731955f40e2",
  "33333333-d81e-4d66-8d13-0731955f40e2",
];
const configured: Readonly<Record<string, string>> = { tenantId: tenant, clientId: client, clientSecret: "a-secret-of-ours" };

function appOf(named: { tenantId?: string; clientId?: string }, config = configured) {
  const session = createCliSession({ env: {}, err: () => {} });
  const app = applicationOf(
    readSettings((key) => config[key], {}),
    session,
    named,
  );
  return { ...app, quoted: session.redactor.quote("it is a-secret-of-ours") };
}

test.each([
  ["nothing", {}],
  ["the same tenant and client", { tenantId: tenant, clientId: client }],
  ["the same in capitals", { tenantId: tenant.toUpperCase(), clientId: client.toUpperCase() }],
])("the configured secret goes along where %s is named", (_, named) => {
  const { proof, quoted } = appOf(named);
  expect(proof.clientSecret?.reveal()).toBe("a-secret-of-ours");
  expect(quoted).toBe("it is [secret]");
});

test.each<[string, { tenantId?: string; clientId?: string }]>([
  ["another tenant", { tenantId: other }],
  ["another client", { clientId: other }],
  ["the same tenant, another client", { tenantId: tenant, clientId: other }],
  ["another tenant, the same client", { tenantId: other, clientId: client }],
])("no configured secret goes to %s", (_, named) => {
  const app = appOf(named);
  expect(app.proof).toEqual({});
  expect([app.tenantId, app.clientId]).toEqual([named.tenantId ?? tenant, named.clientId ?? client]);
});

test.each([
  ["tenantId", "--tenant-id", { clientId: client }],
  ["clientId", "--client-id", { tenantId: tenant }],
] as const)("without %s it says how to name it", (key, option, config) => {
  expect(() => appOf({}, config)).toThrow(`The sign-in needs partnercenter:${key}, which is not set. Name it with ${option}`);
});
