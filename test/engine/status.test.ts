import { customers, declare, education, program, submissions, withEmulator } from "./support/emulated";
import { partnercenter } from "./support/partnercenter";

test("status reads a real stack: what needs a person first, without a request and without a secret", async () => {
  const code = "654321";
  const text = program(
    education("contoso"),
    education("fabrikam"),
    declare("lamna", "lamna", { qualification: "GovernmentCommunityCloud", validationCode: code }),
    declare("tailspin", "tailspin", { qualification: "StateOwnedEntity" }),
  );
  await withEmulator({ name: "status", program: text }, async ({ project, emulator, control }) => {
    control.addValidationCode({ validationId: code });
    await project.up();
    control.deny(customers.fabrikam, "Education", "Not an Academic Domain");
    await project.refresh();
    control.approve(customers.contoso, "Education");
    const before = control.requests().length;

    const state = await partnercenter(project, ["status", "--json", "--stack", "test", "--fail-on", "denied"]);
    const { qualifications, ...about } = JSON.parse(state.out) as { qualifications: Record<string, unknown>[] };
    expect(qualifications.map(({ resource, status, requestsUsed }) => [resource, status, requestsUsed])).toEqual([
      ["fabrikam", "Denied", 1],
      ["contoso", "InReview", 1],
      ["lamna", "Approved", 1],
      ["tailspin", "InEffect", undefined],
    ]);
    expect(about).toMatchObject({ source: "state", stack: "test", exitCode: 2 });
    expect(state.code).toBe(2);
    expect(control.requests()).toHaveLength(before);

    const live = await partnercenter(project, ["status", "--live", "--stack", "test", "--fail-on", "inreview"], {
      env: { PARTNERCENTER_EMULATOR: emulator.url },
    });
    expect(live.out).toMatch(/^fabrikam .* Denied .*Not an Academic Domain$/m);
    expect(live.out).toMatch(/^contoso .* Approved /m);
    expect(live.code).toBe(0);
    expect(submissions(control)).toBe(4);

    const watched = await partnercenter(project, ["status", "--watch", "--stack", "test", "--fail-on", "denied"], {
      interruptAt: /4 qualifications/,
    });
    expect([watched.code, watched.err]).toEqual([130, ""]);

    const page = await partnercenter(project, ["status", "--html", "--stack", "test"]);
    expect(page.out).toMatch(/^<!doctype html>/);
    for (const said of [state, live, page]) expect(`${said.out}${said.err}`).not.toContain(code);
  });
});

test("bad usage and a stack that is not there end with 1", async () => {
  await withEmulator({ name: "status-usage", program: program() }, async ({ project }) => {
    const typo = await partnercenter(project, ["status", "--fail-on", "denyed"]);
    expect([typo.code, typo.out]).toEqual([1, ""]);
    expect(typo.err).toContain("It must be a list of denied, notlisted,");
    const missing = await partnercenter(project, ["status", "--stack", "nowhere"]);
    expect([missing.code, missing.out]).toEqual([1, ""]);
    expect(missing.err).toMatch(/^The state of the stack cannot be read: .*nowhere/);
  });
});
