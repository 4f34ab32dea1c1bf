import { customers, education, program, showStatus, told, withEmulator } from "./support/emulated";

const { contoso } = customers;

test("what waits for Microsoft's approval is created only then, and the gate goes when the approval is withdrawn", async () => {
  const text = program(
    education("contoso"),
    'const approval = new partnercenter.QualificationApproval("approval", { qualificationId: contoso.id, timeout: "1s", pollInterval: "1s" });',
    'new pulumi.Stash("offer", { input: "an academic offer" }, { dependsOn: approval });',
    showStatus("contoso"),
  );
  await withEmulator({ program: text }, async ({ project, control }) => {
    const names = async (): Promise<string[]> =>
      (await project.stackExport()).resources.flatMap(({ urn, type }) =>
        type.startsWith("pulumi:p") ? [] : [urn.split("::").at(-1) ?? ""],
      );

    await project.up({ expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(
      /Education is still InReview after 1s\. Microsoft decides within days: run again later/,
    );
    expect(await names()).toEqual(["contoso"]);

    control.approve(contoso, "Education");
    await project.up();
    expect((await names()).sort()).toEqual(["approval", "contoso", "offer"]);
    await project.preview({ args: ["--expect-no-changes"] });

    control.withdraw(contoso, "Education");
    const preview = await project.preview();
    expect(preview.output).toMatch(/\+\s+pulumi-nodejs:dynamic\/partnercenter:QualificationApproval approval create/);
    expect(told(project, "warning")).toContainEqual(
      expect.stringMatching(/is not approved any more \(Denied\): the gate is gone from the state/),
    );
    await project.up({ expectFailure: true });
    expect(told(project, "error").join("\n")).toMatch(/was denied: No longer an Education Customer\. Change the evidence or resubmit/);
    // What was made behind the gate is not taken away: that is for a person to decide.
    expect((await names()).sort()).toEqual(["contoso", "offer"]);
    expect(control.submissions()).toHaveLength(1);
  });
});
