import { customers, declare, education, program, showStatus, submissions, told, withEmulator } from "./support/emulated";

const { contoso, fabrikam } = customers;

test("a denied customer is told in every run and never asked for again, until its website is corrected", async () => {
  const declared = (website: string): string => program(education("contoso", { website }), showStatus("contoso"));
  await withEmulator({ program: declared("contoso.example") }, async ({ project, control }) => {
    await project.up();
    expect(await project.outputs()).toEqual({ contoso: "InReview" });
    await project.preview({ args: ["--expect-no-changes"] });

    control.deny(contoso, "Education", "Not an Academic Domain");
    const preview = await project.preview({ args: ["--diff"] });
    expect(preview.output).toMatch(/\+ vettingReason\s*: "Not an Academic Domain"/);
    expect(preview.output).toMatch(/~ vettingStatus\s*: "InReview" => "Denied"/);
    const denial = expect.stringMatching(
      /Education was denied: Not an Academic Domain\..*change website, educationSegment or resubmit to ask again/,
    );
    expect(told(project, "warning")).toEqual([denial]);
    for (let run = 0; run < 3; run++) {
      await project.up();
      expect(told(project, "warning")).toEqual([denial]);
    }
    expect(submissions(control)).toBe(1);

    project.writeProgram(declared("contoso.edu"));
    await project.preview();
    expect(told(project, "warning")).toContainEqual(
      expect.stringMatching(/This is at least request 2 of the 3 that a customer has in all/),
    );
    expect(submissions(control)).toBe(1);
    await project.up();
    expect(submissions(control)).toBe(2);
    expect((await project.stackExport()).resource("contoso").outputs).toMatchObject({
      vettingStatus: "InReview",
      lastSubmission: { number: 2 },
    });

    control.approve(contoso, "Education");
    await project.up();
    expect(told(project, "warning")).toEqual([]);
    expect(await project.outputs()).toEqual({ contoso: "Approved" });
    await project.preview({ args: ["--expect-no-changes"] });
  });
});

test("a request that vanished after its denial stays quiet and warned of until resubmit asks again; a state-owned entity is set again by itself", async () => {
  const declared = (args: object = {}): string =>
    program(education("contoso", args), declare("fabrikam", "fabrikam", { qualification: "StateOwnedEntity" }), showStatus("contoso"));
  await withEmulator({ program: declared() }, async ({ project, control }) => {
    await project.up();
    await project.preview({ args: ["--expect-no-changes"] });
    control.deny(contoso, "Education");
    control.vanish(contoso, "Education");
    control.vanish(fabrikam, "StateOwnedEntity");

    const preview = await project.preview({ args: ["--diff"] });
    expect(preview.output).toMatch(/~ qualification\s*: "StateOwnedEntity" => "None"/);
    expect(control.submissions()).toHaveLength(2);
    await project.up();
    expect(await project.outputs()).toEqual({ contoso: "NotListed" });
    expect(control.qualifications(fabrikam)).toEqual([{ qualification: "StateOwnedEntity" }]);
    const vanished = expect.stringMatching(
      /Education is no longer listed\. .*a denial or a withdrawal can look like this\. It was InReview\./,
    );
    expect(told(project, "warning")).toEqual([vanished]);
    await project.up();
    expect(told(project, "warning")).toEqual([vanished]);
    await project.preview({ args: ["--expect-no-changes"] });
    expect([submissions(control, "contoso"), submissions(control, "fabrikam")]).toEqual([1, 2]);

    project.writeProgram(declared({ resubmit: "the domain was corrected" }));
    await project.up();
    expect(await project.outputs()).toEqual({ contoso: "InReview" });
    expect([submissions(control, "contoso"), submissions(control, "fabrikam")]).toEqual([2, 2]);
    await project.preview({ args: ["--expect-no-changes"] });
    expect(told(project, "warning")).toEqual([]);
  });
});

test("a withdrawn approval is told, and evidence changed while Microsoft decides is recorded; neither sends anything", async () => {
  const declared = (website: string): string =>
    program(education("contoso"), education("fabrikam", { website }), showStatus("contoso", "fabrikam"));
  await withEmulator({ program: declared("fabrikam.edu") }, async ({ project, control }) => {
    await project.up();
    control.approve(contoso, "Education");
    project.writeProgram(declared("www.fabrikam.edu"));
    await project.up();
    expect(told(project, "warning")).toEqual([
      expect.stringMatching(/Education is InReview already: website was recorded, but not sent to Microsoft/),
    ]);
    expect(await project.outputs()).toEqual({ contoso: "Approved", fabrikam: "InReview" });
    expect((await project.stackExport()).resource("fabrikam").outputs).toMatchObject({
      website: "www.fabrikam.edu",
      lastSubmission: { number: 1 },
    });
    await project.preview({ args: ["--expect-no-changes"] });

    control.withdraw(contoso, "Education");
    control.deny(fabrikam, "Education");
    await project.up();
    expect(await project.outputs()).toEqual({ contoso: "Denied", fabrikam: "Denied" });
    expect(told(project, "warning").sort()).toEqual([
      expect.stringMatching(new RegExp(`${contoso}: Education was denied: No longer an Education Customer`)),
      expect.stringMatching(
        new RegExp(
          `${fabrikam}: Education was denied: Not an Education Customer\\. What is declared as educationSegment and website was sent by no request on record`,
        ),
      ),
    ]);
    expect(control.submissions()).toHaveLength(2);
  });
});
