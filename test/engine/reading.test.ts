import { customers, education, program, showStatus, submissions, told, withEmulator } from "./support/emulated";

const { contoso, fabrikam, lamna } = customers;

test("customers that cannot be read keep what is known, and the others are refreshed", async () => {
  const text = program(education("contoso"), education("fabrikam"), education("lamna"), showStatus("contoso", "fabrikam", "lamna"));
  await withEmulator({ program: text }, async ({ project, control }) => {
    await project.up();
    for (const id of [contoso, fabrikam, lamna]) control.approve(id, "Education");
    control.setRelationship(contoso, "none");
    control.fault({ kind: "status", status: 500, times: "always", match: { customerId: fabrikam } });

    const before = await project.stackExport();
    await project.refresh({ env: { PARTNERCENTER_UNREADABLE: "fail" }, expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(/no commerce relationship with the customer|the service failed \(500\)/);
    for (const name of ["contoso", "fabrikam"]) {
      expect((await project.stackExport()).resource(name).outputs).toEqual(before.resource(name).outputs);
    }

    await project.refresh();
    expect(told(project, "warning").sort()).toEqual([
      expect.stringMatching(new RegExp(`${contoso}: Education could not be read; what is known of it stays in the state\\..*20002`)),
      expect.stringMatching(new RegExp(`${fabrikam}: Education could not be read; what is known of it stays in the state\\..*500`)),
    ]);
    const state = await project.stackExport();
    expect(["contoso", "fabrikam", "lamna"].map((name) => state.resource(name).outputs?.["vettingStatus"])).toEqual([
      "InReview",
      "InReview",
      "Approved",
    ]);
  });
});

test("one customer's no to a read stops neither the others nor a new one", async () => {
  const known = program(education("contoso"), education("fabrikam"));
  await withEmulator({ program: known }, async ({ project, control }) => {
    await project.up();
    const review = JSON.stringify({ code: 800073, description: "this customer is being looked at", data: [], source: "PartnerFD" });
    control.fault({ kind: "status", status: 403, body: review, times: "always", match: { customerId: contoso } });
    control.fault({ kind: "status", status: 403, times: "always", match: { customerId: fabrikam } });
    project.writeProgram(program(education("contoso"), education("fabrikam"), education("lamna"), showStatus("lamna")));
    await project.preview();
    await project.up({ args: ["--continue-on-error"] });
    expect(told(project, "warning").join("\n")).toMatch(/under review \(403, code 800073\).*"this customer is being looked at"/);
    expect(await project.outputs()).toEqual({ lamna: "InReview" });
    expect(submissions(control)).toBe(3);
    expect((await project.stackExport()).resource("contoso").id).toBe(`${contoso}/Education`);
  });
});

test("a 404 that is not Partner Center's leaves the state untouched; a customer that does not exist leaves it", async () => {
  const text = program(education("contoso"), education("fabrikam"));
  await withEmulator({ program: text, refreshAlways: false }, async ({ project, control }) => {
    await project.up();
    const fault = control.fault({ kind: "status", status: 404, body: "<html>Not Found</html>", times: "always", match: { path: "/v1/" } });
    await project.refresh({ expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(
      /answered 404 with something that Partner Center does not say\. Check partnercenter:endpoint/,
    );
    const state = await project.stackExport();
    expect([state.resource("contoso").id, state.resource("fabrikam").id]).toEqual([`${contoso}/Education`, `${fabrikam}/Education`]);

    control.removeFault(fault);
    control.removeCustomer(contoso);
    await project.refresh();
    expect(told(project, "warning")).toEqual([expect.stringMatching(/Partner Center does not know this customer any more/)]);
    const left = await project.stackExport();
    expect(left.resources.map(({ id }) => id).filter(Boolean)).toContain(`${fabrikam}/Education`);
    expect(left.text).not.toContain(`${contoso}/Education`);
  });
});

test("a state that was lost is found again without a second request", async () => {
  const text = program(education("contoso"), education("fabrikam"), showStatus("contoso", "fabrikam"));
  await withEmulator({ program: text }, async ({ project, control }) => {
    await project.up();
    control.approve(contoso, "Education");
    await project.run(["stack", "rm", "--stack", "test", "--force", "--yes", "--preserve-config"]);
    await project.run(["stack", "init", "test"]);
    await project.up();
    expect(await project.outputs()).toEqual({ contoso: "Approved", fabrikam: "InReview" });
    expect(submissions(control)).toBe(2);
    await project.preview({ args: ["--expect-no-changes"] });
  });
});

test("get looks a Nonprofit customer up without managing it, and throws for a customer that does not exist", async () => {
  const get = (id: string): string =>
    program(
      `const found = partnercenter.CustomerQualification.get("found", "${id}/Nonprofit");`,
      "exports.qualification = found.qualification;",
      "exports.approved = found.approved;",
      "exports.customerId = found.customerId;",
    );
  await withEmulator({ program: get(contoso) }, async ({ project, control }) => {
    control.setQualifications(contoso, [{ qualification: "Nonprofit" }]);
    expect((await project.preview()).output).toMatch(/qualification\s*: "Nonprofit"/);
    await project.up();
    expect(await project.outputs()).toEqual({ qualification: "Nonprofit", approved: true, customerId: contoso });
    await project.preview({ args: ["--expect-no-changes"] });

    project.writeProgram(get("99999999-0000-4000-8000-000000000000"));
    await project.preview({ expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(/Partner Center does not know this tenant.*Check customerId/);
    expect(control.submissions()).toEqual([]);
    project.writeProgram(get(contoso));
    await project.destroy();
    expect(told(project, "warning")).toEqual([]);
  });
});
