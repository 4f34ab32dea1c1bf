import { customers, declare, education, program, showStatus, submissions, told, withEmulator } from "./support/emulated";

const { contoso, fabrikam } = customers;
const stateOwned = { qualification: "StateOwnedEntity" };
const government = { qualification: "GovernmentCommunityCloud", validationCode: "123456" };

test("a changed kind is refused where it is forbidden, with from and to, and replaces where it is allowed; the old one stays", async () => {
  await withEmulator({ program: program(education("contoso")) }, async ({ project, control }) => {
    await project.up();
    for (const [args, reason] of [
      [government, /a change from Education to GovernmentCommunityCloud\)\. GovernmentCommunityCloud and Education cannot be combined/],
      [{ qualification: "None" }, /a change from Education to None\)\. None cannot be set through Partner Center/],
    ] as const) {
      project.writeProgram(program(declare("contoso", "contoso", args)));
      await project.preview({ expectFailure: true });
      expect(told(project, "error")).toEqual([expect.stringMatching(reason)]);
    }

    project.writeProgram(program(declare("contoso", "contoso", stateOwned)));
    expect((await project.preview({ args: ["--diff"] })).output).toMatch(/~ qualification\s*: "Education" => "StateOwnedEntity"/);
    const up = await project.up();
    expect(up.output).toMatch(/created replacement[\s\S]*deleted original/);
    expect(told(project, "warning")).toEqual([
      expect.stringMatching(/Education stays: Partner Center offers no way to remove a qualification/),
    ]);
    expect((await project.stackExport()).resource("contoso").id).toBe(`${contoso}/StateOwnedEntity`);
    expect(control.qualifications(contoso).map(({ qualification }) => qualification)).toEqual(["Education", "StateOwnedEntity"]);
    await project.preview({ args: ["--expect-no-changes"] });
  });
});

test("two resources of one customer are created in parallel without a race, and destroy says what stays without Partner Center", async () => {
  const text = program(education("contoso"), declare("owned", "contoso", stateOwned));
  await withEmulator({ program: text, refreshAlways: false }, async ({ project, control, emulator }) => {
    // Slow enough for the second creation to begin while the first is under way.
    control.fault({ kind: "slow", delayMs: 300, times: "always", match: { path: "/qualifications" } });
    await project.up();
    expect(control.requests({ path: "/qualifications" }).map(({ method }) => method)).toEqual(["GET", "POST", "GET", "POST"]);
    expect(control.tokenRequests()).toHaveLength(1);
    await project.preview({ args: ["--expect-no-changes"] });

    await emulator.close();
    await project.destroy();
    expect(told(project, "warning").sort()).toEqual([
      expect.stringMatching(/Education stays: Partner Center offers no way to remove/),
      expect.stringMatching(/StateOwnedEntity stays: Partner Center offers no way to remove/),
    ]);
    expect((await project.stackExport()).resources).toEqual([]);
  });
});

test("a live kind that excludes the wish shows as drift, warns in preview and is refused in up, while other customers go on", async () => {
  const text = program(education("contoso"), education("fabrikam"), showStatus("contoso", "fabrikam"));
  await withEmulator({ program: text }, async ({ project, control }) => {
    await project.up();
    control.setQualifications(contoso, [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }]);
    control.approve(fabrikam, "Education");
    project.writeProgram(`${text}\n${education("lamna")}`);

    const preview = await project.preview({ args: ["--diff"] });
    expect(preview.output).toMatch(/~ qualification\s*: "Education" => "GovernmentCommunityCloud"/);
    expect(preview.output).toMatch(/~ qualification\s*: "GovernmentCommunityCloud" => "Education"/);
    const refused = /Education is refused\. Education and GovernmentCommunityCloud cannot be combined on one customer/;
    expect(told(project, "warning")).toContainEqual(expect.stringMatching(refused));

    await project.up({ args: ["--continue-on-error"], expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(refused);
    const state = await project.stackExport();
    expect(state.resource("contoso").outputs).toMatchObject({ qualification: "GovernmentCommunityCloud", vettingStatus: "NotListed" });
    expect(state.resource("fabrikam").outputs).toMatchObject({ vettingStatus: "Approved" });
    expect(state.resource("lamna").outputs).toMatchObject({ vettingStatus: "InReview" });
    expect([submissions(control, "contoso"), submissions(control, "lamna")]).toEqual([1, 1]);
  });
});

test("ignoreChanges lives with a drifted kind: every run is quiet but for the warning", async () => {
  const text = program(education("contoso", {}, '{ ignoreChanges: ["qualification"] }'), showStatus("contoso"));
  await withEmulator({ program: text }, async ({ project, control }) => {
    await project.up();
    control.setQualifications(contoso, [{ qualification: "Nonprofit" }]);
    await project.up();
    control.setQualifications(contoso, [{ qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" }]);
    await project.up();
    await project.preview({ args: ["--expect-no-changes"] });
    expect(told(project, "warning")).toEqual([expect.stringMatching(/Education is no longer listed\..*now GovernmentCommunityCloud/)]);
    expect(submissions(control)).toBe(1);
  });
});
