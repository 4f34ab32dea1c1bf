import { startEmulator } from "../../emulator";
import { customers, declare, education, program, told, withEmulator } from "./support/emulated";

/** A resource whose output is known only when it has been created, as of any other provider. */
const tenant = (customerId: string): string =>
  [
    "const provider = 'exports.handler = () => ({ create: async (inputs) => ({ id: inputs.from, outs: { from: inputs.from, tenantId: inputs.from } }) });';",
    "class Tenant extends pulumi.CustomResource {",
    '  constructor(name, args) { super("pulumi-nodejs:dynamic/test:Tenant", name, { ...args, tenantId: undefined, __provider: provider }); }',
    "}",
    `const tenant = new Tenant("tenant", { from: "${customerId}" });`,
  ].join("\n");

test("a customer id that another resource gives is judged as soon as it is known", async () => {
  const args = '{ customerId: tenant.tenantId, qualification: "Education", educationSegment: "K12" }';
  const text = (id: string): string => program(tenant(id), `new partnercenter.CustomerQualification("school", ${args});`);
  await withEmulator({ program: text("contoso") }, async ({ project, control }) => {
    await project.preview();
    await project.up({ expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(/customerId: is not a GUID/);
    expect(control.requests()).toEqual([]);
  });
  await withEmulator({ program: text(customers.contoso) }, async ({ project, control }) => {
    expect((await project.preview()).output).toMatch(/\+ 3 to create/);
    expect(control.requests()).toEqual([]);
    await project.up();
    expect((await project.stackExport()).resource("school").id).toBe(`${customers.contoso}/Education`);
    await project.preview({ args: ["--expect-no-changes"] });
  });
});

test("bad input is one clear message each, and leaves the state untouched", async () => {
  const wrong = { customerId: "contoso", qualification: "Education", validationCode: "planted-code" };
  await withEmulator({ program: program(declare("school", "contoso", wrong)) }, async ({ project, control }) => {
    const stopped = await startEmulator();
    await stopped.close();
    const errors = (): string => told(project, "error").join("\n");

    const preview = await project.preview({ expectFailure: true });
    for (const reason of [
      /'school' has a problem: customerId: is not a GUID; take the customer's Microsoft ID/,
      /'school' has a problem: educationSegment: is required for Education; set it to K12 or HigherEducation/,
      /'school' has a problem: validationCode: belongs to GovernmentCommunityCloud only; remove it for Education/,
    ]) {
      expect(errors()).toMatch(reason);
    }
    expect(preview.output).not.toContain("planted-code");

    project.writeProgram(
      program(
        education("contoso"),
        declare("both", "contoso", { qualification: "GovernmentCommunityCloud", validationCode: "1" }, "{ dependsOn: contoso }"),
      ),
    );
    await project.preview({ expectFailure: true });
    expect(errors()).toMatch(/'both' has a problem: qualification: the program declares Education for customer .* cannot be combined/);

    project.writeProgram(program(education("contoso", { customerId: "99999999-0000-4000-8000-000000000000" })));
    await project.up({ expectFailure: true });
    expect(errors()).toMatch(/Partner Center does not know this tenant \(404, code 60003\).*Check customerId/);

    project.writeProgram(program(education("contoso")));
    await project.up({ expectFailure: true, env: { PARTNERCENTER_EMULATOR: stopped.url } });
    expect(errors()).toMatch(new RegExp(`${new URL(stopped.url).host}.*emulator`));

    control.revokeRefreshToken();
    await project.up({ expectFailure: true });
    expect(errors()).toMatch(/the refresh token was revoked.*AADSTS50173/);

    const resources = (await project.stackExport()).resources.filter(({ type }) => type.includes("partnercenter"));
    expect(resources).toEqual([]);
    expect(control.submissions()).toEqual([]);
  });
});
